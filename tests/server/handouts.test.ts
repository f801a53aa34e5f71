import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AssessmentSummary, AssessmentView, CommentView, Work } from '../../server/assessments/contract.ts';
import { handoutState, type AnswerStanding } from '../../server/assessments/handout-state.ts';
import type { EventView } from '../../server/audit/contract.ts';
import { calendarOf } from '../../server/reminders/calendar.ts';
import { Service, type Person } from './service.ts';

/** README, "Utdelade kriterier": a hand-out from the first look to an accepted answer. */

describe('where a hand-out stands', () => {
  const row = { user_id: 'kim', opened_at: null, step: null, step_at: null };
  const kims = (updatedAt: string): AnswerStanding => ({ answered: true, updatedAt, updatedBy: 'kim' });
  const OPENED = '2026-11-01';
  const STEP = '2026-11-10T08:00:00.000Z';
  const EARLIER = '2026-11-10T07:59:59.999Z';
  const LATER = '2026-11-10T08:00:00.001Z';
  const empty: AnswerStanding = { answered: false, updatedAt: LATER, updatedBy: 'kim' };

  test.each([
    ['not looked at', row, undefined, 'new'],
    ['looked at', { ...row, opened_at: OPENED }, undefined, 'opened'],
    ['looked at, and last year’s answer not confirmed', { ...row, opened_at: OPENED }, empty, 'opened'],
    ['answered, by whomever', row, { ...kims(EARLIER), updatedBy: 'sara' }, 'answered'],
    ['said to be done', { ...row, step: 'done', step_at: STEP }, kims(EARLIER), 'done'],
    ['done, and changed a little afterwards', { ...row, step: 'done', step_at: STEP }, kims(LATER), 'done'],
    ['done, and then emptied', { ...row, opened_at: OPENED, step: 'done', step_at: STEP }, empty, 'opened'],
    ['sent back with a question', { ...row, step: 'returned', step_at: STEP }, kims(EARLIER), 'returned'],
    [
      'sent back, changed and not yet said to be done',
      { ...row, step: 'returned', step_at: STEP },
      kims(LATER),
      'returned',
    ],
    ['accepted', { ...row, step: 'accepted', step_at: STEP }, kims(EARLIER), 'accepted'],
    ['accepted, and changed by the colleague', { ...row, step: 'accepted', step_at: STEP }, kims(LATER), 'done'],
    [
      'accepted, and changed by the coordinator',
      { ...row, step: 'accepted', step_at: STEP },
      { ...kims(LATER), updatedBy: 'sara' },
      'accepted',
    ],
    ['accepted, and then emptied', { ...row, opened_at: OPENED, step: 'accepted', step_at: STEP }, empty, 'opened'],
  ] as const)('%s', (_, handout, answer, state) => {
    expect(handoutState(handout, answer)).toBe(state);
  });
});

let service: Service;
let lead: Person;
let kim: Person;
let robin: Person;
let id: string;

beforeAll(async () => {
  service = await Service.start();
  lead = await service.person('coordinator');
  kim = await service.person('contributor');
  robin = await service.person('contributor');
});
afterAll(() => service.stop());

const later = (minutes = 1) => {
  service.clock.now = new Date(service.clock.now.getTime() + minutes * 60_000);
};
const handOut = (to: Person, codes: readonly string[], due: string | null = null) =>
  service.call('POST', `/api/v1/assessments/${id}/handouts`, {
    as: lead,
    payload: { userId: to.id, codes, message: '', due },
  });
const step = (as: Person, codes: readonly string[], to: string) =>
  service.call('POST', `/api/v1/assessments/${id}/handouts/own-steps`, { as, payload: { codes, to } });
const review = (payload: Record<string, unknown>) =>
  service.call('POST', `/api/v1/assessments/${id}/handouts/review`, {
    as: lead,
    payload: { userId: kim.id, ...payload },
  });
/** Accepts answers, each as it stands now unless its revision is given. */
const accept = async (codes: readonly string[], revision?: number) => {
  const now = new Map((await view(lead)).answers.map((answer) => [answer.code, answer.revision]));
  return review({ to: 'accepted', answers: codes.map((code) => ({ code, revision: revision ?? now.get(code) ?? 1 })) });
};
const view = async (as: Person) =>
  (await service.call('GET', `/api/v1/assessments/${id}`, { as })).json<AssessmentView>();
const states = async (as = lead) =>
  Object.fromEntries((await view(as)).handouts.map(({ code, name, state }) => [`${code} ${name}`, state]));
const kims = async () => {
  const all = (await view(lead)).handouts.filter(({ userId }) => userId === kim.id);
  return Object.fromEntries(all.map(({ code, state }) => [code, state]));
};
const workOf = async (as: Person) => (await service.call('GET', `/api/v1/assessments/${id}/work`, { as })).json<Work>();

describe('from the first look to an accepted answer', () => {
  beforeEach(async () => {
    await service.deps.db.deleteFrom('handouts').execute();
    await service.deps.db.deleteFrom('comments').execute();
    await service.deps.db.deleteFrom('answers').execute();
    await service.deps.db.deleteFrom('assessments').execute();
    later();
    id = await service.assessment(lead);
    await handOut(kim, ['SL-01', 'SL-02', 'SL-03'], '2026-12-01');
    later();
  });

  test('opened, answered, done: each is seen by the coordinator and by the colleague', async () => {
    expect(await kims()).toEqual({ 'SL-01': 'new', 'SL-02': 'new', 'SL-03': 'new' });
    expect((await step(kim, ['SL-01', 'SL-02'], 'opened')).statusCode).toBe(204);
    await service.answer(kim, id, 'SL-02', { level: 2 });
    expect(await kims()).toEqual({ 'SL-01': 'opened', 'SL-02': 'answered', 'SL-03': 'new' });
    expect((await step(kim, ['SL-02'], 'done')).statusCode).toBe(204);
    expect(await kims()).toEqual({ 'SL-01': 'opened', 'SL-02': 'done', 'SL-03': 'new' });
    const [summary] = (await service.call('GET', '/api/v1/organisations/1281/assessments', { as: kim })).json<
      AssessmentSummary[]
    >();
    expect(summary?.handedOut.map(({ code, state }) => [code, state])).toEqual([
      ['SL-01', 'opened'],
      ['SL-02', 'done'],
      ['SL-03', 'new'],
    ]);
    expect((await step(kim, ['SL-02'], 'undone')).statusCode).toBe(204);
    expect((await kims())['SL-02']).toBe('answered');
  });

  test('the first look is remembered, not the last; looking twice changes nothing', async () => {
    await step(kim, ['SL-01'], 'opened');
    const { contentRevision } = await view(lead);
    later();
    await step(kim, ['SL-01'], 'opened');
    expect((await view(lead)).contentRevision).toBe(contentRevision);
  });

  test('nothing unanswered is done, and then none of them is', async () => {
    await service.answer(kim, id, 'SL-01', { level: 2 });
    const refused = await step(kim, ['SL-01', 'SL-02', 'SL-03'], 'done');
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({ errors: [{ field: 'codes', message: 'SL-02, SL-03 är inte besvarade' }] });
    expect((await kims())['SL-01']).toBe('answered');
  });

  test('somebody else’s hand-outs are not there, for a colleague nor for the coordinator', async () => {
    await handOut(robin, ['SL-04']);
    for (const as of [kim, lead]) expect((await step(as, ['SL-04'], 'opened')).statusCode).toBe(404);
    expect((await step(kim, ['SL-01', 'SL-04'], 'opened')).statusCode).toBe(404);
    expect(await states()).toMatchObject({ 'SL-01 Person 2': 'new', 'SL-04 Person 3': 'new' });
    expect(Object.keys(await states(robin))).toEqual(['SL-04 Person 3']);
  });

  test('sent back with a question: a comment, the colleague’s turn again, until it is said to be done', async () => {
    await service.answer(kim, id, 'SL-02', { level: 4 });
    await step(kim, ['SL-02'], 'done');
    expect((await review({ to: 'returned', code: 'SL-02', question: '' })).statusCode).toBe(422);
    expect((await review({ to: 'returned', code: 'SL-01', question: 'Hur?' })).statusCode).toBe(422);
    expect((await review({ to: 'returned', code: 'SL-02', question: 'Vad visar det?' })).statusCode).toBe(204);
    const thread = (await service.call('GET', `/api/v1/assessments/${id}/answers/SL-02/comments`, { as: kim })).json<
      CommentView[]
    >();
    expect(thread.map(({ text }) => text)).toEqual(['Vad visar det?']);
    expect((await workOf(lead)).colleagues).toMatchObject([{ of: 3, left: 3, toRead: 0 }]);
    await service.answer(kim, id, 'SL-01', { level: 1 });
    expect((await workOf(kim)).next?.code).toBe('SL-02');
    await service.answer(kim, id, 'SL-02', { level: 3 }, 1);
    expect((await kims())['SL-02']).toBe('returned');
    await step(kim, ['SL-02'], 'done');
    expect((await kims())['SL-02']).toBe('done');
    expect((await workOf(kim)).next?.code).toBe('SL-03');
  });

  test('accepted, several at once, and no longer when the colleague changes it', async () => {
    for (const code of ['SL-01', 'SL-02']) await service.answer(kim, id, code, { level: 3 });
    await step(kim, ['SL-01'], 'done');
    expect((await workOf(lead)).colleagues).toMatchObject([{ left: 1, toRead: 2 }]);
    expect((await accept(['SL-01', 'SL-02', 'SL-03'])).statusCode).toBe(422);
    expect((await accept(['SL-01', 'SL-02'])).statusCode).toBe(204);
    expect(await kims()).toEqual({ 'SL-01': 'accepted', 'SL-02': 'accepted', 'SL-03': 'new' });
    expect((await workOf(lead)).colleagues).toMatchObject([{ left: 1, toRead: 0 }]);
    later();
    await service.answer(lead, id, 'SL-02', { level: 2 }, 1);
    await service.answer(kim, id, 'SL-01', { level: 4 }, 1);
    expect(await kims()).toEqual({ 'SL-01': 'done', 'SL-02': 'accepted', 'SL-03': 'new' });
  });

  test('what is accepted is what was read: an answer changed since is refused, and then nothing is accepted', async () => {
    for (const code of ['SL-01', 'SL-02']) await service.answer(kim, id, code, { level: 3 });
    await service.answer(kim, id, 'SL-02', { level: 4 }, 1);
    const refused = await accept(['SL-01', 'SL-02'], 1);
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({
      code: 'changed',
      errors: [{ field: 'answers', message: 'SL-02 har ändrats' }],
    });
    expect(await kims()).toMatchObject({ 'SL-01': 'answered', 'SL-02': 'answered' });
  });

  test('what is done because it was changed after it was accepted can be said not to be done', async () => {
    await service.answer(kim, id, 'SL-01', { level: 3 });
    await accept(['SL-01']);
    later();
    await service.answer(kim, id, 'SL-01', { level: 4 }, 1);
    expect((await kims())['SL-01']).toBe('done');
    await step(kim, ['SL-01'], 'undone');
    expect((await kims())['SL-01']).toBe('answered');
  });

  test('of a criterion that two have, each sees the own hand-out and the coordinator both', async () => {
    await handOut(robin, ['SL-01']);
    expect(Object.keys(await states(robin))).toEqual(['SL-01 Person 3']);
    expect(Object.keys(await states(kim))).toEqual(['SL-01 Person 2', 'SL-02 Person 2', 'SL-03 Person 2']);
    expect(Object.keys(await states())).toHaveLength(4);
  });

  test('a colleague reviews nothing, and nobody’s step is taken when it is not handed out to that person', async () => {
    await service.answer(kim, id, 'SL-01', { level: 3 });
    const answers = [{ code: 'SL-01', revision: 1 }];
    const payload = { to: 'accepted', userId: kim.id, answers };
    const as = kim;
    expect((await service.call('POST', `/api/v1/assessments/${id}/handouts/review`, { as, payload })).statusCode).toBe(
      403,
    );
    expect((await review({ to: 'accepted', userId: robin.id, answers })).statusCode).toBe(404);
    expect((await kims())['SL-01']).toBe('answered');
  });

  test('locked, nothing moves', async () => {
    await service.answer(kim, id, 'SL-01', { level: 3 });
    await service.deps.db.updateTable('assessments').set({ state: 'ready' }).where('id', '=', id).execute();
    expect((await handOut(kim, ['SL-05'])).statusCode).toBe(409);
    expect((await step(kim, ['SL-01'], 'opened')).statusCode).toBe(409);
    expect((await step(kim, ['SL-01'], 'done')).statusCode).toBe(409);
    expect((await accept(['SL-01'])).statusCode).toBe(409);
    expect((await review({ to: 'returned', code: 'SL-01', question: 'Hur?' })).statusCode).toBe(409);
    expect((await kims())['SL-01']).toBe('answered');
    const row = await service.deps.db.selectFrom('handouts').selectAll().where('code', '=', 'SL-01').executeTakeFirst();
    expect(row).toMatchObject({ opened_at: null, step: null });
    expect(await service.deps.db.selectFrom('comments').selectAll().execute()).toEqual([]);
  });

  test('handed out again, it keeps how far it has come', async () => {
    await service.answer(kim, id, 'SL-01', { level: 3 });
    await step(kim, ['SL-01'], 'done');
    await handOut(kim, ['SL-01'], '2026-12-05');
    expect((await view(lead)).handouts[0]).toMatchObject({ state: 'done', due: '2026-12-05' });
  });

  test('what has come back stands in the calendar until it is done', async () => {
    const account = await service.deps.db
      .selectFrom('users')
      .selectAll()
      .where('id', '=', kim.id)
      .executeTakeFirstOrThrow();
    const titles = async () => {
      const user = { ...account, organisationCode: '1281' } as unknown as Parameters<typeof calendarOf>[1];
      return (await calendarOf(service.deps, user)).match(/SUMMARY:.*/g);
    };
    for (const code of ['SL-01', 'SL-02', 'SL-03']) await service.answer(kim, id, code, { level: 3 });
    expect(await titles()).toBeNull();
    await review({ to: 'returned', code: 'SL-03', question: 'Hur?' });
    expect(await titles()).toEqual([expect.stringContaining('Svara på SL-03')]);
    await step(kim, ['SL-03'], 'done');
    expect(await titles()).toBeNull();
  });

  test('the log tells of done, sent back and accepted, and not what was asked', async () => {
    await service.answer(kim, id, 'SL-01', { level: 3 });
    await step(kim, ['SL-01'], 'done');
    later();
    await review({ to: 'returned', code: 'SL-01', question: 'Vem har beslutat?' });
    later();
    await accept(['SL-01']);
    const events = (await service.call('GET', '/api/v1/organisations/1281/events', { as: lead })).json<EventView[]>();
    const steps = events.map(({ event }) => event).filter((event) => event.startsWith('handout'));
    expect(steps.slice(0, 3)).toEqual(['handouts-accepted', 'handout-returned', 'handouts-done']);
    expect(JSON.stringify(events)).not.toContain('Vem har beslutat');
  });
});
