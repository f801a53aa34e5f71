import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Work } from '../../server/assessments/contract.ts';
import type { EventView } from '../../server/audit/contract.ts';
import { Service, type Person } from './service.ts';

let service: Service;
let lead: Person;
let mikael: Person;
let id: string;

beforeAll(async () => {
  service = await Service.start();
  lead = await service.person('coordinator');
  mikael = await service.person('contributor');
  id = await service.assessment(lead);
  for (const code of ['SL-01', 'SL-02']) await service.answer(lead, id, code, { level: 2 });
  const handOut = (codes: readonly string[], due: string | null) =>
    service.call('POST', `/api/v1/assessments/${id}/handouts`, {
      as: lead,
      payload: { userId: mikael.id, codes, message: 'Du som vet', due },
    });
  expect((await handOut(['SL-03', 'SL-02'], '2026-12-01')).statusCode).toBe(204);
  expect((await handOut(['AG-01', 'SL-04'], '2026-12-05')).statusCode).toBe(204);
});
afterAll(() => service.stop());

const workOf = async (as: Person) => (await service.call('GET', `/api/v1/assessments/${id}/work`, { as })).json<Work>();
const comment = (as: Person, code: string, text: string) =>
  service.call('POST', `/api/v1/assessments/${id}/answers/${code}/comments`, { as, payload: { text } });

describe('what remains to do', () => {
  test('for the coordinator: the first unanswered that nobody else has, and what each colleague has left', async () => {
    const { next, colleagues } = await workOf(lead);
    expect(next?.code).toBe('SL-05');
    // Of four, SL-02 is answered; of the other three, SL-03 is due first.
    expect(colleagues).toMatchObject([{ userId: mikael.id, of: 4, left: 3, due: '2026-12-01' }]);
  });

  test('for a colleague: the first of the own, and nothing about anyone else', async () => {
    expect(await workOf(mikael)).toEqual({
      next: { code: 'SL-03', title: expect.any(String) as string },
      colleagues: [],
      comments: [],
    });
  });

  test('a comment waits for the other until that one has written too', async () => {
    await comment(mikael, 'SL-03', 'Vad menas?');
    await comment(lead, 'SL-05', 'Bara för mig');
    expect((await workOf(lead)).comments.map(({ code }) => code)).toEqual(['SL-03']);
    expect((await workOf(mikael)).comments).toEqual([]);
    service.clock.now = new Date(service.clock.now.getTime() + 1000);
    await comment(lead, 'SL-03', 'Det som står.');
    expect((await workOf(lead)).comments).toEqual([]);
    expect((await workOf(mikael)).comments.map(({ code }) => code)).toEqual(['SL-03']);
  });

  test('a colleague meets the hand-outs in the order of the criteria, with who sent them', async () => {
    const [summary] = (await service.call('GET', '/api/v1/organisations/1281/assessments', { as: mikael })).json<
      { handedOut: { code: string; sender: string; message: string }[] }[]
    >();
    expect(summary?.handedOut.map(({ code }) => code)).toEqual(['SL-02', 'SL-03', 'SL-04', 'AG-01']);
    expect(summary?.handedOut[0]).toMatchObject({ message: 'Du som vet', sender: expect.any(String) as string });
  });
});

describe('who cannot answer hands the criterion back', () => {
  const handBack = (as: Person, code: string, reason = 'Fråga HR') =>
    service.call('POST', `/api/v1/assessments/${id}/answers/${code}/hand-back`, { as, payload: { reason } });

  test('with a reason, which the coordinator meets as a comment; then it is gone from the list', async () => {
    expect((await handBack(mikael, 'SL-04', '')).statusCode).toBe(422);
    expect((await handBack(mikael, 'SL-04')).statusCode).toBe(204);
    service.clock.now = new Date(service.clock.now.getTime() + 1000);
    const { comments, colleagues } = await workOf(lead);
    expect(comments.map(({ code }) => code)).toEqual(['SL-04']);
    expect(colleagues[0]).toMatchObject({ of: 3, left: 2 });
    expect((await service.answer(mikael, id, 'SL-04', { level: 1 })).statusCode).toBe(403);
    expect((await handBack(mikael, 'SL-04')).statusCode).toBe(403);
  });

  test('only what one has oneself: a coordinator takes back instead', async () => {
    expect((await handBack(lead, 'SL-03')).statusCode).toBe(404);
    expect((await workOf(mikael)).next?.code).toBe('SL-03');
  });
});

test('the log tells who did what: handed out, handed back, and who last saved each answer', async () => {
  const events = (await service.call('GET', '/api/v1/organisations/1281/events', { as: lead })).json<EventView[]>();
  const codes = (details: EventView['details']) =>
    [details.codes, details.code].find((each): each is string => typeof each === 'string') ?? '';
  const told = events.map(({ event, details }) => `${event} ${codes(details)}`);
  expect(told).toEqual(
    expect.arrayContaining([
      'criterion-handed-back SL-04',
      'criteria-handed-out AG-01, SL-04',
      'criteria-handed-out SL-03, SL-02',
      'answer-saved SL-01',
      'answer-saved SL-02',
    ]),
  );
  expect(events.map(({ at }) => at)).toEqual(
    events
      .map(({ at }) => at)
      .toSorted()
      .reverse(),
  );
});
