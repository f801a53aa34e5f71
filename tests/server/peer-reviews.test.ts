import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Service, type Person } from './service.ts';
import { submitted } from './submitted.ts';

/** README, "Kollegial granskning". Lund (1281) is the host, Klippan (1276) the guest. */
let service: Service;
let sara: Person;
let klara: Person;
let assessment: string;

beforeEach(async () => {
  service = await Service.start();
  service.clock.now = new Date('2026-11-02T08:00:00.000Z');
  await service.join('1281', '1276', '1283');
  sara = await service.person('coordinator');
  klara = await service.person('coordinator', '1276');
  // Shared as statistics only: the review is what lets the guest read.
  assessment = await submitted(service, '1281', { levels: { 'SL-01': 2, 'SL-02': 3 }, motivation: 'Hemliga ord.' });
});
afterEach(() => service.stop());

interface Note {
  readonly code: string;
  readonly kind: string;
  readonly text: string;
  readonly reply: string;
  readonly changedSince: boolean;
  readonly revision: number;
}
interface Part {
  readonly text: string;
  readonly revision: number;
  readonly signed: { readonly by: string | null } | null;
}
interface Review {
  readonly id: string;
  readonly side: string;
  readonly phase: string;
  readonly year: number | null;
  readonly openedOn: string | null;
  readonly endsOn: string | null;
  readonly revision: number;
  readonly reading: {
    readonly assessment: { readonly answers: readonly { code: string; level: number; motivation: string }[] };
  } | null;
  readonly notes: readonly Note[];
  readonly account: {
    readonly noted: readonly { kind: string; criteria: readonly { code: string }[] }[];
    readonly host: Part;
    readonly guest: Part;
  } | null;
}

const of = (as: Person) => (as.id === klara.id ? '1276' : '1281');
const at = (as: Person, path = '') => `/api/v1/organisations/${of(as)}/peer-reviews${path}`;
const call = (as: Person, method: string, path: string, payload?: object, base?: number) =>
  service.call(method, at(as, path), {
    as,
    ...(payload ? { payload } : {}),
    ...(base === undefined ? {} : { headers: { 'if-match': `"${base}"` } }),
  });
const propose = (as: Person, side: string, partner: string) =>
  call(as, 'POST', '', { as: side, partner, message: 'Vill ni?' });
const see = async (as: Person, id: string) => (await call(as, 'GET', `/${id}`)).json<Review>();
/** Proposed by Klippan as guest, and accepted by Lund. */
async function opened(): Promise<string> {
  const { id } = (await propose(klara, 'guest', '1281')).json<Review>();
  expect((await call(sara, 'POST', `/${id}/response`, { accept: true })).statusCode).toBe(200);
  return id;
}
const note = (id: string, code: string, kind: string, text = '', base = 0, as = klara) =>
  call(as, 'PUT', `/${id}/notes/${code}`, { kind, text }, base);
const write = (as: Person, id: string, text: string, base = 0) => call(as, 'PUT', `/${id}/account`, { text }, base);
const sign = async (as: Person, id: string) =>
  call(as, 'POST', `/${id}/signature`, undefined, (await see(as, id)).revision);
const decisionRow = () =>
  service.deps.db.selectFrom('assessments').select('decision').where('id', '=', assessment).executeTakeFirstOrThrow();
const decide = (decision: string) =>
  service.deps.db.updateTable('assessments').set({ decision }).where('id', '=', assessment).execute();
/** Another day; both sign in anew. */
const turn = async (day: string) => {
  service.clock.now = new Date(`${day}T08:00:00.000Z`);
  [sara, klara] = [
    { ...sara, cookie: await service.signIn(sara.email) },
    { ...klara, cookie: await service.signIn(klara.email) },
  ];
};

describe('beginning', () => {
  test('two members agree: one proposes, the other says yes, and the guest reads for three weeks', async () => {
    const proposed = await propose(klara, 'guest', '1281');
    expect(proposed.statusCode, proposed.body).toBe(201);
    const { id } = proposed.json<Review>();
    expect(proposed.json<Review>()).toMatchObject({ side: 'guest', phase: 'proposed', reading: null, account: null });
    // Whoever has proposed it does not say yes herself.
    expect((await call(klara, 'POST', `/${id}/response`, { accept: true })).statusCode).toBe(409);
    expect((await propose(klara, 'guest', '1281')).statusCode).toBe(409);
    await call(sara, 'POST', `/${id}/response`, { accept: true });
    expect(await see(klara, id)).toMatchObject({
      phase: 'open',
      year: 2026,
      openedOn: '2026-11-02',
      endsOn: '2026-11-23',
      reading: {
        assessment: {
          answers: [
            { code: 'SL-01', level: 2, motivation: 'Hemliga ord.' },
            { code: 'SL-02', level: 3 },
          ],
        },
      },
    });
  });

  test('no, and a proposal taken back, open nothing; then it can be proposed anew', async () => {
    const { id } = (await propose(sara, 'host', '1276')).json<Review>();
    expect((await call(klara, 'POST', `/${id}/withdrawal`)).statusCode).toBe(409);
    expect((await call(klara, 'POST', `/${id}/response`, { accept: false })).json<Review>()).toMatchObject({
      phase: 'declined',
      reading: null,
    });
    const again = (await propose(sara, 'host', '1276')).json<Review>();
    expect((await call(sara, 'POST', `/${again.id}/withdrawal`)).json<Review>().phase).toBe('withdrawn');
    expect((await call(klara, 'POST', `/${again.id}/response`, { accept: true })).statusCode).toBe(409);
    expect((await see(klara, again.id)).reading).toBeNull();
  });

  test('between members only, with something adopted that members may read', async () => {
    expect((await propose(klara, 'guest', '1276')).statusCode).toBe(422);
    // Not in the network, and in it without a coordinator.
    expect((await propose(klara, 'guest', '0180')).statusCode).toBe(422);
    expect((await propose(klara, 'guest', '1283')).statusCode).toBe(422);
    // Klippan has adopted nothing.
    expect((await propose(klara, 'host', '1281')).statusCode).toBe(409);
    const { id } = (await propose(sara, 'guest', '1276')).json<Review>();
    expect((await call(klara, 'POST', `/${id}/response`, { accept: true })).json()).toMatchObject({
      code: 'not-adopted',
    });
    // The body that adopted it has not agreed to that others read it.
    const { decision } = await decisionRow();
    for (const max of ['none', 'statistik']) {
      await decide((decision ?? '').replace('oppet', max));
      expect((await propose(sara, 'host', '1276')).json()).toMatchObject({ code: 'not-allowed' });
    }
    await service.deps.db.updateTable('memberships').set({ left_on: '2026-11-01' }).execute();
    expect((await propose(sara, 'host', '1276')).statusCode).toBe(403);
  });
});

describe('a proposal', () => {
  test('that nobody has answered in sixty days has lapsed, and can be made anew', async () => {
    const { id } = (await propose(sara, 'host', '1276')).json<Review>();
    await turn('2027-01-01');
    expect((await see(klara, id)).phase).toBe('proposed');
    await turn('2027-01-02');
    expect((await see(klara, id)).phase).toBe('lapsed');
    expect((await call(klara, 'POST', `/${id}/response`, { accept: true })).statusCode).toBe(409);
    expect((await propose(sara, 'host', '1276')).statusCode).toBe(201);
  });

  test('of a host is about what it had adopted then, and nothing that it adopts later', async () => {
    const { id } = (await propose(sara, 'host', '1276')).json<Review>();
    await submitted(service, '1281', { year: 2027, levels: { 'SL-01': 0 }, motivation: 'Nyare.' });
    expect((await call(klara, 'POST', `/${id}/response`, { accept: true })).statusCode).toBe(409);
    expect(await see(klara, id)).toMatchObject({ phase: 'lapsed', year: null });
    // And a new one does not have to wait.
    expect((await propose(sara, 'host', '1276')).statusCode).toBe(201);
    expect((await see(klara, id)).reading).toBeNull();
  });

  test('cannot be accepted by whoever has left the network meanwhile', async () => {
    const { id } = (await propose(sara, 'host', '1276')).json<Review>();
    await service.deps.db
      .updateTable('memberships')
      .set({ left_on: '2026-11-02' })
      .where('organisation_code', '=', '1281')
      .execute();
    expect((await call(klara, 'POST', `/${id}/response`, { accept: true })).statusCode).toBe(409);
    expect((await see(klara, id)).phase).toBe('lapsed');
  });

  test('is one at a time, also for two who propose at the same moment', async () => {
    const answers = await Promise.all([propose(sara, 'host', '1276'), propose(klara, 'guest', '1281')]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  });

  test('members are told of to members only', async () => {
    const partners = async (as: Person) =>
      (await call(as, 'GET', '/partners')).json<{ member: boolean; partners: { code: string }[]; readable: unknown }>();
    expect(await partners(sara)).toMatchObject({ member: true, readable: 2026, partners: [{ code: '1276' }] });
    expect(await partners(klara)).toMatchObject({ readable: 'not-adopted' });
    await service.deps.db
      .updateTable('memberships')
      .set({ left_on: '2026-11-01' })
      .where('organisation_code', '=', '1276')
      .execute();
    expect(await partners(klara)).toMatchObject({ member: false, partners: [] });
    expect((await partners(sara)).partners).toEqual([]);
  });
});

describe('reading and noting', () => {
  test('the guest notes per criterion, the host answers, and each sees the other', async () => {
    const id = await opened();
    expect((await note(id, 'SL-01', 'holds')).statusCode).toBe(200);
    expect((await note(id, 'SL-02', 'question')).statusCode).toBe(422);
    expect((await note(id, 'XX-01', 'holds')).statusCode).toBe(422);
    await note(id, 'SL-02', 'question', 'Vem följer upp?');
    expect((await call(sara, 'PUT', `/${id}/notes/SL-02/reply`, { text: 'Nämnden.' }, 1)).statusCode).toBe(200);
    for (const as of [sara, klara])
      expect((await see(as, id)).notes).toEqual([
        { code: 'SL-01', kind: 'holds', text: '', reply: '', changedSince: false, revision: 1 },
        {
          code: 'SL-02',
          kind: 'question',
          text: 'Vem följer upp?',
          reply: 'Nämnden.',
          changedSince: false,
          revision: 2,
        },
      ]);
    // A note that has been answered is changed, not taken away.
    expect((await call(klara, 'DELETE', `/${id}/notes/SL-02`, undefined, 2)).statusCode).toBe(409);
    expect((await call(klara, 'DELETE', `/${id}/notes/SL-01`, undefined, 1)).statusCode).toBe(200);
    expect((await see(sara, id)).notes.map(({ code }) => code)).toEqual(['SL-02']);
  });

  test('the host does not note, the guest does not answer, and an older version overwrites nothing', async () => {
    const id = await opened();
    expect((await note(id, 'SL-01', 'holds', '', 0, sara)).statusCode).toBe(403);
    await note(id, 'SL-01', 'suggestion', 'Skriv hur.');
    expect((await call(klara, 'PUT', `/${id}/notes/SL-01/reply`, { text: 'Nej.' }, 1)).statusCode).toBe(403);
    expect((await note(id, 'SL-01', 'question', 'Hur?', 0)).statusCode).toBe(412);
    expect((await see(klara, id)).notes).toMatchObject([{ text: 'Skriv hur.' }]);
  });

  test('a note that is changed after the answer says so, until it is answered again', async () => {
    const id = await opened();
    await note(id, 'SL-01', 'question', 'Vem följer upp?');
    expect((await call(sara, 'PUT', `/${id}/notes/SL-01/reply`, { text: '' }, 1)).statusCode).toBe(422);
    await call(sara, 'PUT', `/${id}/notes/SL-01/reply`, { text: 'Nämnden.' }, 1);
    service.clock.now = new Date('2026-11-02T08:01:00.000Z');
    await note(id, 'SL-01', 'question', 'Varför nivå 2?', 2);
    expect((await see(sara, id)).notes).toMatchObject([{ reply: 'Nämnden.', changedSince: true }]);
    service.clock.now = new Date('2026-11-02T08:02:00.000Z');
    await call(sara, 'PUT', `/${id}/notes/SL-01/reply`, { text: 'För att det är sant.' }, 3);
    expect((await see(sara, id)).notes).toMatchObject([{ changedSince: false }]);
  });

  test('words that are masked in the assessment are masked in what was noted about it', async () => {
    const id = await opened();
    await note(id, 'SL-01', 'question', 'Ni skriver Hemliga ord. Vem är det?');
    await note(id, 'SL-02', 'holds', 'Bra.');
    await write(klara, id, 'Vi såg Hemliga ord.');
    const masked = await service.call('POST', `/api/v1/assessments/${assessment}/masks`, {
      as: sara,
      payload: { code: 'SL-01', fragment: 'Hemliga ord' },
    });
    expect(masked.statusCode, masked.body).toBe(204);
    for (const as of [sara, klara]) {
      const { notes, account } = await see(as, id);
      expect(JSON.stringify([notes, account])).not.toContain('Hemliga ord');
      expect(notes[0]?.text).toMatch(/^Ni skriver .+ Vem är det\?$/);
      expect(notes[1]).toMatchObject({ text: 'Bra.', revision: 1 });
    }
    // Whoever has the text open meets what is covered, instead of putting the words back.
    expect((await write(klara, id, 'Vi såg Hemliga ord.', 1)).statusCode).toBe(412);
    expect((await service.call('GET', '/api/v1/organisations/1276/events', { as: klara })).body).toContain(
      'peer-review-masked',
    );
  });

  test('changes no answer, and no other of the host’s', async () => {
    const before = await service.deps.db.selectFrom('answers').selectAll().orderBy('code').execute();
    const id = await opened();
    await note(id, 'SL-01', 'suggestion', 'Nivån borde vara 4.');
    await write(klara, id, 'Vi såg mycket.');
    await write(sara, id, 'Vi tar med oss mycket.');
    await sign(sara, id);
    await sign(klara, id);
    expect(await service.deps.db.selectFrom('answers').selectAll().orderBy('code').execute()).toEqual(before);
  });
});

describe('the end of reading', () => {
  /** Everything that Klippan's coordinator can read about Lund. */
  const readByGuest = async (id: string) => {
    const { body } = await call(klara, 'GET', `/${id}`);
    return {
      secret: body.includes('Hemliga ord.'),
      noted: body.includes('Vem följer upp?'),
      reply: body.includes('Nämnden.'),
    };
  };

  test('comes by itself after the last day, and nothing has to run', async () => {
    const id = await opened();
    await note(id, 'SL-02', 'question', 'Vem följer upp?');
    await turn('2026-11-23');
    expect(await readByGuest(id)).toMatchObject({ secret: true, noted: true });
    await turn('2026-11-24');
    // What the guest has written itself it keeps.
    expect(await readByGuest(id)).toEqual({ secret: false, noted: true, reply: false });
    expect((await note(id, 'SL-01', 'holds')).statusCode).toBe(409);
    // The host keeps what was noted, and may still answer.
    expect((await call(sara, 'PUT', `/${id}/notes/SL-02/reply`, { text: 'Nämnden.' }, 1)).statusCode).toBe(200);
    expect((await see(sara, id)).notes).toMatchObject([{ reply: 'Nämnden.' }]);
    expect(await readByGuest(id)).toMatchObject({ secret: false, reply: false });
    expect(await see(klara, id)).toMatchObject({ phase: 'ended', endsOn: '2026-11-23' });
  });

  test.each(['1281', '1276'])('or when %s leaves the network, also if it comes back', async (code) => {
    const id = await opened();
    expect((await readByGuest(id)).secret).toBe(true);
    const skl = await service.person('network_admin', null);
    const membership = (path: string, method: string, payload: object) =>
      service.call(method, `/api/v1/members${path}`, { as: skl, payload });
    expect((await membership(`/${code}/leaving`, 'POST', { on: '2026-11-02' })).statusCode).toBe(204);
    expect((await readByGuest(id)).secret).toBe(false);
    await turn('2026-11-03');
    const later = { ...skl, cookie: await service.signIn(skl.email) };
    const back = await service.call('POST', '/api/v1/members', {
      as: later,
      payload: { organisation: code, on: '2026-11-03' },
    });
    expect(back.statusCode).toBe(201);
    expect((await readByGuest(id)).secret).toBe(false);
    expect((await see(sara, id)).phase).toBe('ended');
    // It can be agreed on anew.
    expect((await propose(klara, 'guest', '1281')).statusCode).toBe(201);
  });

  test.each([
    ['the host', () => sara],
    ['the guest', () => klara],
  ])('or when %s ends it', async (_who, as) => {
    const id = await opened();
    expect((await call(as(), 'POST', `/${id}/end`)).statusCode).toBe(200);
    expect((await readByGuest(id)).secret).toBe(false);
  });

  test('or when both have signed', async () => {
    const id = await opened();
    await write(klara, id, 'A');
    await write(sara, id, 'B');
    await sign(klara, id);
    expect((await readByGuest(id)).secret).toBe(true);
    await sign(sara, id);
    expect((await readByGuest(id)).secret).toBe(false);
  });

  test('or when the host’s newest decision lets no member read', async () => {
    const id = await opened();
    const { decision } = await decisionRow();
    await decide((decision ?? '').replace('oppet', 'statistik'));
    expect((await readByGuest(id)).secret).toBe(false);
    expect((await see(klara, id)).phase).toBe('ended');
  });

  test('nobody else reads it at any time', async () => {
    const id = await opened();
    const ulla = await service.person('coordinator', '1283');
    const skl = await service.person('network_admin', null);
    const boss = await service.person('decision_maker', '1276');
    const url = (code: string) => `/api/v1/organisations/${code}/peer-reviews/${id}`;
    expect((await service.call('GET', url('1283'), { as: ulla })).statusCode).toBe(404);
    for (const as of [ulla, skl, boss])
      for (const code of ['1281', '1276'])
        expect([403, 404]).toContain((await service.call('GET', url(code), { as })).statusCode);
    expect((await service.call('GET', url('1276'))).statusCode).toBe(401);
    for (const [method, path, payload] of [
      ['POST', '/response', { accept: true }],
      ['POST', '/withdrawal', undefined],
      ['POST', '/end', undefined],
      ['PUT', '/notes/SL-01', { kind: 'holds', text: '' }],
      ['DELETE', '/notes/SL-01', undefined],
      ['PUT', '/notes/SL-01/reply', { text: 'x' }],
      ['PUT', '/account', { text: 'x' }],
      ['POST', '/signature', undefined],
    ] as const)
      expect(
        (
          await service.call(method, `${url('1283')}${path}`, {
            as: ulla,
            headers: { 'if-match': '"0"' },
            ...(payload ? { payload } : {}),
          })
        ).statusCode,
        path,
      ).toBe(404);
  });
});

describe('the account', () => {
  test('both write and sign it; then nothing changes', async () => {
    const id = await opened();
    await note(id, 'SL-01', 'holds');
    await note(id, 'SL-02', 'question', 'Vem följer upp?');
    expect((await sign(klara, id)).json()).toMatchObject({ code: 'unwritten' });
    await write(klara, id, 'Ni har kommit långt.');
    await write(sara, id, 'Vi ser över uppföljningen.');
    expect((await sign(sara, id)).json<Review>()).toMatchObject({
      phase: 'open',
      account: { guest: { signed: null } },
    });
    expect((await sign(klara, id)).json<Review>()).toMatchObject({
      phase: 'signed',
      reading: null,
      account: {
        noted: [
          { kind: 'holds', criteria: [{ code: 'SL-01' }] },
          { kind: 'question', criteria: [{ code: 'SL-02' }] },
          { kind: 'suggestion', criteria: [] },
        ],
        host: { text: 'Vi ser över uppföljningen.', signed: { by: 'Person 1' } },
        guest: { text: 'Ni har kommit långt.', signed: { by: 'Person 2' } },
      },
    });
    expect((await write(sara, id, 'Något annat.', 1)).statusCode).toBe(409);
    expect((await call(sara, 'PUT', `/${id}/notes/SL-02/reply`, { text: 'Sent.' }, 1)).statusCode).toBe(409);
    // What a note says is not part of what is signed.
    expect(JSON.stringify((await see(klara, id)).account)).not.toContain('Vem följer upp?');
  });

  test('what has been signed and then changed has been signed by nobody', async () => {
    const id = await opened();
    await write(klara, id, 'A');
    await write(sara, id, 'B');
    const seen = await see(sara, id);
    await sign(klara, id);
    const signed = async () => {
      const { account } = await see(sara, id);
      return [account?.host.signed !== null, account?.guest.signed !== null];
    };
    expect(await signed()).toEqual([false, true]);
    await write(sara, id, 'C', 1);
    expect(await signed()).toEqual([false, false]);
    // The host cannot sign what it saw before.
    expect((await call(sara, 'POST', `/${id}/signature`, undefined, seen.revision)).statusCode).toBe(412);
    await sign(klara, id);
    await note(id, 'SL-01', 'holds');
    expect(await signed()).toEqual([false, false]);
    // Whoever had signed is told, in both logs.
    for (const as of [sara, klara])
      expect((await service.call('GET', `/api/v1/organisations/${of(as)}/events`, { as })).body).toContain(
        'peer-review-unsigned',
      );
    // A reply is not part of it.
    await sign(klara, id);
    await call(sara, 'PUT', `/${id}/notes/SL-01/reply`, { text: 'Tack.' }, 1);
    expect(await signed()).toEqual([false, true]);
  });

  test('a colleague’s newer words are not overwritten, and the two sides do not stand in each other’s way', async () => {
    const id = await opened();
    await write(klara, id, 'Först.');
    expect((await write(klara, id, 'Sedan.', 0)).statusCode).toBe(412);
    expect((await write(sara, id, 'Värdens.', 0)).statusCode).toBe(200);
    expect((await see(klara, id)).account).toMatchObject({ guest: { text: 'Först.' }, host: { text: 'Värdens.' } });
    for (const long of ['x'.repeat(1501), 'x\n'.repeat(31) + 'x'])
      expect((await write(klara, id, long, 1)).statusCode).toBe(422);
  });
});

test('SKL sees that it takes place, between whom and when, and nothing that was said or only proposed', async () => {
  const skl = await service.person('network_admin', null);
  const held = async () => {
    const response = await service.call('GET', '/api/v1/network/peer-reviews', { as: skl });
    return { rows: response.json<unknown[]>(), body: response.body };
  };
  const proposed = (await propose(sara, 'host', '1276')).json<Review>();
  expect((await held()).rows).toEqual([]);
  await call(klara, 'POST', `/${proposed.id}/response`, { accept: false });
  expect((await held()).rows).toEqual([]);
  const id = await opened();
  await note(id, 'SL-02', 'question', 'Vem följer upp?');
  await write(klara, id, 'Ni har kommit långt.');
  const { rows, body } = await held();
  expect(rows).toEqual([
    {
      host: { code: '1281', name: 'Lunds kommun' },
      guest: { code: '1276', name: 'Klippans kommun' },
      year: 2026,
      openedOn: '2026-11-02',
      endsOn: '2026-11-23',
      phase: 'open',
    },
  ]);
  for (const said of ['Vem följer', 'kommit långt', 'SL-02']) expect(body).not.toContain(said);
});

test('both organisations’ logs tell what has happened, and no more', async () => {
  const id = await opened();
  await note(id, 'SL-02', 'question', 'Vem följer upp?');
  for (const [as, partner] of [
    [sara, 'Klippans kommun'],
    [klara, 'Lunds kommun'],
  ] as const) {
    const { body } = await service.call('GET', `/api/v1/organisations/${of(as)}/events`, { as });
    expect(body).toContain('peer-review-opened');
    expect(body).toContain(partner);
    expect(body).not.toContain('Vem följer upp?');
  }
});
