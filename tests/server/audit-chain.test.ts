import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LoggedEvent } from '../../server/audit/contract.ts';
import { sealAll, sealEvents, verifyEvents, type Fault } from '../../server/audit/chain.ts';
import { logEvent } from '../../server/audit/events.ts';
import { isPostgres } from '../../server/database/kind.ts';
import { Service } from './service.ts';

/** The log: what has been written stays as it was, and whoever gets past the database is found out. */
let service: Service;
beforeEach(async () => {
  service = await Service.start();
});
afterEach(() => service.stop());

const log = async (n: number) => {
  for (let i = 0; i < n; i++) {
    service.clock.now = new Date(service.clock.now.getTime() + 1000);
    await logEvent(service.deps, service.deps.db, {
      event: 'user-changed',
      userId: null,
      organisationCode: i % 2 === 0 ? '1281' : null,
      details: { name: `Person ${i}` },
    });
  }
};
const sealed = async (n: number) => {
  await log(n);
  await sealAll(service.deps);
};
const verify = (known?: { seq: number; hash: string }) => verifyEvents(service.deps.db, known);
const found = ({ faults }: { readonly faults: readonly Fault[] }) => faults.map(({ kind, seq }) => [kind, seq]);

/** As somebody would who has the database in her hands: with what guards the table switched off. */
async function behindTheBack(statement: string): Promise<void> {
  const { db } = service.deps;
  const run = (text: string) => sql.raw(text).execute(db);
  if (isPostgres(db)) {
    await run('alter table events disable trigger events_append_only');
    await run(statement);
    await run('alter table events enable trigger events_append_only');
    return;
  }
  const { rows } = await sql<{
    name: string;
    sql: string;
  }>`select name, sql from sqlite_master where type = 'trigger'`.execute(db);
  for (const { name } of rows) await run(`drop trigger ${name}`);
  await run(statement);
  for (const { sql: text } of rows) await run(text);
}

describe('the database', () => {
  test.each([
    ["update events set details = '{}' where seq = 2"],
    ["update events set at = '2020-01-01' where seq = 2"],
    ['update events set seq = 99 where seq = 2'],
    ['delete from events where seq = 2'],
    ['delete from events'],
  ])('refuses: %s', async (statement) => {
    await sealed(3);
    await expect(sql.raw(statement).execute(service.deps.db)).rejects.toThrow(/append-only/);
    expect(await verify()).toMatchObject({ events: 3, faults: [] });
  });

  test('refuses to change what is not yet in the chain, too', async () => {
    await log(2);
    await expect(sql`update events set event = 'signed-in'`.execute(service.deps.db)).rejects.toThrow(/append-only/);
  });
});

describe('the chain', () => {
  test('goes on from where it was, whoever seals, and each event has one place', async () => {
    await sealed(3);
    await log(4);
    expect(await verify()).toMatchObject({ events: 3, unsealed: 4, faults: [] });
    await Promise.all([sealEvents(service.deps), sealEvents(service.deps)]);
    const result = await verify();
    expect(result).toMatchObject({ events: 7, unsealed: 0, head: { seq: 7 }, faults: [] });
  });

  test('is whole while somebody logs and seals', async () => {
    await sealed(600);
    const busy = (async () => {
      for (let i = 0; i < 20; i++) await sealed(1);
    })();
    for (let i = 0; i < 5; i++) expect((await verify()).faults).toEqual([]);
    await busy;
  });

  test('an empty log is whole', async () => {
    expect(await verify()).toMatchObject({ events: 0, faults: [] });
  });

  test.each([
    ['a changed detail', `update events set details = '{"name":"Någon annan"}' where seq = 4`, [['changed', 4]]],
    ['a changed time', `update events set at = '2026-11-23T08:00:04.500Z' where seq = 4`, [['changed', 4]]],
    ['another person', `update events set organisation_code = '0380' where seq = 1`, [['changed', 1]]],
    ['one that is removed', 'delete from events where seq = 3', [['removed', 3]]],
    ['the last ones removed', 'delete from events where seq > 4', [['removed', 5]]],
    [
      'one that is put in at the end',
      `insert into events (id, at, event, details, seq, details_hash, hash) values ('x', '2026-11-23T08:00:07.000Z', 'user-joined', '{}', 7, 'a', 'b')`,
      [
        ['changed', 7],
        ['inserted', 7],
      ],
    ],
  ])('%s is found, and where', async (_what, statement, faults) => {
    await sealed(6);
    await behindTheBack(statement);
    expect(found(await verify())).toEqual(faults);
  });

  test('one that is written afterwards with an earlier time is found', async () => {
    await sealed(3);
    service.clock.now = new Date(service.clock.now.getTime() + 3_600_000);
    await sealed(1);
    await behindTheBack(
      `insert into events (id, at, event, details) values ('x', '2026-11-23T08:00:02.500Z', 'user-joined', '{}')`,
    );
    await sealAll(service.deps);
    expect(found(await verify())).toEqual([['late', 5]]);
  });

  test('a chain that is made again from the beginning is found by whoever has noted where it was', async () => {
    await sealed(5);
    const { head } = await verify();
    await behindTheBack(`update events set seq = null, details_hash = null, hash = null, details = '{}'`);
    await service.deps.db.updateTable('event_chain').set({ seq: 0, hash: '' }).execute();
    await sealed(2);
    expect(found(await verify())).toEqual([]);
    expect(found(await verify(head))).toEqual([['inserted', 5]]);
  });
});

describe('who reads it', () => {
  test('a failed sign-in is logged, for SKL and for the organisation; the same for an address without an account', async () => {
    const sara = await service.person('coordinator');
    const skl = await service.person('network_admin', null);
    const email = (
      await service.deps.db.selectFrom('users').select('email').where('id', '=', sara.id).executeTakeFirstOrThrow()
    ).email;
    for (const each of [email, 'ingen@lund.example'])
      expect(
        (await service.call('POST', '/api/v1/session', { payload: { email: each, password: 'fel lösenord' } }))
          .statusCode,
      ).toBe(401);
    const log = (await service.call('GET', '/api/v1/network/events', { as: skl })).json<LoggedEvent[]>();
    const failed = log.filter(({ event }) => event === 'Fel lösenord vid inloggning');
    expect(failed.map(({ organisation }) => organisation).sort()).toEqual(['Lunds kommun', null]);
    const own = await service.call('GET', '/api/v1/organisations/1281/events.csv', { as: sara });
    expect(own.headers['content-type']).toContain('text/csv');
    expect(own.body).toContain('Fel lösenord vid inloggning');
    expect(own.body.match(/Fel lösenord/g)).toHaveLength(1);
  });

  test('an attempt at what one may not is logged once an hour, with the address and not what was asked for', async () => {
    const kim = await service.person('contributor');
    const skl = await service.person('network_admin', null);
    const attempt = () => service.call('GET', '/api/v1/organisations/0380/users', { as: kim });
    for (let i = 0; i < 3; i++) expect((await attempt()).statusCode).toBe(403);
    const refused = async () =>
      (await service.call('GET', '/api/v1/network/events', { as: skl }))
        .json<LoggedEvent[]>()
        .filter(({ event }) => event === 'Nekad åtkomst');
    await expect
      .poll(refused)
      .toMatchObject([
        { organisation: 'Lunds kommun', details: 'anrop: GET, adress: /api/v1/organisations/:code/users' },
      ]);
    service.clock.now = new Date(service.clock.now.getTime() + 3_600_001);
    await attempt();
    await expect.poll(async () => (await refused()).length).toBe(2);
  });

  test('what happens inside an organisation is its own: SKL does not see it', async () => {
    const sara = await service.person('coordinator');
    const skl = await service.person('network_admin', null);
    await service.assessment(sara);
    const body = (await service.call('GET', '/api/v1/network/events.csv', { as: skl })).body;
    expect(body).not.toContain('Startade självskattning');
    expect((await service.call('GET', '/api/v1/organisations/1281/events.csv', { as: sara })).body).toContain(
      'Startade självskattning',
    );
    // When colleagues come and go is nobody's.
    const { email } = await service.deps.db
      .selectFrom('users')
      .select('email')
      .where('id', '=', sara.id)
      .executeTakeFirstOrThrow();
    await service.signIn(email);
    expect((await service.call('GET', '/api/v1/organisations/1281/events.csv', { as: sara })).body).not.toContain(
      'Loggade in',
    );
  });
});
