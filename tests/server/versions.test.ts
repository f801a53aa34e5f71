import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnswerVersion } from '../../server/assessments/contract.ts';
import type { EventView } from '../../server/audit/contract.ts';
import { Service, type Person } from './service.ts';

/** What an answer has said before: nobody's text is lost while the assessment is a draft. */
let service: Service;
let sara: Person;
let mats: Person;
let id: string;

beforeAll(async () => {
  service = await Service.start();
  sara = await service.person('coordinator');
  mats = await service.person('contributor');
  id = await service.assessment(sara);
  await service.call('POST', `/api/v1/assessments/${id}/handouts`, {
    as: sara,
    payload: { userId: mats.id, codes: ['SL-01', 'SL-02'], message: '', due: '2026-12-01' },
  });
});
afterAll(() => service.stop());

const minutes = (n: number) => {
  service.clock.now = new Date(service.clock.now.getTime() + n * 60_000);
};
const versions = async (code: string) =>
  (await service.call('GET', `/api/v1/assessments/${id}/answers/${code}/versions`, { as: sara })).json<
    AnswerVersion[]
  >();
const texts = async (code: string) => (await versions(code)).map(({ motivation }) => motivation);
let revisions = new Map<string, number>();
async function save(as: Person, code: string, motivation: string, level: number | null = null) {
  const base = revisions.get(code) ?? 0;
  const answer = await service.answer(as, id, code, { level, motivation }, base);
  expect(answer.statusCode).toBe(200);
  revisions = revisions.set(code, base + 1);
}
const restore = (code: string, revision: number, base: number, as = sara) =>
  service.call('POST', `/api/v1/assessments/${id}/answers/${code}/versions/${revision}/restore`, {
    as,
    headers: { 'if-match': `"${base}"` },
  });
const events = async () =>
  (await service.call('GET', '/api/v1/organisations/1281/events', { as: sara })).json<EventView[]>();

describe('which versions are kept', () => {
  test('one sitting by one person is one version, as it ended', async () => {
    await save(sara, 'SL-01', 'Vi');
    minutes(2);
    await save(sara, 'SL-01', 'Vi har');
    minutes(9);
    await save(sara, 'SL-01', 'Vi har en policy.', 2);
    expect(await texts('SL-01')).toEqual([]);
    minutes(11);
    await save(sara, 'SL-01', 'Vi har en policy sedan 2024.', 2);
    expect(await versions('SL-01')).toMatchObject([{ motivation: 'Vi har en policy.', level: 2, revision: 3 }]);
  });

  test('another person’s is kept at once, and says whose it was and when', async () => {
    const at = service.clock.now.toISOString();
    await save(mats, 'SL-01', 'Policyn är upphävd.', 1);
    const [latest] = await versions('SL-01');
    expect(latest).toMatchObject({ motivation: 'Vi har en policy sedan 2024.', savedAt: at, savedBy: 'Person 1' });
  });

  test('when more than half of the text goes away, also within a sitting', async () => {
    await save(sara, 'SL-03', 'En lång text som någon har tänkt igenom och skrivit färdigt, mening för mening.');
    await save(sara, 'SL-03', 'Ett kort svar.');
    await save(sara, 'SL-03', '');
    await save(sara, 'SL-03', 'Nytt svar.');
    await save(sara, 'SL-03', 'Nytt svar');
    expect(await texts('SL-03')).toEqual([
      'Ett kort svar.',
      'En lång text som någon har tänkt igenom och skrivit färdigt, mening för mening.',
    ]);
  });

  test('an answer with nothing in it is no version, nor one that says the same as the next', async () => {
    await save(sara, 'SL-04', '');
    minutes(60);
    await save(sara, 'SL-04', 'Nu finns det något.');
    minutes(60);
    await save(sara, 'SL-04', 'Nu finns det något.');
    minutes(60);
    await save(sara, 'SL-04', 'Nu finns det mer.');
    expect(await texts('SL-04')).toEqual(['Nu finns det något.']);
  });

  test('a save that meets a colleague’s keeps nothing', async () => {
    const before = await versions('SL-01');
    expect((await service.answer(sara, id, 'SL-01', { motivation: 'Sent' }, 1)).statusCode).toBe(412);
    expect(await versions('SL-01')).toEqual(before);
  });
});

describe('putting back', () => {
  test('brings back level, text and evidence; what stood there becomes a version', async () => {
    const [, older] = await versions('SL-01');
    const base = revisions.get('SL-01') ?? 0;
    const answer = await restore('SL-01', older?.revision ?? 0, base);
    expect(answer.json()).toMatchObject({ motivation: 'Vi har en policy.', level: 2, revision: base + 1 });
    revisions.set('SL-01', base + 1);
    expect((await texts('SL-01'))[0]).toBe('Policyn är upphävd.');
    // Within the same sitting and by the same person: what is replaced is kept none the less.
    const again = await restore('SL-01', base, base + 1);
    expect(again.json()).toMatchObject({ motivation: 'Policyn är upphävd.', level: 1 });
    expect((await texts('SL-01'))[0]).toBe('Vi har en policy.');
    revisions.set('SL-01', base + 2);
  });

  test('over an older revision is refused, one that does not exist is not found, and only for the coordinator', async () => {
    expect((await restore('SL-01', 3, 1)).statusCode).toBe(412);
    expect((await restore('SL-01', 9999, revisions.get('SL-01') ?? 0)).statusCode).toBe(404);
    expect((await restore('SL-01', 3, 5, mats)).statusCode).toBe(403);
  });
});

describe('what should not have been written', () => {
  test('is taken away for good, by the coordinator only, and the log says that it was', async () => {
    await save(sara, 'SL-05', 'Anna Persson ringde, och sedan skrev hon.');
    await save(sara, 'SL-05', '');
    const [version] = await versions('SL-05');
    const remove = (as = sara) =>
      service.call('DELETE', `/api/v1/assessments/${id}/answers/SL-05/versions/${version?.revision ?? 0}`, { as });
    expect((await remove(mats)).statusCode).toBe(403);
    expect((await remove()).statusCode).toBe(204);
    expect((await remove()).statusCode).toBe(404);
    expect(await versions('SL-05')).toEqual([]);
    const stored = await service.deps.db.selectFrom('answer_versions').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain('Anna');
    expect((await events()).filter(({ event }) => event === 'answer-version-removed')).toHaveLength(1);
  });
});

describe('the log', () => {
  test('tells who saved, handed out, took back, commented and put back, with the words and dates', async () => {
    await service.call('POST', `/api/v1/assessments/${id}/answers/SL-02/comments`, {
      as: mats,
      payload: { text: 'Hemligt' },
    });
    await service.call('DELETE', `/api/v1/assessments/${id}/handouts/SL-02/${mats.id}`, { as: sara });
    // Taking back what is not handed out is no event.
    await service.call('DELETE', `/api/v1/assessments/${id}/handouts/SL-02/${mats.id}`, { as: sara });
    const told = (await events()).map(({ event, details }) => [event, details] as const);
    expect(told).toContainEqual([
      'criteria-handed-out',
      { name: 'Person 2', codes: 'SL-01, SL-02', due: '2026-12-01' },
    ]);
    expect(told).toContainEqual(['comment-written', { code: 'SL-02' }]);
    expect(told.filter(([event]) => event === 'criterion-taken-back')).toEqual([
      ['criterion-taken-back', { code: 'SL-02', name: 'Person 2' }],
    ]);
    expect(told.filter(([event]) => event === 'answer-restored')).toHaveLength(2);
    expect(
      told.filter(([event, details]) => event === 'answer-saved' && details.code === 'SL-01').length,
    ).toBeGreaterThan(3);
    expect(JSON.stringify(told)).not.toContain('Hemligt');
  });
});

describe('when the assessment is adopted', () => {
  test('the earlier texts are gone, also from the database; who saved which level when is still told', async () => {
    const before = (await events()).filter(({ event }) => event === 'answer-saved').length;
    const step = (payload: object) =>
      service.call('POST', `/api/v1/assessments/${id}/transitions`, { as: sara, payload });
    await step({ to: 'ready' });
    expect((await versions('SL-01')).length).toBeGreaterThan(0);
    expect((await restore('SL-01', 3, revisions.get('SL-01') ?? 0)).statusCode).toBe(409);
    const { hash } = (await service.call('GET', `/api/v1/assessments/${id}`, { as: sara })).json<{ hash: string }>();
    const decision = { body: 'KS', date: '2026-01-01', paragraph: '1', diarienummer: '1', maxSharing: 'none' };
    expect((await step({ to: 'adopted', hash, decision })).statusCode).toBe(204);
    expect(await versions('SL-01')).toEqual([]);
    const rows = await service.deps.db.selectFrom('answer_versions').select('content').execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ content }) => content === null)).toBe(true);
    expect((await events()).filter(({ event }) => event === 'answer-saved')).toHaveLength(before);
  });
});
