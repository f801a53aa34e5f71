import { strFromU8, unzipSync } from 'fflate';
import readExcel from 'read-excel-file/node';
import { beforeEach, afterEach, describe, expect, test } from 'vitest';
import type { EventView } from '../../server/audit/contract.ts';
import type { AssessmentView, ResultView } from '../../server/assessments/contract.ts';
import { measuresOf } from '../../criteria/comparison/measure.ts';
import { Service, type Person } from './service.ts';

/** Optional subjects beside the criteria: asked of whoever chooses them, scored apart, never compared. */
let service: Service;
let sara: Person;
let id: string;

beforeEach(async () => {
  service = await Service.start();
  service.clock.now = new Date('2027-11-01T09:00:00Z');
  sara = await service.person('coordinator');
  id = await service.assessment(sara, '1281', { year: 2027, catalogue: '3.0' });
});
afterEach(() => service.stop());

const choose = (deepening: string, chosen = true, of = id, as = sara) =>
  service.call('PATCH', `/api/v1/assessments/${of}`, { as, payload: { deepening: { id: deepening, chosen } } });
const answer = (code: string, level: number) =>
  service.answer(sara, id, code, { level, motivation: `Om ${code}`, evidence: [{ title: `Underlag till ${code}` }] });
const view = async (of = id, as = sara) =>
  (await service.call('GET', `/api/v1/assessments/${of}`, { as })).json<AssessmentView>();
const result = async () =>
  (await service.call('GET', `/api/v1/assessments/${id}/result`, { as: sara })).json<ResultView>();
const frozen = async (of: string): Promise<unknown> =>
  JSON.parse(
    (await service.deps.db.selectFrom('assessments').select('frozen_json').where('id', '=', of).executeTakeFirst())
      ?.frozen_json ?? 'null',
  );
const file = (path: string) => service.call('GET', `/api/v1/assessments/${id}/${path}`, { as: sara });

describe('a deepening that is not chosen', () => {
  test('asks nothing', async () => {
    expect((await answer('SL-24', 2)).statusCode).toBe(404);
    expect((await service.call('GET', `/sjalvskattning/${id}/SL-24`, { as: sara })).statusCode).toBe(404);
    expect((await result()).deepenings).toEqual([]);
  });

  test('can be read by anyone, with what it is', async () => {
    const list = (await service.call('GET', '/kriterierna/3.0')).body;
    expect(list).toContain('Demokrati under tryck');
    expect(list).toContain('54 kriterier');
    const one = (await service.call('GET', '/kriterierna/3.0/SL-24')).body;
    expect(one).toContain('Fördjupning: Demokrati under tryck');
    expect(one).toContain('jämförs inte med andras');
    expect((await service.call('GET', '/kriterierna/3.0/SL-14')).body).not.toContain('Fördjupning');
  });
});

describe('a deepening that is chosen', () => {
  test('has to be one of the version’s', async () => {
    const refused = await choose('rymden');
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({
      errors: [{ field: 'deepening', message: 'rymden finns inte i version 3.0' }],
    });
    expect((await view()).deepenings).toEqual([]);
  });

  test('is scored apart: nothing else in the result moves', async () => {
    for (const [code, level] of [
      ['SL-01', 2],
      ['SL-02', 3],
      ['SL-05', 1],
    ] as const)
      await answer(code, level);
    const { years, criteria } = await result();
    expect((await choose('demokrati')).statusCode).toBe(204);
    for (const [code, level] of [
      ['SL-24', 1],
      ['CS-14', 2],
      ['SL-22', 4],
    ] as const)
      expect((await answer(code, level)).statusCode, code).toBe(200);
    const after = await result();
    expect([after.years, after.criteria]).toEqual([years, criteria]);
    // 100 × (1 + 2 + 4) ÷ (4 × 3) = 58.33
    expect(after.deepenings).toMatchObject([
      {
        name: 'Demokrati under tryck',
        total: { index: 58.3, answered: 3, applicable: 3, incomplete: false },
        criteria: [
          { code: 'SL-24', level: 1, evidence: 1 },
          { code: 'CS-14', level: 2 },
          { code: 'SL-22', level: 4 },
        ],
      },
    ]);
  });

  test('with fewer than three answers shows levels and no index, and says what the law demands', async () => {
    await choose('minoritetssprak');
    await answer('CS-13', 1);
    const { deepenings, belowLegalFloor } = await result();
    expect(deepenings[0]?.total).toMatchObject({ index: null, answered: 1 });
    expect(belowLegalFloor).toMatchObject([{ code: 'CS-13', level: 1, floor: { level: 2, paragraph: '8 §' } }]);
  });

  test.each([
    ['1281', ['AG-10', 'AG-11']],
    ['12', ['AG-12', 'AG-11']],
    ['0980', ['AG-10', 'AG-12', 'AG-11']],
  ])('asks %s what it has to answer for', async (organisation, codes) => {
    const lead = await service.person('coordinator', organisation);
    const theirs = await service.assessment(lead, organisation, { year: 2027, catalogue: '3.0' });
    await choose('vardag', true, theirs, lead);
    const shown = (await service.call('GET', `/api/v1/assessments/${theirs}/result`, { as: lead })).json<ResultView>();
    expect(shown.deepenings[0]?.criteria.map(({ code }) => code)).toEqual(codes);
  });

  test('can be handed out, and is all that the colleague meets', async () => {
    await choose('demokrati');
    const kim = await service.person('contributor');
    const payload = { userId: kim.id, codes: ['SL-22'], message: '', due: null };
    expect((await service.call('POST', `/api/v1/assessments/${id}/handouts`, { as: sara, payload })).statusCode).toBe(
      204,
    );
    expect((await view(id, kim)).onlyCodes).toEqual(['SL-22']);
    expect((await service.answer(kim, id, 'SL-22', { level: 3 })).statusCode).toBe(200);
  });

  test('is in the letter, the workbook and the frozen document', async () => {
    await choose('demokrati');
    await answer('SL-24', 3);
    const letter = unzipSync((await file('documents/tjansteskrivelse.docx')).rawPayload);
    const written = strFromU8(letter['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, ' ');
    expect(written).toContain('Fördjupning: Demokrati under tryck');
    expect(written).toContain('Om SL-24');
    const sheets = await readExcel((await file('export.xlsx')).rawPayload);
    const rows = sheets.find(({ sheet }) => sheet === 'Svar')?.data ?? [];
    expect(rows.find(([code]) => code === 'SL-24')?.[1]).toBe('Fördjupning: Demokrati under tryck');
    await service.call('POST', `/api/v1/assessments/${id}/transitions`, { as: sara, payload: { to: 'ready' } });
    expect(await frozen(id)).toMatchObject({
      deepenings: ['demokrati'],
      answers: [{ code: 'SL-24', level: 3, motivation: 'Om SL-24' }],
    });
    expect((await choose('demokrati', false)).statusCode).toBe(409);
  });

  test('two who choose at the same time both have their choice, and the log says who', async () => {
    const other = await service.person('coordinator');
    await Promise.all([choose('demokrati'), choose('vardag', true, id, other)]);
    expect((await view()).deepenings).toEqual(['demokrati', 'vardag']);
    const events = (await service.call('GET', '/api/v1/organisations/1281/events', { as: sara })).json<EventView[]>();
    expect(
      events
        .filter(({ event }) => event === 'deepening-changed')
        .map(({ details }) => details.name)
        .sort(),
    ).toEqual(['Demokrati under tryck', 'Hem, resor och klimat']);
  });

  test('can be dropped while nobody has answered in it, and otherwise stays with every word', async () => {
    await choose('demokrati');
    await choose('vardag');
    await answer('AG-11', 2);
    expect((await choose('demokrati', false)).statusCode).toBe(204);
    const refused = await choose('vardag', false);
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({ title: 'Hem, resor och klimat har svar och kan inte väljas bort: AG-11.' });
    const { deepenings, answers } = await view();
    expect(deepenings).toEqual(['vardag']);
    expect(answers).toMatchObject([{ code: 'AG-11', motivation: 'Om AG-11' }]);
  });
});

test('next year it goes on with the answers to confirm, and can be left out', async () => {
  await choose('demokrati');
  await answer('SL-24', 3);
  await answer('SL-01', 2);
  const next = await service.assessment(sara, '1281', { year: 2028, catalogue: '3.0', basedOn: id });
  expect(await view(next)).toMatchObject({
    deepenings: ['demokrati'],
    answers: [
      { code: 'SL-01', level: 2, toConfirm: true },
      { code: 'SL-24', level: 3, toConfirm: true },
    ],
  });
  expect((await choose('demokrati', false, next)).statusCode).toBe(204);
  expect((await view(next)).answers.map(({ code }) => code)).toEqual(['SL-01']);
  expect((await view()).answers.map(({ code }) => code)).toEqual(['SL-01', 'SL-24']);
});

test('nothing of it is ever compared: no measure stands on a deepening’s criterion', () => {
  const version = service.deps.catalogues.versions.find(({ version }) => version === '3.0');
  if (!version) throw new Error('Version 3.0 is there.');
  const keys = measuresOf(version).map(({ key }) => key);
  expect(keys.filter((key) => /SL-01|AG-13/.test(key))).toHaveLength(2);
  expect(keys.filter((key) => /SL-22|SL-24|CS-13|CS-14|AG-10|AG-11|AG-12/.test(key))).toEqual([]);
});

test('on the starter track, what last year suggested for the other criteria does not stand in the way', async () => {
  await answer('SL-01', 2);
  await answer('SL-04', 2);
  const next = await service.assessment(sara, '1281', { year: 2028, catalogue: '3.0', track: 'starter', basedOn: id });
  await service.answer(sara, next, 'SL-01', { level: 3 }, 1);
  const step = await service.call('POST', `/api/v1/assessments/${next}/transitions`, {
    as: sara,
    payload: { to: 'ready' },
  });
  expect(step.body).toBe('');
  expect(step.statusCode).toBe(204);
  // What nobody has confirmed is no part of what is decided.
  expect(await frozen(next)).toMatchObject({ answers: [{ code: 'SL-01', level: 3 }] });
});
