import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Service, type Person } from './service.ts';

/** Personal data that was written by mistake, and every copy of it. */
let service: Service;
let coordinator: Person;
const NAME = 'Anna Persson';

const EVIDENCE = {
  title: `Samtal med ${NAME}`,
  link: `https://a.se/${NAME.replace(' ', '-')}`,
  diarienummer: `KS ${NAME}`,
};

const post = (url: string, payload: Record<string, unknown>) =>
  service.call('POST', `/api/v1${url}`, { as: coordinator, payload });
const item = (id: string, code: string, payload: Record<string, unknown>) =>
  service.call('PUT', `/api/v1/assessments/${id}/items/${code}`, {
    as: coordinator,
    payload,
    headers: { 'if-match': '"0"' },
  });
const mask = (id: string, code: string, fragment = NAME) =>
  service.call('POST', `/api/v1/assessments/${id}/masks`, { as: coordinator, payload: { code, fragment } });

async function adopt(id: string): Promise<void> {
  await post(`/assessments/${id}/transitions`, { to: 'ready' });
  const { hash } = (await service.call('GET', `/api/v1/assessments/${id}`, { as: coordinator })).json<{
    hash: string;
  }>();
  const decision = {
    body: 'Kommunstyrelsen',
    date: '2026-11-20',
    paragraph: '1',
    diarienummer: 'KS 1',
    maxSharing: 'oppet',
  };
  expect((await post(`/assessments/${id}/transitions`, { to: 'adopted', hash, decision })).statusCode).toBe(204);
}

/** Everything that is stored about the organisation's assessments. */
async function stored(): Promise<string> {
  const answers = await service.deps.db.selectFrom('answers').selectAll('answers').execute();
  const heads = await service.deps.db.selectFrom('assessments').selectAll('assessments').execute();
  return JSON.stringify([answers, heads]);
}

beforeAll(async () => {
  service = await Service.start();
  coordinator = await service.person('coordinator');
  const id = await service.assessment(coordinator, '1281', { year: 2025, catalogue: '1.0' });
  // SL-01 is the same in both versions.
  await service.answer(coordinator, id, 'SL-01', {
    level: 3,
    motivation: `${NAME} ansvarar.`,
    evidence: [EVIDENCE, { title: 'Ett beslut', link: 'https://a.se/beslut' }],
  });
  await service.answer(coordinator, id, 'SL-02', { level: 1, motivation: `${NAME} igen.` });
  await service.answer(coordinator, id, 'SL-04', { level: 1, motivation: `${NAME} svarade.` });
  await item(id, 'NT-01', { numerator: 1, denominator: 2, year: 2025, comment: `Räknat av ${NAME}` });
  await item(id, 'ST-SL', { text: `${NAME} vill ha kurs` });
  await adopt(id);
  await post(`/assessments/${id}/corrections`, {});
  await post('/organisations/1281/assessments', { year: 2026, catalogue: '2.0', track: 'full', basedOn: id });
});
afterAll(() => service.stop());

describe('masking', () => {
  test('covers the answer, its evidence’s title, link and number, and every copy of them', async () => {
    const before = await service.call('GET', '/api/v1/assessments/1281-2026', { as: coordinator });
    expect(before.body).toContain(NAME);
    expect((await mask('1281-2025', 'SL-01')).statusCode).toBe(204);
    for (const id of ['1281-2025', '1281-2025-2', '1281-2026']) {
      const view = (await service.call('GET', `/api/v1/assessments/${id}`, { as: coordinator })).json<{
        answers: { code: string; evidence: { link?: string }[] }[];
      }>();
      const answer = view.answers.find(({ code }) => code === 'SL-01');
      expect(JSON.stringify(answer), id).not.toContain('Anna');
      expect(JSON.stringify(answer), id).toContain('[maskerat]');
      // A link with a name in it leads nowhere any more; the other one is as it was.
      expect(answer?.evidence.map(({ link }) => link)).toEqual([undefined, 'https://a.se/beslut']);
    }
  });

  test('leaves other answers, and says what was done in the log of each copy without repeating it', async () => {
    expect(await stored()).toContain(`${NAME} igen.`);
    const log = await service.deps.db
      .selectFrom('events')
      .select(['assessment_id', 'details'])
      .where('event', '=', 'text-masked')
      .execute();
    expect(log.map((row) => row.assessment_id).sort()).toEqual(['1281-2025', '1281-2025-2', '1281-2026']);
    expect(JSON.stringify(log)).not.toContain('Anna');
  });

  test('meets what someone had open in a draft as a conflict: the name does not come back', async () => {
    const stale = await service.answer(
      coordinator,
      '1281-2026',
      'SL-01',
      { level: 3, motivation: `${NAME} ansvarar.` },
      1,
    );
    expect(stale.statusCode).toBe(412);
    expect(stale.body).not.toContain('Anna');
  });

  test.each(['NT-01', 'ST-SL'])('covers %s, which is no criterion', async (code) => {
    expect((await mask('1281-2025', code)).statusCode).toBe(204);
    const row = await service.deps.db
      .selectFrom('answers')
      .select('content')
      .where('assessment_id', '=', '1281-2025')
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    expect(row.content).not.toContain('Anna');
    expect(row.content).toContain('[maskerat]');
  });

  test('reaches what a draft has said before, so that the name cannot be put back', async () => {
    const draft = '1281-2026';
    await service.answer(
      coordinator,
      draft,
      'SL-04',
      { level: 1, motivation: `${NAME} igen, med ett längre stycke.` },
      1,
    );
    await service.answer(coordinator, draft, 'SL-04', { level: 1, motivation: '' }, 2);
    const before = await service.deps.db.selectFrom('answer_versions').select('content').execute();
    expect(JSON.stringify(before)).toContain(NAME);
    expect((await mask('1281-2025', 'SL-04')).statusCode).toBe(204);
    const after = await service.deps.db.selectFrom('answer_versions').select('content').execute();
    expect(after).toHaveLength(before.length);
    expect(JSON.stringify(after)).not.toContain('Anna');
    expect(JSON.stringify(after)).toContain('[maskerat] igen, med');
  });

  test('from the copy reaches the one it came from', async () => {
    await service.answer(coordinator, '1281-2025-2', 'SL-03', { level: 2, motivation: 'Inget namn' });
    await adopt('1281-2025-2');
    expect((await mask('1281-2025-2', 'SL-02')).statusCode).toBe(204);
    expect(await stored()).not.toContain('Anna');
  });

  test('of what has no answer, or does not hold the words, is refused by field', async () => {
    expect((await mask('1281-2025', 'SL-19')).json()).toMatchObject({ status: 422, errors: [{ field: 'code' }] });
    expect((await mask('1281-2025', 'SL-01', 'Bengt')).json()).toMatchObject({
      status: 422,
      errors: [{ field: 'fragment' }],
    });
    expect((await mask('1281-2025', 'ZZ-99')).json()).toMatchObject({ status: 422, errors: [{ field: 'code' }] });
  });
});
