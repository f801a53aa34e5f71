import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeDueSurveys } from '../../server/surveys/close.ts';
import { cookiesOf, Service, type Person } from './service.ts';

/** README, "Civilsamhällets bild". */
const CODES = ['CS-01', 'CS-02', 'CS-05', 'CS-06', 'CS-07', 'CS-08', 'CS-10', 'CS-12', 'UF-05', 'UF-09'];
const SURVEY = '/api/v1/organisations/1281/surveys/2026';
let service: Service;
let sara: Person;
let bo: Person;
let id: string;

beforeEach(async () => {
  service = await Service.start();
  sara = await service.person('coordinator');
  bo = await service.person('decision_maker');
  id = await service.assessment(sara);
});
afterEach(() => service.stop());

interface Picture {
  readonly invited: number;
  readonly declined: number;
  readonly answered: number;
  readonly chosenBy: string;
  readonly shownOn: string;
  readonly reply: { readonly text: string; readonly at: string } | null;
  readonly figures: readonly { readonly code: string; readonly spread: readonly number[] | null }[];
}
interface Survey {
  readonly invited: number;
  readonly declined: number;
  readonly answered: number;
  readonly withdrawn: number;
  readonly closedAt: string | null;
  readonly associations: readonly { readonly id: string; readonly name: string; readonly state: string }[];
  readonly picture: Picture | null;
  readonly shown: boolean;
}

const call = (method: string, path = '', payload?: object, as = sara) =>
  service.call(method, `${SURVEY}${path}`, { as, ...(payload ? { payload } : {}) });
const survey = async (): Promise<Survey> => (await call('GET')).json<{ survey: Survey }>().survey;
const begin = () => call('POST', '', { chosenBy: 'Föreningsrådet valde.', closes: '2026-12-01' });

/** The secret of an invited association's link. */
async function invite(name: string): Promise<string> {
  const response = await call('POST', '/associations', { name });
  expect(response.statusCode, response.body).toBe(201);
  return response.json<{ link: string }>().link.split('/').at(-1) ?? '';
}
const all = (level: number | null) => Object.fromEntries(CODES.map((code) => [code, level]));
const answer = (link: string, answers: object, cookie = '') =>
  service.call('PUT', `/api/v1/association/${link}`, { payload: { answers }, headers: cookie ? { cookie } : {} });
const revision = async () => (await call('GET')).json<{ survey: { revision: number } }>().survey.revision;
const reply = (text: string, base: number) =>
  service.call('PUT', `${SURVEY}/reply`, { as: sara, payload: { text }, headers: { 'if-match': `"${base}"` } });
const decline = (link: string) => service.call('DELETE', `/api/v1/association/${link}`);
const look = async (link: string, cookie = '') =>
  (await service.call('GET', `/api/v1/association/${link}`, { headers: cookie ? { cookie } : {} })).json<{
    state: string;
    mayAnswer: boolean;
  }>();

/** Begun, with this many answers, and one that declines. */
async function answered(levels: readonly (number | null)[]): Promise<void> {
  await begin();
  for (const [i, level] of levels.entries())
    expect((await answer(await invite(`Förening ${i}`), all(level))).statusCode).toBe(204);
  await decline(await invite('Den som inte vill'));
  await invite('Den som inte svarar');
}
/** Days later; the coordinator signs in again. */
const turn = async (days: number) => {
  service.clock.now = new Date(service.clock.now.getTime() + days * 86_400_000);
  sara = { ...sara, cookie: await service.signIn(sara.email) };
};

/** The last day has passed. */
const close = async () => {
  await turn(9);
  expect(await closeDueSurveys(service.deps)).toBe(1);
};

describe('the organisation asks', () => {
  test('associations that somebody has chosen, until a day', async () => {
    expect((await call('GET')).json()).toEqual({ survey: null });
    expect((await call('POST', '', { chosenBy: '', closes: '2026-12-01' })).statusCode).toBe(422);
    expect((await call('POST', '', { chosenBy: 'Vi själva', closes: '2026-11-01' })).statusCode).toBe(422);
    expect((await begin()).statusCode).toBe(201);
    expect((await begin()).statusCode).toBe(409);
    expect(
      (
        await service.call('POST', SURVEY.replace('2026', '2024'), {
          as: sara,
          payload: { chosenBy: 'Vi', closes: '2026-12-01' },
        })
      ).statusCode,
    ).toBe(404);
    await invite('Funktionsrätt Lund');
    expect((await call('POST', '/associations', { name: 'funktionsrätt lund' })).statusCode).toBe(422);
    expect(await survey()).toMatchObject({
      invited: 1,
      declined: 0,
      answered: 0,
      associations: [{ name: 'Funktionsrätt Lund', state: 'invited' }],
      picture: null,
    });
    expect((await call('POST', '', { chosenBy: 'Vi', closes: '2026-12-01' }, bo)).statusCode).toBe(403);
  });

  test('sees who has answered, and by no route what', async () => {
    await begin();
    const link = await invite('Funktionsrätt Lund');
    const before = JSON.stringify(await survey());
    await answer(link, all(0));
    const after = JSON.stringify(await survey());
    expect(after).toBe(
      before
        .replace('"invited"}', '"answered"}')
        .replace('"answered":0', '"answered":1')
        .replace('"revision":2', '"revision":3'),
    );
    const low = JSON.stringify(await survey());
    await service.deps.db
      .updateTable('associations')
      .set({ answers: JSON.stringify(all(4)) })
      .execute();
    expect(JSON.stringify(await survey())).toBe(low);
    // Nor does the link tell, on the device that answered or on another.
    expect(JSON.stringify(await look(link))).not.toContain('"CS-01":');
  });

  test('takes nothing away from what an association has said', async () => {
    await begin();
    const first = await invite('Funktionsrätt Lund');
    const second = await invite('Rädda Barnen Lund');
    const third = await invite('Kvinnojouren');
    await answer(first, all(1));
    const [one, , two] = (await survey()).associations;
    expect((await call('DELETE', `/associations/${one?.id ?? ''}`)).statusCode).toBe(409);
    expect((await call('POST', `/associations/${one?.id ?? ''}/link`)).statusCode).toBe(409);
    expect((await call('DELETE')).statusCode).toBe(409);
    expect((await call('DELETE', `/associations/${two?.id ?? ''}`)).statusCode).toBe(200);
    expect((await answer(second, all(2))).statusCode).toBe(404);
    // It is told that somebody was asked and is not any more.
    expect(await survey()).toMatchObject({ invited: 2, withdrawn: 1 });
    // Somebody has been promised the day.
    expect((await call('POST', '/closing')).json()).toMatchObject({ code: 'unanswered' });
    expect((await call('PATCH', '', { closes: '2026-11-25' })).statusCode).toBe(422);
    expect((await call('PATCH', '', { chosenBy: 'Någon annan' })).statusCode).toBe(422);
    // Nor is it put off for ever.
    expect((await call('PATCH', '', { closes: '2027-02-16' })).statusCode).toBe(422);
    expect((await call('PATCH', '', { closes: '2027-02-15' })).statusCode).toBe(200);
    await answer(third, all(2));
    expect((await call('POST', '/closing')).statusCode).toBe(200);
    expect((await call('DELETE')).statusCode).toBe(409);
    expect((await call('PATCH', '', { closes: '2026-12-24' })).statusCode).toBe(409);
  });

  test('closes nothing while nobody has been asked', async () => {
    await begin();
    expect((await call('POST', '/closing')).json()).toMatchObject({ code: 'nobody' });
  });

  test('may take it all back while nobody has answered', async () => {
    await begin();
    await invite('Funktionsrätt Lund');
    expect((await call('DELETE')).statusCode).toBe(204);
    expect((await call('GET')).json()).toEqual({ survey: null });
  });
});

describe('an association', () => {
  test('answers every question, once or again on the same device, and nobody else does in its place', async () => {
    await begin();
    const link = await invite('Funktionsrätt Lund');
    expect(await look(link)).toMatchObject({ state: 'invited', mayAnswer: true });
    const { 'UF-09': _left, ...most } = all(2);
    expect((await answer(link, most)).json()).toMatchObject({ errors: [{ field: 'answers.UF-09' }] });
    expect((await answer(link, { ...all(2), 'SL-01': 2 })).statusCode).toBe(422);
    expect((await answer(link, { ...all(2), 'CS-01': 5 })).statusCode).toBe(422);
    const first = await answer(link, all(2));
    expect(first.statusCode).toBe(204);
    const cookie = cookiesOf(first);
    // Passed on, or sent once more: one association has one answer.
    expect((await answer(link, all(4))).json()).toMatchObject({ code: 'answered' });
    expect((await decline(link)).statusCode).toBe(409);
    expect(await look(link)).toMatchObject({ state: 'answered', mayAnswer: false });
    expect(await look(link, cookie)).toMatchObject({ state: 'answered', mayAnswer: true });
    expect((await answer(link, all(3), cookie)).statusCode).toBe(204);
    expect(await survey()).toMatchObject({ invited: 1, answered: 1 });
  });

  test('may say no, and change its mind with the same link', async () => {
    await begin();
    const link = await invite('Funktionsrätt Lund');
    await decline(link);
    expect(await survey()).toMatchObject({ invited: 1, declined: 1, answered: 0 });
    // A no is the association's: it is not changed by another link.
    expect((await call('POST', `/associations/${(await survey()).associations[0]?.id ?? ''}/link`)).statusCode).toBe(
      409,
    );
    expect((await answer(link, all(1))).statusCode).toBe(204);
    expect(await survey()).toMatchObject({ invited: 1, declined: 0, answered: 1 });
  });

  test('gets another link when the first is lost, which then is worth nothing', async () => {
    await begin();
    const link = await invite('Funktionsrätt Lund');
    const again = await call('POST', `/associations/${(await survey()).associations[0]?.id ?? ''}/link`);
    const renewed = again.json<{ link: string }>().link.split('/').at(-1) ?? '';
    expect((await answer(link, all(1))).statusCode).toBe(404);
    expect((await answer(renewed, all(1))).statusCode).toBe(204);
  });

  test('may send again when it never heard that the answer had come, since the device was known from the first look', async () => {
    await begin();
    const link = await invite('Funktionsrätt Lund');
    const cookie = cookiesOf(await service.call('GET', `/api/v1/association/${link}`));
    await answer(link, all(2), cookie);
    expect((await answer(link, all(2), cookie)).statusCode).toBe(204);
  });

  test('is nobody who is signed in where the questions come from', async () => {
    await begin();
    const link = await invite('Funktionsrätt Lund');
    expect((await answer(link, all(4), sara.cookie)).json()).toMatchObject({ code: 'own-organisation' });
    expect(await survey()).toMatchObject({ answered: 0 });
  });

  test('has one answer, of however many that come at once', async () => {
    await begin();
    const link = await invite('Funktionsrätt Lund');
    const statuses = (await Promise.all([1, 2, 3].map((level) => answer(link, all(level))))).map(
      ({ statusCode }) => statusCode,
    );
    expect(statuses.toSorted()).toEqual([204, 409, 409]);
  });

  test('has a link that nobody guesses, and that is worth nothing when the questions are closed', async () => {
    await begin();
    const link = await invite('Funktionsrätt Lund');
    expect(link).toMatch(/^[0-9a-f]{32}$/);
    expect((await answer('0'.repeat(32), all(1))).statusCode).toBe(404);
    await close();
    expect((await answer(link, all(1))).statusCode).toBe(404);
    expect((await service.call('GET', `/api/v1/association/${link}`)).statusCode).toBe(404);
  });
});

describe('when it is closed', () => {
  test('the numbers and the spreads are what is left: who answered what is nowhere', async () => {
    await answered([0, 1, 1, 2, 4]);
    await close();
    expect(await service.deps.db.selectFrom('associations').selectAll().execute()).toEqual([]);
    const { picture, closedAt } = await survey();
    expect(closedAt).not.toBeNull();
    expect(picture).toMatchObject({ invited: 7, declined: 1, answered: 5, chosenBy: 'Föreningsrådet valde.' });
    expect(picture?.figures.map(({ code }) => code)).toEqual(CODES);
    for (const { spread } of picture?.figures ?? []) expect(spread).toEqual([1, 2, 1, 0, 1]);
  });

  test('fewer than five answers to a question show none, and "vet inte" is no answer', async () => {
    await answered([0, 1, 1, 2, null]);
    await close();
    const { picture } = await survey();
    expect(picture).toMatchObject({ invited: 7, answered: 5 });
    expect(picture?.figures.every(({ spread }) => spread === null)).toBe(true);
  });

  test('each answer has been drawn for, once: what is shown is what was stored, whoever asks again', async () => {
    await service.stop();
    // The lot falls on everybody, and on the highest level.
    service = await Service.start(
      {},
      {
        random: (() => {
          const lots = [0, 0, 0.99];
          let n = 0;
          return () => lots[n++ % 3] ?? 0;
        })(),
      },
    );
    sara = await service.person('coordinator');
    id = await service.assessment(sara);
    await answered([0, 0, 0, 0, 0]);
    await close();
    for (let i = 0; i < 2; i++)
      for (const { spread } of (await survey()).picture?.figures ?? []) expect(spread).toEqual([0, 0, 0, 0, 5]);
  });

  test('happens by itself when the last day has passed, once', async () => {
    await answered([1, 1, 1, 1, 1]);
    await turn(8);
    expect(await closeDueSurveys(service.deps)).toBe(0);
    await turn(1);
    expect(await closeDueSurveys(service.deps)).toBe(1);
    expect(await closeDueSurveys(service.deps)).toBe(0);
    expect((await survey()).picture).toMatchObject({ answered: 5, shownOn: '2026-12-16' });
  });
});

describe('what others see', () => {
  /** Locked, adopted and sent, shared in this way. */
  async function sent(sharing: string): Promise<void> {
    await service.join('1281', '1283');
    await service.round();
    await service.answer(sara, id, 'CS-01', { level: 3 });
    const step = (payload: object) =>
      service.call('POST', `/api/v1/assessments/${id}/transitions`, { as: sara, payload });
    await step({ to: 'ready' });
    const { hash } = (await service.call('GET', `/api/v1/assessments/${id}`, { as: sara })).json<{ hash: string }>();
    await step({
      to: 'adopted',
      hash,
      decision: {
        body: 'Kommunstyrelsen',
        date: '2026-11-20',
        paragraph: '12',
        diarienummer: 'KS 1',
        maxSharing: 'oppet',
      },
    });
    const response = await service.call('PUT', `/api/v1/assessments/${id}/submission`, {
      as: sara,
      payload: { sharing, toCounty: false },
    });
    expect(response.statusCode, response.body).toBeLessThan(300);
  }
  const member = async () => {
    const stranger = await service.person('coordinator', '1283');
    return service.call('GET', '/api/v1/members/1281/assessments/2026', { as: stranger });
  };
  const publicPage = () => service.call('GET', '/oppet/1281/2026');

  test('follows how the organisation shares, and waits until it has had time to reply', async () => {
    await answered([0, 1, 1, 2, 4]);
    await sent('oppet');
    await close();
    expect((await member()).json()).toMatchObject({ civilSociety: null });
    expect((await publicPage()).body).not.toContain('Civilsamhällets bild');
    expect((await reply(' Vi tar det till oss. ', await revision())).statusCode).toBe(200);
    // Two coordinators: the second is told of the first.
    expect((await reply('Något annat', (await revision()) - 1)).statusCode).toBe(412);
    await turn(14);
    expect((await member()).json()).toMatchObject({
      civilSociety: { invited: 7, declined: 1, answered: 5, reply: { text: 'Vi tar det till oss.' } },
    });
    const { body } = await publicPage();
    expect(body).toContain('Civilsamhällets bild');
    expect(body).toContain('Föreningsrådet valde.');
    expect(body).toContain('Vi tar det till oss.');
    expect((await survey()).shown).toBe(true);
  });

  test('is nothing to the public when it shares with the network, and nothing to members when it shares numbers alone', async () => {
    await answered([0, 1, 1, 2, 4]);
    await close();
    await sent('natverket');
    await turn(14);
    expect((await publicPage()).statusCode).toBe(404);
    expect((await member()).json()).toMatchObject({ civilSociety: { answered: 5 } });
    await service.call('PUT', `/api/v1/assessments/${id}/submission`, {
      as: sara,
      payload: { sharing: 'statistik', toCounty: false },
    });
    expect((await member()).statusCode).toBe(404);
    // SKL sees the levels of all, and not this.
    const admin = await service.person('network_admin', null);
    expect((await service.call('GET', '/api/v1/members/1281/assessments/2026', { as: admin })).json()).toMatchObject({
      sight: 'levels',
      civilSociety: null,
    });
  });

  test('is not the organisation’s to reply to before it is closed', async () => {
    await begin();
    expect((await reply('För tidigt', await revision())).statusCode).toBe(409);
  });
});

describe('somebody else has answered in an association’s place', () => {
  test('SKL, with the link that the association hands over, takes the answer away and gives it a link of its own', async () => {
    const skl = await service.person('network_admin', null);
    const atSkl = (path: string, link: string, as = skl) =>
      service.call('POST', `/api/v1/network/associations/${path}`, { as, payload: { link } });
    await begin();
    const link = await invite('Rädda Barnen');
    const other = await invite('RFSL');
    await answer(other, all(4));
    await answer(link, all(4));
    // With the whole address, as it is copied.
    expect((await atSkl('lookup', `http://mr-kollen.test/forening/${link}`)).json()).toEqual({
      organisation: 'Lunds kommun',
      year: 2026,
      name: 'Rädda Barnen',
      state: 'answered',
    });
    expect((await atSkl('lookup', 'en gissning')).statusCode).toBe(404);
    expect((await atSkl('link', link, sara)).statusCode).toBe(403);
    // Nobody has answered with this one.
    expect((await atSkl('link', `${await invite('Ny')}/`)).statusCode).toBe(409);
    const given = (await atSkl('link', link)).json<{ link: string }>();
    const mine = given.link.split('/').at(-1) ?? '';
    const { answered: counted, associations } = await survey();
    expect(counted).toBe(1);
    expect(Object.fromEntries(associations.map(({ name, state }) => [name, state]))).toEqual({
      Ny: 'invited',
      'Rädda Barnen': 'invited',
      RFSL: 'answered',
    });
    // What was answered has gone, and the old link with it.
    const { answers } = await service.deps.db
      .selectFrom('associations')
      .select('answers')
      .where('name', '=', 'Rädda Barnen')
      .executeTakeFirstOrThrow();
    expect(answers).toBeNull();
    expect((await answer(link, all(0))).statusCode).toBe(404);
    // The organisation can neither get the link changed nor take the invitation back.
    const own = (await survey()).associations.find(({ name }) => name === 'Rädda Barnen')?.id ?? '';
    expect((await call('POST', `/associations/${own}/link`)).statusCode).toBe(409);
    expect((await call('DELETE', `/associations/${own}`)).statusCode).toBe(409);
    expect((await answer(mine, all(0))).statusCode).toBe(204);
    // The organisation is told that it was done.
    const { body } = await service.call('GET', '/api/v1/organisations/1281/events', { as: sara });
    expect(body).toContain('association-answer-undone');
    await close();
    const later = { ...skl, cookie: await service.signIn(skl.email) };
    expect((await atSkl('link', mine, later)).statusCode).toBe(404);
  });
});
