import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cookiesOf, Service, type Person } from './service.ts';

/** README, "Gemensam bedömning". */
let service: Service;
let sara: Person;
let kim: Person;
let bo: Person;
let id: string;

interface Assessor {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly entered: boolean;
  readonly rated: number;
}
interface Panel {
  readonly ended: boolean;
  readonly link: string;
  readonly linkStopped: boolean;
  readonly revision: number;
  readonly counted: number;
  readonly assessors: readonly Assessor[];
  readonly criteria: readonly {
    readonly code: string;
    readonly rated: number;
    readonly waiting: readonly string[];
    readonly closed: boolean;
    readonly spread: readonly number[] | null;
    readonly ratings: readonly { readonly name: string; readonly level: number | null; readonly text: string }[];
  }[];
}

beforeEach(async () => {
  service = await Service.start();
  sara = await service.person('coordinator');
  kim = await service.person('contributor');
  bo = await service.person('decision_maker');
  id = await service.assessment(sara);
});
afterEach(() => service.stop());

const at = (path = '') => `/api/v1/assessments/${id}/panel${path}`;
const lead = (method: string, path = '', payload?: object) =>
  service.call(method, at(path), { as: sara, ...(payload ? { payload } : {}) });
const panel = async (): Promise<Panel> => (await lead('GET')).json<{ panel: Panel }>().panel;
const open = (...codes: string[]) => lead('POST', '/criteria', { codes });
const close = (...codes: string[]) => lead('POST', '/closings', { codes });
const linkOf = ({ link }: Panel) => link.split('/').at(-1) ?? '';

async function assessor(name: string, userId: string | null = null): Promise<Assessor> {
  const response = await lead('POST', '/assessors', { name, userId });
  expect(response.statusCode, response.body).toBe(200);
  return response.json<{ panel: Panel }>().panel.assessors.find((each) => each.name === name) as Assessor;
}

/** A phone: nobody is signed in on it. */
interface Phone {
  cookie: string;
}
const enter = async (link: string, code: string | null, phone: Phone = { cookie: '' }): Promise<[number, Phone]> => {
  const response = await service.call('POST', '/api/v1/seat', { payload: { link, code }, headers: { ...phone } });
  return [response.statusCode, { cookie: cookiesOf(response) }];
};
const phoneOf = async ({ code }: Assessor): Promise<Phone> => (await enter(linkOf(await panel()), code))[1];
const rate = (phone: Phone, code: string, level: number | null, { text = '', done = false, base = 0 } = {}) =>
  service.call('PUT', `/api/v1/seat/ratings/${code}`, {
    headers: { ...phone, 'if-match': `"${base}"` },
    payload: { level, text, done },
  });
interface Mine {
  readonly level: number | null;
  readonly text: string;
  readonly done: boolean;
  readonly revision: number;
  readonly elsewhere: boolean;
}
interface Seen {
  readonly name: string;
  readonly showing: string | null;
  readonly criteria: readonly (Pick<Panel['criteria'][number], 'code' | 'closed' | 'spread' | 'ratings'> & {
    readonly mine: Mine;
  })[];
}
const seen = async (phone: Phone): Promise<Seen> =>
  (await service.call('GET', '/api/v1/seat', { headers: { ...phone } })).json<Seen>();

/** Three bodies with a phone each. */
async function three(): Promise<[Phone, Phone, Phone]> {
  const phones: Phone[] = [];
  for (const name of ['Socialnämnden', 'Kulturnämnden', 'Byggnadsnämnden'])
    phones.push(await phoneOf(await assessor(name)));
  return phones as [Phone, Phone, Phone];
}

describe('the coordinator', () => {
  test('opens criteria, each once, in the catalogue’s order, and no other than those that are asked', async () => {
    expect((await lead('GET')).json()).toEqual({ panel: null });
    await open('SL-03', 'SL-01', 'SL-03');
    await open('SL-02');
    expect((await panel()).criteria.map(({ code }) => code)).toEqual(['SL-01', 'SL-02', 'SL-03']);
    expect((await open('XX-99')).json()).toMatchObject({ errors: [{ field: 'codes' }] });
    expect((await open()).statusCode).toBe(422);
  });

  test('names bodies and functions, and each has a code of its own, or an account', async () => {
    await open('SL-01');
    const first = await assessor('Socialnämnden');
    const second = await assessor('Kulturnämnden');
    expect(first.code).toMatch(/^\d{6}$/);
    expect(second.code).not.toBe(first.code);
    expect((await assessor('HR-chefen', kim.id)).code).toBeNull();
    for (const [name, userId] of [
      ['socialnämnden', null],
      ['', null],
      ['Ekonomichefen', kim.id],
      ['Någon annan', (await service.person('contributor', '1283')).id],
    ])
      expect((await lead('POST', '/assessors', { name, userId })).statusCode, String(name)).toBe(422);
  });

  test('sees who is done and never what anybody chose, until the criterion is closed', async () => {
    await open('SL-01', 'SL-02');
    const [a, b, c] = await three();
    await rate(a, 'SL-01', 1, { text: 'Vi saknar rutiner.', done: true });
    await rate(b, 'SL-01', 4);
    await rate(c, 'SL-01', 1);
    const before = await panel();
    expect(before.criteria[0]).toMatchObject({
      rated: 3,
      waiting: ['Byggnadsnämnden', 'Kulturnämnden'],
      closed: false,
      spread: null,
      ratings: [],
    });
    expect(JSON.stringify(before)).not.toContain('rutiner');
    await close('SL-01');
    expect((await panel()).criteria).toMatchObject([
      {
        code: 'SL-01',
        closed: true,
        spread: [0, 2, 0, 0, 1],
        ratings: [
          { name: 'Byggnadsnämnden', level: 1, text: '' },
          { name: 'Socialnämnden', level: 1, text: 'Vi saknar rutiner.' },
          { name: 'Kulturnämnden', level: 4, text: '' },
        ],
      },
      { code: 'SL-02', closed: false, spread: null, ratings: [] },
    ]);
  });

  test('sees nothing of what fewer than three chose, closed or not', async () => {
    await open('SL-01');
    const [a, b] = await three();
    await rate(a, 'SL-01', 1, { text: 'Vi saknar rutiner.' });
    await rate(b, 'SL-01', 4);
    await close('SL-01');
    expect((await panel()).criteria[0]).toMatchObject({ closed: true, rated: 2, spread: null, ratings: [] });
    expect((await seen(a)).criteria[0]).toMatchObject({ closed: true, spread: null, ratings: [] });
  });

  test('takes out a criterion or an assessor, and what was rated goes with it', async () => {
    await open('SL-01', 'SL-02');
    const [a, b, c] = await three();
    for (const phone of [a, b, c]) for (const code of ['SL-01', 'SL-02']) await rate(phone, code, 2);
    await lead('DELETE', '/criteria/SL-01');
    const { assessors } = await panel();
    await lead('DELETE', `/assessors/${assessors[0]?.id ?? ''}`);
    const left = await service.deps.db.selectFrom('ratings').select('code').execute();
    expect(left.map(({ code }) => code)).toEqual(['SL-02', 'SL-02']);
    expect((await lead('DELETE')).statusCode).toBe(204);
    expect(await service.deps.db.selectFrom('ratings').select('code').execute()).toEqual([]);
    expect((await lead('GET')).json()).toEqual({ panel: null });
  });
});

describe('an assessor without an account', () => {
  test('comes in with link and code, and reaches what is hers and nothing else', async () => {
    await open('SL-01');
    const body = await assessor('Socialnämnden');
    const link = linkOf(await panel());
    expect((await enter(link, '000000'))[0]).toBe(422);
    expect((await enter('annan-lank', body.code))[0]).toBe(404);
    const [status, phone] = await enter(link, `${body.code?.slice(0, 3) ?? ''} ${body.code?.slice(3) ?? ''}`);
    expect(status).toBe(204);
    expect(await seen(phone)).toMatchObject({ name: 'Socialnämnden', criteria: [{ code: 'SL-01', closed: false }] });
    for (const path of [`/api/v1/assessments/${id}`, at(), '/api/v1/organisations/1281/users'])
      expect((await service.call('GET', path, { headers: { ...phone } })).statusCode, path).toBe(401);
  });

  test('a hundred wrong codes stop the link until it is changed, however many are tried at once; who is in stays', async () => {
    await open('SL-01');
    const body = await assessor('Socialnämnden');
    const phone = await phoneOf(body);
    const link = linkOf(await panel());
    const wrong = body.code === '111111' ? '222222' : '111111';
    const tried = await Promise.all(Array.from({ length: 110 }, () => enter(link, wrong)));
    expect(tried.filter(([status]) => status === 422)).toHaveLength(100);
    expect((await enter(link, body.code))[0]).toBe(429);
    expect((await panel()).linkStopped).toBe(true);
    expect((await rate(phone, 'SL-01', 3)).statusCode).toBe(200);
    await lead('POST', '/link');
    expect((await enter(link, body.code))[0]).toBe(404);
    expect((await enter(linkOf(await panel()), body.code))[0]).toBe(204);
  });

  test('saves over what she last saw, and can take it back', async () => {
    await open('SL-01');
    const phone = await phoneOf(await assessor('Socialnämnden'));
    expect((await rate(phone, 'SL-01', 3, { text: ' Ja. ', done: true })).json()).toEqual({
      level: 3,
      text: 'Ja.',
      done: true,
      revision: 1,
      elsewhere: false,
    });
    expect((await rate(phone, 'SL-01', 2)).statusCode).toBe(412);
    // Nobody is done with what has no level.
    expect((await rate(phone, 'SL-01', null, { done: true, base: 1 })).json()).toMatchObject({ done: false });
    expect((await rate(phone, 'SL-01', 7, { base: 2 })).statusCode).toBe(422);
    expect((await rate(phone, 'SL-09', 2)).statusCode).toBe(404);
    expect((await rate(phone, 'SL-01', 2, { base: 2, text: 'x'.repeat(301) })).statusCode).toBe(422);
  });

  test('is refused when the criterion has been closed, and what was saved before counts', async () => {
    await open('SL-01');
    const [a, b, c] = await three();
    await rate(a, 'SL-01', 1);
    await rate(b, 'SL-01', 1);
    await rate(c, 'SL-01', 2);
    await close('SL-01');
    const late = await rate(c, 'SL-01', 4, { base: 1 });
    expect(late.statusCode).toBe(409);
    expect(late.json()).toMatchObject({ code: 'closed' });
    expect((await panel()).criteria[0]?.spread).toEqual([0, 2, 1, 0, 0]);
  });

  test('what was rated on one device is read on no other: a code says nothing of it, whoever has it', async () => {
    await open('SL-01', 'SL-02');
    const body = await assessor('Socialnämnden');
    const phone = await phoneOf(body);
    await rate(phone, 'SL-01', 1, { text: 'Vi saknar rutiner.' });
    // The coordinator has the code, and may make another.
    for (const renewed of [false, true]) {
      if (renewed) await lead('POST', `/assessors/${body.id}/code`);
      const now = (await panel()).assessors[0] as Assessor;
      const other = await phoneOf(now);
      const view = await seen(other);
      expect(view.criteria[0]?.mine).toEqual({ level: null, text: '', done: false, revision: 1, elsewhere: true });
      expect(JSON.stringify(view)).not.toContain('rutiner');
      // Nor does a save that is refused tell.
      expect((await rate(other, 'SL-01', 3)).json()).toMatchObject({ current: { level: null, text: '' } });
    }
    // The first phone is out, and is told so.
    expect((await service.call('GET', '/api/v1/seat', { headers: { ...phone } })).json()).toMatchObject({
      code: 'no-seat',
    });
  });

  test('does not wipe a level that was chosen on another device by writing a line', async () => {
    await open('SL-01');
    const body = await assessor('Socialnämnden');
    await rate(await phoneOf(body), 'SL-01', 1, { text: 'Vi saknar rutiner.' });
    const other = await phoneOf(body);
    expect((await rate(other, 'SL-01', null, { text: 'Jo.', base: 1 })).json()).toMatchObject({
      errors: [{ field: 'level' }],
    });
    expect(await service.deps.db.selectFrom('ratings').select(['level', 'text']).execute()).toEqual([
      { level: 1, text: 'Vi saknar rutiner.' },
    ]);
    expect((await rate(other, 'SL-01', 3, { base: 1 })).json()).toMatchObject({ level: 3, elsewhere: false });
  });

  test('leaves the seat on a shared device', async () => {
    await open('SL-01');
    const phone = await phoneOf(await assessor('Socialnämnden'));
    expect((await service.call('DELETE', '/api/v1/seat', { headers: { ...phone } })).statusCode).toBe(204);
    expect((await service.call('GET', '/api/v1/seat', { headers: { ...phone } })).statusCode).toBe(403);
  });
});

describe('an assessor with an account', () => {
  const take = (as: Person) => service.call('POST', at('/seat'), { as });

  test('is told that there is something to rate, and takes the seat that is hers', async () => {
    await open('SL-01', 'SL-02');
    await assessor('HR-chefen', kim.id);
    const own = (as: Person) => service.call('GET', '/api/v1/account/seats', { as });
    expect((await own(kim)).json()).toEqual([{ assessment: id, year: 2026, name: 'HR-chefen', left: 2, of: 2 }]);
    expect((await own(bo)).json()).toEqual([]);
    expect((await take(bo)).statusCode).toBe(404);
    const phone = { cookie: `${kim.cookie}; ${cookiesOf(await take(kim))}` };
    await rate(phone, 'SL-01', 2);
    expect((await own(kim)).json()).toMatchObject([{ name: 'HR-chefen', left: 1, of: 2 }]);
    // On another computer, with the same account, what was rated is there.
    const other = { cookie: `${kim.cookie}; ${cookiesOf(await take(kim))}` };
    expect((await seen(other)).criteria[0]?.mine).toMatchObject({ level: 2, elsewhere: false });
  });

  test('has it for as long as the account is signed in, and nobody else at the computer', async () => {
    await open('SL-01');
    await assessor('HR-chefen', kim.id);
    const seat = cookiesOf(await take(kim));
    const status = async (cookie: string) =>
      (await service.call('GET', '/api/v1/seat', { headers: { cookie } })).statusCode;
    expect(await status(`${kim.cookie}; ${seat}`)).toBe(200);
    // Signed out, as on every other page: what is written waits until one has signed in again.
    expect(await status(seat)).toBe(401);
    expect(await status(`${sara.cookie}; ${seat}`)).toBe(403);
  });
});

describe('before a criterion is closed, nobody’s score is told', () => {
  test('by any route, to anybody', async () => {
    await open('SL-01', 'SL-02');
    await assessor('HR-chefen', kim.id);
    const [a, b, c] = await three();
    const secret = 'hemlig-rad-som-ingen-far-se';
    for (const [phone, level] of [
      [a, 1],
      [b, 4],
      [c, 1],
    ] as const)
      await rate(phone, 'SL-01', level, { text: `${secret} ${level}`, done: true });
    const admin = await service.person('network_admin', null);
    const askers = [{ cookie: '' }, b, sara, kim, bo, admin].map(({ cookie }) => cookie);
    const asked: string[] = [];
    for (const { method, url } of service.app.declaredRoutes) {
      if (method !== 'GET' || url.includes('changes')) continue;
      const address = url
        .replace(':id', id)
        .replace(':code', url.includes('/assessments/') || url.includes('sjalvskattning') ? 'SL-01' : '1281')
        .replace(':version', '2.0')
        .replace(':year', '2026')
        .replace(':county', '20')
        .replace(':link', linkOf(await panel()));
      for (const cookie of askers) {
        const { body } = await service.call('GET', address, { headers: cookie ? { cookie } : {} });
        // B reads what B wrote, and nothing else.
        expect(body.replaceAll(`${secret} 4`, ''), address).not.toContain(secret);
        asked.push(address);
      }
    }
    expect(new Set(asked).size).toBeGreaterThan(150);
    // Nothing that anybody is answered depends (the log, which grows by being asked, is looked through below) on what the others chose, in words or in numbers.
    const told = async () => {
      const answers: string[] = [];
      for (const { method, url } of service.app.declaredRoutes) {
        if (
          method !== 'GET' ||
          url.includes('changes') ||
          /\.(docx|pdf|xlsx|zip|:format)$|events|personal-data/.test(url)
        )
          continue;
        const address = url
          .replace(':id', id)
          .replace(':code', url.includes('/assessments/') ? 'SL-01' : '1281')
          .replace(':year', '2026');
        for (const cookie of askers) {
          const { statusCode, body } = await service.call('GET', address, { headers: cookie ? { cookie } : {} });
          if (statusCode === 200) answers.push(`${address} ${body}`);
        }
      }
      return answers;
    };
    const first = await told();
    await service.deps.db
      .updateTable('ratings')
      .set({ level: 0, text: 'något helt annat' })
      .where('assessor_id', 'not in', (eb) =>
        eb.selectFrom('assessors').select('id').where('name', '=', 'Kulturnämnden'),
      )
      .execute();
    expect(await told()).toEqual(first);
    // What B is told of the others does not depend on what they chose.
    const before = await seen(b);
    await rate(a, 'SL-01', 4, { text: 'annat', done: true, base: 1 });
    await rate(c, 'SL-01', 0, { text: 'annat', done: true, base: 1 });
    expect(await seen(b)).toEqual(before);
    const leads = await panel();
    await rate(c, 'SL-01', 3, { text: 'än en gång', done: true, base: 2 });
    expect(await panel()).toEqual(leads);
    // Nor by who has changed it last, nor in the log.
    const events = await service.deps.db.selectFrom('events').select(['event', 'details']).execute();
    expect(JSON.stringify(events)).not.toContain(secret);
  });
});

describe('closing itself', () => {
  test('happens as the last assessor is done, and not when the last level is chosen', async () => {
    await open('SL-01', 'SL-02');
    await lead('PATCH', '', { closesItself: true });
    const [a, b, c] = await three();
    await rate(a, 'SL-01', 1, { done: true });
    await rate(b, 'SL-01', 2, { done: true });
    await rate(c, 'SL-01', 3);
    expect((await panel()).criteria[0]).toMatchObject({ closed: false, rated: 3 });
    await rate(c, 'SL-01', 3, { done: true, base: 1 });
    expect((await panel()).criteria).toMatchObject([
      { closed: true, spread: [0, 1, 1, 1, 0] },
      { closed: false, spread: null },
    ]);
  });

  test('waits for a third assessor, and closes when the one who is waited for is taken away, or the coordinator asks for it late', async () => {
    await open('SL-01');
    const names = ['Socialnämnden', 'Kulturnämnden', 'Byggnadsnämnden', 'Den som aldrig svarar'];
    await lead('PATCH', '', { closesItself: true });
    const bodies: Assessor[] = [];
    for (const name of names) {
      bodies.push(await assessor(name));
      if (bodies.length < 4) await rate(await phoneOf(bodies.at(-1) as Assessor), 'SL-01', 2, { done: true });
      // Three are done before the fourth is named; with two it waits.
      if (bodies.length === 2) expect((await panel()).criteria[0]?.closed).toBe(false);
      if (bodies.length === 2) await lead('PATCH', '', { closesItself: false });
    }
    expect((await panel()).criteria[0]?.closed).toBe(false);
    await lead('PATCH', '', { closesItself: true });
    expect((await panel()).criteria[0]?.closed).toBe(false);
    await lead('DELETE', `/assessors/${bodies[3]?.id ?? ''}`);
    expect((await panel()).criteria[0]).toMatchObject({ closed: true, spread: [0, 0, 3, 0, 0] });
  });

  test('waits where the coordinator has not asked for it', async () => {
    await open('SL-01');
    for (const phone of await three()) await rate(phone, 'SL-01', 1, { done: true });
    expect((await panel()).criteria[0]?.closed).toBe(false);
  });
});

describe('when the assessment is locked', () => {
  const step = (payload: object) =>
    service.call('POST', `/api/v1/assessments/${id}/transitions`, { as: sara, payload });
  const spreads = async (as = sara) =>
    (await service.call('GET', `/api/v1/assessments/${id}/spreads`, { as })).json<unknown>();

  async function rated(): Promise<readonly Phone[]> {
    await open('SL-01', 'SL-02', 'SL-03');
    const phones = await three();
    for (const [i, phone] of phones.entries()) {
      await rate(phone, 'SL-01', i, { text: 'Det här står i raden.' });
      await rate(phone, 'SL-03', 4);
    }
    await rate(phones[0], 'SL-02', 2);
    await close('SL-01', 'SL-02');
    await service.answer(sara, id, 'SL-01', { level: 1, motivation: 'Vi enades.' });
    return phones;
  }

  test('the spread is what is left: no level, line, code, name or link of anybody', async () => {
    const [phone] = await rated();
    const { link } = await panel();
    expect((await step({ to: 'ready' })).statusCode).toBe(204);
    const { db } = service.deps;
    expect(await db.selectFrom('ratings').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('assessors').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('panels').select(['link', 'showing']).execute()).toEqual([
      { link: null, showing: null },
    ]);
    // Also of a criterion that nobody had closed; none of one that a single assessor had rated.
    expect(await spreads()).toEqual([
      { code: 'SL-01', spread: [1, 1, 1, 0, 0] },
      { code: 'SL-03', spread: [0, 0, 0, 0, 3] },
    ]);
    expect(await spreads(bo)).toEqual(await spreads());
    expect((await enter(link.split('/').at(-1) ?? '', '111111'))[0]).toBe(404);
    expect((await service.call('GET', '/api/v1/seat', { headers: { ...phone } })).statusCode).toBe(403);
    expect((await rate(phone as Phone, 'SL-01', 3, { base: 1 })).statusCode).toBe(403);
    expect((await open('SL-09')).statusCode).toBe(409);
    expect((await lead('DELETE')).statusCode).toBe(409);
    // The decision is about the answers, as ever.
    const frozen = await db.selectFrom('assessments').select('frozen_json').executeTakeFirstOrThrow();
    expect(frozen.frozen_json).not.toContain('spread');
  });

  test('taken back to draft, the spread stays until the criterion is opened anew', async () => {
    await rated();
    await step({ to: 'ready' });
    await step({ to: 'draft', reason: 'Vi missade något.' });
    expect(await panel()).toMatchObject({
      ended: true,
      assessors: [],
      criteria: [{ spread: [1, 1, 1, 0, 0] }, {}, {}],
    });
    // Also what had been closed without a spread.
    await open('SL-01', 'SL-02');
    expect(await panel()).toMatchObject({
      ended: false,
      criteria: [{ closed: false, spread: null }, { closed: false }, { closed: true }],
    });
    const late = await phoneOf(await assessor('Kulturnämnden'));
    expect((await rate(late, 'SL-02', 1)).statusCode).toBe(200);
    await step({ to: 'ready' });
    expect(await spreads()).toEqual([{ code: 'SL-03', spread: [0, 0, 0, 0, 3] }]);
  });

  test('what was closed stays counted, also when an assessor is taken away afterwards', async () => {
    await rated();
    await lead('DELETE', `/assessors/${(await panel()).assessors[0]?.id ?? ''}`);
    expect((await panel()).criteria[0]?.spread).toEqual([1, 1, 1, 0, 0]);
    await step({ to: 'ready' });
    expect(await spreads()).toEqual([{ code: 'SL-01', spread: [1, 1, 1, 0, 0] }]);
  });

  test('a closed account leaves the panel, and nobody waits for it', async () => {
    await open('SL-01');
    await assessor('HR-chefen', kim.id);
    await service.call('PATCH', `/api/v1/users/${kim.id}`, { as: sara, payload: { disabled: true } });
    expect((await panel()).assessors).toEqual([]);
  });

  test('nothing is opened or removed any more, however late the question comes', async () => {
    await open('SL-01');
    await service.answer(sara, id, 'SL-01', { level: 1 });
    const [, ...late] = await Promise.all([step({ to: 'ready' }), open('SL-02'), lead('DELETE')]);
    await step({ to: 'ready' });
    const panels = await service.deps.db.selectFrom('panels').select('ended_at').execute();
    // Before the locking or not at all: nothing goes on behind a locked assessment.
    expect(
      panels.every(({ ended_at }) => ended_at !== null),
      JSON.stringify(late.map(({ statusCode }) => statusCode)),
    ).toBe(true);
  });

  test('a locking that is refused ends nothing', async () => {
    await open('SL-01');
    const [phone] = await three();
    await rate(phone, 'SL-01', 2);
    expect((await step({ to: 'ready' })).json()).toMatchObject({ code: 'empty' });
    expect(await seen(phone)).toMatchObject({ criteria: [{ mine: { level: 2 } }] });
  });

  test('nobody outside the organisation is told the spread', async () => {
    await rated();
    await step({ to: 'ready' });
    const admin = await service.person('network_admin', null);
    const stranger = await service.person('coordinator', '1283');
    for (const [as, status] of [
      [admin, 403],
      [stranger, 404],
      [kim, 403],
    ] as const)
      expect((await service.call('GET', `/api/v1/assessments/${id}/spreads`, { as })).statusCode).toBe(status);
  });
});
