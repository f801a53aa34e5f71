import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AssessmentView, CarryOverPreview, ResultView } from '../../server/assessments/contract.ts';
import { Service, type Person } from './service.ts';

let service: Service;
let coordinator: Person;
let decider: Person;
let contributor: Person;

beforeAll(async () => {
  service = await Service.start();
  coordinator = await service.person('coordinator');
  decider = await service.person('decision_maker');
  contributor = await service.person('contributor');
});
afterAll(() => service.stop());

const view = async (as: Person, id: string) =>
  (await service.call('GET', `/api/v1/assessments/${id}`, { as })).json<AssessmentView>();
const step = (as: Person, id: string, payload: Record<string, unknown>) =>
  service.call('POST', `/api/v1/assessments/${id}/transitions`, { as, payload });
const DECISION = {
  body: 'Kommunstyrelsen',
  date: '2026-11-20',
  paragraph: '212',
  diarienummer: 'KS 2026/77',
  maxSharing: 'natverket',
};

describe('one assessment per organisation and year', () => {
  test('the second start for the same year is refused and names the first', async () => {
    const id = await service.assessment(coordinator, '1281', { year: 2020, catalogue: '1.0' });
    expect(id).toBe('1281-2020');
    const again = await service.call('POST', '/api/v1/organisations/1281/assessments', {
      as: coordinator,
      payload: { year: 2020, catalogue: '1.0', track: 'full', basedOn: null },
    });
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ code: 'exists', id: '1281-2020', errors: [{ field: 'year' }] });
  });

  test('a start by mistake can be undone until someone has answered', async () => {
    const id = await service.assessment(coordinator, '1281', { year: 2019, catalogue: '1.0' });
    expect((await service.call('DELETE', `/api/v1/assessments/${id}`, { as: coordinator })).statusCode).toBe(204);
    await service.assessment(coordinator, '1281', { year: 2019, catalogue: '1.0' });
    await service.answer(coordinator, id, 'SL-01', { level: 1 });
    expect((await service.call('DELETE', `/api/v1/assessments/${id}`, { as: coordinator })).statusCode).toBe(409);
  });
});

test('one started anew in the place of one taken away is never shown as the one before', async () => {
  const region = await service.person('coordinator', '12');
  const read = async (etag = '') => {
    const headers = { 'if-none-match': etag };
    const response = await service.call('GET', `/api/v1/assessments/${id}`, { as: region, headers });
    return {
      status: response.statusCode,
      etag: String(response.headers.etag),
      track: response.body && response.json<{ track: string }>().track,
    };
  };
  const id = await service.assessment(region, '12', { track: 'starter' });
  const before = await read();
  expect(before.track).toBe('starter');
  expect((await service.call('DELETE', `/api/v1/assessments/${id}`, { as: region })).statusCode).toBe(204);
  service.clock.now = new Date(service.clock.now.getTime() + 1000);
  expect(await service.assessment(region, '12', { track: 'full' })).toBe(id);
  expect(await read(before.etag)).toMatchObject({ status: 200, track: 'full' });
});

describe('saving an answer', () => {
  let id: string;
  beforeAll(async () => {
    id = await service.assessment(coordinator, '1281', { year: 2021 });
  });

  test('gives the revision, and the answer is there afterwards', async () => {
    const saved = await service.answer(coordinator, id, 'SL-01', {
      level: 3,
      motivation: 'Beslut finns.',
      evidence: [{ title: 'Protokoll', diarienummer: 'KS 1/21' }],
    });
    expect(saved.statusCode).toBe(200);
    expect(saved.headers.etag).toBe('"1"');
    expect((await view(coordinator, id)).answers).toMatchObject([
      {
        code: 'SL-01',
        level: 3,
        revision: 1,
        motivation: 'Beslut finns.',
        evidence: [{ title: 'Protokoll', diarienummer: 'KS 1/21' }],
      },
    ]);
  });

  test('based on an older revision is refused, with the stored version, and changes nothing', async () => {
    const mine = await service.answer(contributorWith(coordinator), id, 'SL-01', { level: 1, motivation: 'Mitt.' }, 0);
    expect(mine.statusCode).toBe(412);
    expect(mine.json()).toMatchObject({
      code: 'conflict',
      current: { level: 3, motivation: 'Beslut finns.', revision: 1 },
    });
    expect((await view(coordinator, id)).answers[0]?.motivation).toBe('Beslut finns.');
  });

  test('two people on different criteria never meet', async () => {
    const [a, b] = await Promise.all([
      service.answer(coordinator, id, 'SL-02', { level: 1 }),
      service.answer(coordinator, id, 'SL-03', { level: 2 }),
    ]);
    expect([a.statusCode, b.statusCode]).toEqual([200, 200]);
  });

  test('of many saves at once over the same revision, exactly one is taken', async () => {
    const saves = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        service.answer(coordinator, id, 'SL-04', { level: 1, motivation: `nummer ${i}` }),
      ),
    );
    expect(saves.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    expect(saves.filter(({ statusCode }) => statusCode === 412)).toHaveLength(7);
  });

  test.each([
    ['without If-Match', {}, 428, 'If-Match'],
    ['with an unreadable If-Match', { 'if-match': 'tre' }, 400, 'If-Match'],
  ])('%s is refused', async (_what, headers, status, field) => {
    const response = await service.call('PUT', `/api/v1/assessments/${id}/answers/SL-05`, {
      as: coordinator,
      headers,
      payload: { level: 1, notApplicable: false, reason: '', motivation: '', evidence: [] },
    });
    expect(response.statusCode).toBe(status);
    expect(response.json()).toMatchObject({ errors: [{ field }] });
  });

  test('ej aktuellt needs a reason, and a criterion that allows it', async () => {
    expect((await service.answer(coordinator, id, 'CS-04', { notApplicable: true })).json()).toMatchObject({
      status: 422,
      errors: [{ field: 'reason' }],
    });
    expect(
      (await service.answer(coordinator, id, 'SL-06', { notApplicable: true, reason: 'Nej.' })).json(),
    ).toMatchObject({ status: 422, errors: [{ field: 'notApplicable' }] });
    expect(
      (await service.answer(coordinator, id, 'CS-04', { notApplicable: true, reason: 'Inga romer bor här.' }))
        .statusCode,
    ).toBe(200);
  });

  test('a link that is not a web address is refused', async () => {
    const response = await service.answer(coordinator, id, 'SL-07', {
      level: 2,
      evidence: [{ title: 'x', link: 'javascript:alert(1)' }],
    });
    expect(response.json()).toMatchObject({ status: 422, errors: [{ field: 'evidence.0.link' }] });
  });

  test('indicators, conditions and wanted support save by the same rules', async () => {
    const put = (code: string, payload: Record<string, unknown>, base = 0) =>
      service.call('PUT', `/api/v1/assessments/${id}/items/${code}`, {
        as: coordinator,
        payload,
        headers: { 'if-match': `"${base}"` },
      });
    expect((await put('NT-01', { numerator: 41, denominator: 65, year: 2021, comment: '' })).statusCode).toBe(200);
    expect((await put('NT-01', { numerator: 41, denominator: 65, year: 2021, comment: '' })).statusCode).toBe(412);
    expect((await put('NT-02', { numerator: 9, denominator: 5, year: null, comment: '' })).json()).toMatchObject({
      status: 422,
      errors: [{ field: 'numerator' }],
    });
    expect((await put('FS-01', { choice: 7 })).json()).toMatchObject({ status: 422, errors: [{ field: 'choice' }] });
    expect((await put('FS-01', { choice: 2 })).statusCode).toBe(200);
    expect((await put('ST-SL', { text: 'Utbildning för presidier.' })).statusCode).toBe(200);
    expect((await put('ST-XX', { text: 'x' })).statusCode).toBe(404);
  });
});

/** The same person; named for the reader of the conflict test. */
const contributorWith = (person: Person) => person;

describe('reading', () => {
  test('answers 304 while nothing has changed, and writes nothing', async () => {
    const id = await service.assessment(coordinator, '1281', { year: 2022 });
    await service.answer(coordinator, id, 'SL-01', { level: 1 });
    const snapshot = async () =>
      JSON.stringify([
        await service.deps.db.selectFrom('sessions').selectAll().orderBy('id').execute(),
        await service.deps.db.selectFrom('assessments').selectAll().orderBy('id').execute(),
        await service.deps.db.selectFrom('events').selectAll().orderBy('id').execute(),
      ]);
    const before = await snapshot();
    const first = await service.call('GET', `/api/v1/assessments/${id}`, { as: coordinator });
    const again = await service.call('GET', `/api/v1/assessments/${id}`, {
      as: coordinator,
      headers: { 'if-none-match': String(first.headers.etag) },
    });
    expect(again.statusCode).toBe(304);
    expect(first.headers['set-cookie']).toBeUndefined();
    expect(await snapshot()).toBe(before);
    await service.answer(coordinator, id, 'SL-01', { level: 2 }, 1);
    expect(
      (
        await service.call('GET', `/api/v1/assessments/${id}`, {
          as: coordinator,
          headers: { 'if-none-match': String(first.headers.etag) },
        })
      ).statusCode,
    ).toBe(200);
  });
});

describe('from draft to adopted', () => {
  let id: string;
  let hash: string;
  beforeAll(async () => {
    id = await service.assessment(coordinator, '1281', { year: 2023 });
    await service.answer(coordinator, id, 'SL-01', { level: 2, motivation: 'Anna Persson beslutade.' });
  });

  test('frozen for everyone, with a hash that anyone can compute from the canonical content', async () => {
    expect((await step(decider, id, { to: 'ready' })).statusCode).toBe(403);
    expect((await step(coordinator, id, { to: 'ready' })).statusCode).toBe(204);
    const frozen = await view(coordinator, id);
    hash = frozen.hash ?? '';
    const expected =
      canonicalize({
        assessment: id,
        organisation: '1281',
        year: 2023,
        revision: 1,
        corrects: null,
        catalogue: '2.0',
        track: 'full',
        items: [],
        answers: [
          {
            code: 'SL-01',
            level: 2,
            notApplicable: false,
            reason: '',
            motivation: 'Anna Persson beslutade.',
            evidence: [],
          },
        ],
      }) ?? '';
    expect(hash).toBe(createHash('sha256').update(expected).digest('hex'));
    expect((await service.answer(coordinator, id, 'SL-01', { level: 4 }, 1)).json()).toMatchObject({
      status: 409,
      code: 'frozen',
    });
    expect((await service.answer(coordinator, id, 'SL-02', { level: 4 })).statusCode).toBe(409);
  });

  test('back to draft needs a reason, which the log keeps', async () => {
    expect((await step(coordinator, id, { to: 'draft', reason: ' ' })).json()).toMatchObject({
      status: 422,
      errors: [{ field: 'reason' }],
    });
    expect((await step(coordinator, id, { to: 'draft', reason: 'Nämnden ville ha mer underlag.' })).statusCode).toBe(
      204,
    );
    expect((await service.call('GET', '/api/v1/organisations/1281/events', { as: coordinator })).body).toContain(
      'Nämnden ville ha mer underlag.',
    );
    await step(coordinator, id, { to: 'ready' });
  });

  test('the decision is about the frozen content and no other', async () => {
    expect((await step(decider, id, { to: 'adopted', hash: '0'.repeat(64), decision: DECISION })).json()).toMatchObject(
      { status: 409, code: 'other-content' },
    );
    expect(
      (await step(decider, id, { to: 'adopted', hash, decision: { ...DECISION, date: '2026-11-24' } })).json(),
    ).toMatchObject({ status: 422, errors: [{ field: 'decision.date' }] });
    expect((await step(contributor, id, { to: 'adopted', hash, decision: DECISION })).statusCode).toBe(403);
    expect((await step(decider, id, { to: 'draft', reason: 'Ångrar.' })).statusCode).toBe(403);
    expect((await step(decider, id, { to: 'adopted', hash, decision: DECISION })).statusCode).toBe(204);
    expect(await view(decider, id)).toMatchObject({ state: 'adopted', hash, decision: DECISION });
    expect((await step(coordinator, id, { to: 'draft', reason: 'Ångrar.' })).statusCode).toBe(409);
  });

  test('personal data is masked everywhere, the hash stands, and the log does not repeat it', async () => {
    const mask = (fragment: string) =>
      service.call('POST', `/api/v1/assessments/${id}/masks`, {
        as: coordinator,
        payload: { code: 'SL-01', fragment },
      });
    expect((await mask('Bengt')).json()).toMatchObject({ status: 422, errors: [{ field: 'fragment' }] });
    expect((await mask('Anna Persson')).statusCode).toBe(204);
    const after = await view(decider, id);
    expect(after.answers[0]?.motivation).toBe('[maskerat] beslutade.');
    expect(after.hash).toBe(hash);
    const stored = await service.deps.db
      .selectFrom('assessments')
      .select('frozen_json')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(stored.frozen_json).not.toContain('Anna');
    const log = await service.deps.db
      .selectFrom('events')
      .select('details')
      .where('event', '=', 'text-masked')
      .execute();
    expect(log).toHaveLength(1);
    expect(JSON.stringify(log)).not.toContain('Anna');
  });

  test('a correction is a new revision that names the old one; the old one stays', async () => {
    const made = await service.call('POST', `/api/v1/assessments/${id}/corrections`, { as: coordinator });
    expect(made.json()).toEqual({ id: '1281-2023-2' });
    expect(await view(coordinator, '1281-2023-2')).toMatchObject({
      state: 'draft',
      corrects: id,
      revision: 2,
      answers: [{ code: 'SL-01', level: 2 }],
    });
    expect((await service.answer(coordinator, '1281-2023-2', 'SL-01', { level: 3 }, 1)).statusCode).toBe(200);
    expect((await view(coordinator, id)).answers[0]?.level).toBe(2);
    expect((await service.call('POST', `/api/v1/assessments/${id}/corrections`, { as: coordinator })).statusCode).toBe(
      409,
    );
  });
});

describe('handing out and comments', () => {
  test('the colleague sees and answers what was handed out, until it is taken back; the answer stays', async () => {
    const id = await service.assessment(coordinator, '1281', { year: 2024 });
    const handed = await service.call('POST', `/api/v1/assessments/${id}/handouts`, {
      as: coordinator,
      payload: { userId: contributor.id, codes: ['SL-09', 'SL-09', 'CS-01'], message: 'Hej!', due: '2026-12-01' },
    });
    expect(handed.statusCode).toBe(204);
    const mine = (await service.call('GET', '/api/v1/organisations/1281/assessments', { as: contributor })).json<
      { id: string; handedOut: unknown[]; progress: unknown }[]
    >();
    expect(mine.map(({ id: each }) => each)).toEqual([id]);
    expect(mine[0]).toMatchObject({
      progress: { applicable: 2, answered: 0 },
      handedOut: [{ code: 'SL-09' }, { code: 'CS-01', due: '2026-12-01', message: 'Hej!' }],
    });
    expect((await service.answer(contributor, id, 'SL-09', { level: 2 })).statusCode).toBe(200);
    const comment = await service.call('POST', `/api/v1/assessments/${id}/answers/SL-09/comments`, {
      as: contributor,
      payload: { text: 'Kolla mallen.' },
    });
    expect(comment.statusCode).toBe(201);
    expect(
      (await service.call('GET', `/api/v1/assessments/${id}/answers/SL-10/comments`, { as: contributor })).statusCode,
    ).toBe(403);
    expect(
      (await service.call('DELETE', `/api/v1/assessments/${id}/handouts/SL-09/${contributor.id}`, { as: coordinator }))
        .statusCode,
    ).toBe(204);
    expect((await service.answer(contributor, id, 'SL-09', { level: 4 }, 1)).statusCode).toBe(403);
    const all = await view(coordinator, id);
    expect(all.answers).toMatchObject([{ code: 'SL-09', level: 2 }]);
    expect(all.comments).toEqual({ 'SL-09': 1 });
  });

  test('nothing is handed to a decision-maker, a stranger or a closed account', async () => {
    const stranger = await service.person('contributor', '1283');
    for (const userId of [decider.id, stranger.id, '99999999-0000-4000-8000-000000000000']) {
      const response = await service.call('POST', '/api/v1/assessments/1281-2024/handouts', {
        as: coordinator,
        payload: { userId, codes: ['SL-01'], message: '', due: null },
      });
      expect(response.json()).toMatchObject({ status: 422, errors: [{ field: 'userId' }] });
    }
  });
});

describe('next year', () => {
  test('the preview says what will happen; the start does exactly that; nothing freezes unconfirmed', async () => {
    const lead = await service.person('coordinator', '1283');
    const first = await service.assessment(lead, '1283', { year: 2025, catalogue: '1.0' });
    for (const [code, level] of [
      ['SL-01', 2],
      ['SL-08', 3],
      ['SL-17', 3],
      ['UF-01', 2],
      ['UF-02', 4],
      ['UF-07', 1],
      ['UF-12', 3],
    ] as const)
      await service.answer(lead, first, code, { level, motivation: `Om ${code}` });
    const preview = (
      await service.call('GET', `/api/v1/organisations/1283/assessments/carry-over?basedOn=${first}&catalogue=2.0`, {
        as: lead,
      })
    ).json<CarryOverPreview>();
    expect(preview.suggestions.map(({ code, relation, keepsLevel }) => [code, relation, keepsLevel])).toEqual([
      ['SL-01', 'same', true],
      ['UF-07', 'reworded', true],
      ['SL-08', 'reworded', false],
      ['SL-11', 'split', false],
      ['UF-06', 'split', false],
      ['UF-15', 'merged', false],
    ]);
    expect(preview.left.map(({ code }) => code)).toEqual(['UF-02']);
    const id = await service.assessment(lead, '1283', { basedOn: first });
    const started = await view(lead, id);
    expect(started.answers.map(({ code }) => code).sort()).toEqual(preview.suggestions.map(({ code }) => code).sort());
    expect(started.answers.every(({ toConfirm }) => toConfirm)).toBe(true);
    expect(started.answers.find(({ code }) => code === 'UF-15')).toMatchObject({
      level: null,
      motivation: 'Om UF-01\n\nOm UF-12',
      carried: { relation: 'merged', year: 2025, catalogue: '1.0' },
    });
    const refused = await step(lead, id, { to: 'ready' });
    expect(refused.json()).toMatchObject({ status: 409, code: 'to-confirm' });
    // One that nobody has confirmed is enough.
    const left = started.answers.map(({ code }) => code).slice(1);
    await service.deps.db
      .updateTable('answers')
      .set({ to_confirm: 0 })
      .where('assessment_id', '=', started.id)
      .where('code', 'in', left)
      .execute();
    expect((await step(lead, started.id, { to: 'ready' })).json()).toMatchObject({
      status: 409,
      errors: [{ field: started.answers[0]?.code }],
    });
    expect((await view(lead, id)).state).toBe('draft');
    for (const { code, level, revision } of started.answers)
      await service.answer(lead, id, code, { level: level ?? 2 }, revision);
    expect((await step(lead, id, { to: 'ready' })).statusCode).toBe(204);
  });
});

describe('result', () => {
  test('profile and earlier year, against figures worked out by hand', async () => {
    const lead = await service.person('coordinator', '1285');
    const decided = async (id: string) => {
      await step(lead, id, { to: 'ready' });
      await step(lead, id, { to: 'adopted', hash: (await view(lead, id)).hash, decision: DECISION });
    };
    const first = await service.assessment(lead, '1285', { year: 2025, catalogue: '1.0' });
    for (const [code, level] of [
      ['AG-01', 1],
      ['AG-02', 2],
      ['AG-05', 0],
      ['AG-06', 4],
    ] as const)
      await service.answer(lead, first, code, { level });
    await decided(first);
    const id = await service.assessment(lead, '1285', { year: 2026 });
    for (const [code, level] of [
      ['AG-01', 2],
      ['AG-02', 3],
      ['AG-03', 4],
      ['AG-04', 1],
      ['AG-05', 1],
      ['AG-07', 0],
      ['AG-08', 2],
    ] as const) {
      await service.answer(lead, id, code, { level, evidence: code === 'AG-01' ? [{ title: 'Program' }] : [] });
    }
    const result = (
      await service.call('GET', `/api/v1/assessments/${id}/result?lens=area`, { as: lead })
    ).json<ResultView>();
    const [before, now] = result.years;
    // 2025, version 1.0: 1 + 2 + 0 + 4 = 7 of 16 → 43.75 → 43.8; all four answered.
    expect(before?.groups.find(({ key }) => key === 'AG')).toMatchObject({
      index: 43.8,
      answered: 4,
      applicable: 4,
      incomplete: false,
    });
    // 2026, version 2.0: 2 + 3 + 4 + 1 + 1 + 0 + 2 = 13 of 28 → 46.43 → 46.4; seven of eight answered.
    expect(now?.groups.find(({ key }) => key === 'AG')).toMatchObject({
      index: 46.4,
      answered: 7,
      applicable: 8,
      incomplete: false,
    });
    // Comparable both years: AG-01, AG-02, AG-05. 1 + 2 + 0 = 3 of 12 → 25.0; 2 + 3 + 1 = 6 of 12 → 50.0.
    expect(now?.changes.find(({ key }) => key === 'AG')).toEqual({ key: 'AG', n: 3, before: 25, after: 50 });
    // At level 2 or higher: AG-01, AG-02, AG-03, AG-08; evidence on one → 25.0 %.
    expect(now?.evidence).toEqual({ share: 25, withEvidence: 1, atLeastTwo: 4 });
    expect(now?.total.incomplete).toBe(true);
    expect(result.criteria.find(({ code }) => code === 'AG-01')?.earlier).toEqual([{ year: 2025, level: 1 }]);
    expect(result.criteria.find(({ code }) => code === 'AG-08')?.earlier).toEqual([{ year: 2025, level: null }]);
  });

  test('a region is not asked what only kommuner are asked; Gotland is asked both', async () => {
    for (const [organisation, expected] of [
      ['12', false],
      ['0980', true],
    ] as const) {
      const lead = await service.person('coordinator', organisation);
      const id = await service.assessment(lead, organisation);
      expect((await service.answer(lead, id, 'AG-05', { level: 1 })).statusCode === 200).toBe(expected);
      expect((await service.answer(lead, id, 'AG-09', { level: 1 })).statusCode).toBe(200);
    }
  });

  test('the start track asks twelve, and can be widened without losing an answer', async () => {
    const lead = await service.person('coordinator', '1286');
    const id = await service.assessment(lead, '1286', { track: 'starter' });
    expect((await service.answer(lead, id, 'SL-02', { level: 1 })).statusCode).toBe(404);
    await service.answer(lead, id, 'SL-01', { level: 1 });
    expect(
      (await service.call('PATCH', `/api/v1/assessments/${id}`, { as: lead, payload: { track: 'full' } })).statusCode,
    ).toBe(204);
    expect((await service.answer(lead, id, 'SL-02', { level: 1 })).statusCode).toBe(200);
    expect((await view(lead, id)).answers.map(({ code }) => code)).toEqual(['SL-01', 'SL-02']);
  });
});

test('the result of a whole starter track is twelve of twelve, with levels and without an index', async () => {
  const lead = await service.person('coordinator', '1287');
  const id = await service.assessment(lead, '1287', { track: 'starter' });
  const asked = ['SL-01', 'SL-02', 'UF-01', 'UF-02', 'CS-01', 'CS-02', 'AG-01', 'AG-02'];
  for (const code of asked) await service.answer(lead, id, code, { level: 2 });
  const seen = (
    await service.call('GET', `/api/v1/assessments/${id}/result?lens=area`, { as: lead })
  ).json<ResultView>();
  const [now] = seen.years;
  expect(seen.criteria).toHaveLength(12);
  expect(now?.total.applicable).toBe(12);
  expect(now?.groups.reduce((sum, { applicable }) => sum + applicable, 0)).toBe(12);
  expect(now?.total.answered).toBeGreaterThan(2);
  expect([now?.total, ...(now?.groups ?? [])].map((group) => group?.index)).toEqual([null, null, null, null, null]);
});

test.each(['12', '§ 12', '§12', '§ § 12'])(
  'the paragraph of the minutes written %s is kept as 12',
  async (paragraph) => {
    const lead = await service.person('coordinator', '1290');
    const id = await service.assessment(lead, '1290', {
      year: 2021 + ['12', '§ 12', '§12', '§ § 12'].indexOf(paragraph),
    });
    await service.answer(lead, id, 'SL-01', { level: 2 });
    await step(lead, id, { to: 'ready' });
    const { hash } = await view(lead, id);
    await step(lead, id, { to: 'adopted', hash, decision: { ...DECISION, paragraph } });
    const seen = (
      await service.call('GET', `/api/v1/assessments/${id}/result?lens=area`, { as: lead })
    ).json<ResultView>();
    expect(seen.decision?.paragraph).toBe('12');
  },
);

describe('today is in Sweden', () => {
  test('a decision of today can be registered, also half an hour after midnight', async () => {
    // 00:30 in Stockholm on 24 November is still the 23rd in UTC.
    service.clock.now = new Date('2026-11-23T23:30:00.000Z');
    const second = await service.person('coordinator', '1284');
    const made = await service.assessment(second, '1284', { year: 2026 });
    await service.answer(second, made, 'SL-01', { level: 2 });
    await step(second, made, { to: 'ready' });
    const { hash: locked } = await view(second, made);
    const adopt = (date: string) =>
      step(second, made, { to: 'adopted', hash: locked, decision: { ...DECISION, date } });
    expect((await adopt('2026-11-25')).statusCode).toBe(422);
    expect((await adopt('2026-11-24')).statusCode).toBe(204);
  });

  test('and so is this year', async () => {
    service.clock.now = new Date('2026-12-31T23:10:00.000Z');
    const session = await service.call('GET', '/api/v1/session', { as: coordinator });
    expect(session.json()).toMatchObject({ year: 2027 });
  });
});
