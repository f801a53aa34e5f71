import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealAll, verifyEvents } from '../../server/audit/chain.ts';
import { isPostgres } from '../../server/database/kind.ts';
import type { UserRow } from '../../server/database/schema.ts';
import { eraseLongClosed } from '../../server/privacy/due.ts';
import { HELD } from '../../server/privacy/held.ts';
import { Service, type Person } from './service.ts';

let service: Service;
let sara: Person;

beforeAll(async () => {
  service = await Service.start({ mail: { url: 'smtp://127.0.0.1:1', from: 'mr@test.example' } });
  sara = await service.person('coordinator');
});
afterAll(() => service.stop());

/** Every reference to a person that the database itself has. */
async function references(): Promise<string[]> {
  const { db } = service.deps;
  if (isPostgres(db)) {
    const { rows } = await sql<{ place: string }>`
      select c.conrelid::regclass || '.' || a.attname as place from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
      where c.contype = 'f' and c.confrelid = 'users'::regclass`.execute(db);
    return rows.map(({ place }) => place);
  }
  const { rows } = await sql<{ place: string }>`
    select m.name || '.' || f."from" as place from sqlite_master m, pragma_foreign_key_list(m.name) f
    where m.type = 'table' and f."table" = 'users'`.execute(db);
  return rows.map(({ place }) => place);
}

/** Somebody who has done a bit of everything, and whom others have done things to. */
async function busy(): Promise<{ kim: Person; row: UserRow; id: string }> {
  const made = await service.call('POST', '/api/v1/organisations/1281/invitations', {
    as: sara,
    payload: { name: 'Kim Karlsson', email: 'kim@lund.se', role: 'contributor' },
  });
  const password = 'tolv blåa hästar räknar';
  await service.call('POST', new URL(made.json<{ link: string }>().link).pathname, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ name: 'Kim Karlsson', password, repeat: password }).toString(),
  });
  const row = await service.deps.db
    .selectFrom('users')
    .selectAll()
    .where('email', '=', 'kim@lund.se')
    .executeTakeFirstOrThrow();
  const kim = { id: row.id, email: row.email, cookie: await service.signIn(row.email, password) };
  const id = await service.assessment(sara, '1281', { year: 2026 });
  await service.call('POST', `/api/v1/assessments/${id}/handouts`, {
    as: sara,
    payload: { userId: kim.id, codes: ['SL-01'], message: 'Hej Kim', due: null },
  });
  await service.answer(kim, id, 'SL-01', { level: 2, motivation: 'Vi har en policy.' });
  await service.call('POST', `/api/v1/assessments/${id}/criteria/SL-01/comments`, {
    as: kim,
    payload: { text: 'Se bilagan' },
  });
  await sealAll(service.deps);
  return { kim, row, id };
}

const close = (person: Person) =>
  service.call('PATCH', `/api/v1/users/${person.id}`, { as: sara, payload: { disabled: true } });
const erase = (person: Person, as = sara) => service.call('DELETE', `/api/v1/users/${person.id}/personal-data`, { as });

/** The whole database as text. */
async function everything(): Promise<string> {
  const { db } = service.deps;
  const tables = await db.introspection.getTables();
  const rows = await Promise.all(
    tables
      .filter(({ name }) => name !== 'organisations')
      .map(({ name }) =>
        db
          .selectFrom(name as 'users')
          .selectAll()
          .execute(),
      ),
  );
  return JSON.stringify(rows);
}

test('every reference to a person that the database has is in the list of what is held', async () => {
  const listed = new Set(HELD.map(({ table, by }) => `${table}.${by}`));
  expect((await references()).filter((place) => !listed.has(place))).toEqual([]);
  expect((await references()).length).toBeGreaterThan(20);
});

test('every cookie that the service sets is named to the reader (lag 2022:482 om elektronisk kommunikation, 9 kap. 28 §)', async () => {
  const server = fileURLToPath(new URL('../../server', import.meta.url));
  const sources = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const text = sources.map((name) => readFileSync(join(server, name), 'utf8'));
  const names = new Set(text.flatMap((each) => each.match(/(?<=')mr-kollen(?:-[a-z]+)*(?=')/g) ?? []));
  expect(text.filter((each) => each.includes('.setCookie(')).length).toBe(names.size);
  const { body } = await service.call('GET', '/personuppgifter');
  for (const name of names) expect(body).toContain(`<code>${name}</code>`);
});

describe('a person', () => {
  let kim: Person;
  let id: string;

  test('fetches everything that is held about her, and it is logged', async () => {
    ({ kim, id } = await busy());
    const file = await service.call('GET', '/api/v1/account/personal-data.json', { as: kim });
    expect(file.headers['content-disposition']).toContain('mina-uppgifter.json');
    const held = file.json<Record<string, Record<string, unknown>[]>>();
    expect(held.Kontot).toEqual([
      expect.objectContaining({
        name: 'Kim Karlsson',
        email: 'kim@lund.se',
        role: 'contributor',
        organisation_code: '1281',
      }),
    ]);
    expect(held['Svar som du senast har ändrat']).toEqual([
      expect.objectContaining({ assessment_id: id, code: 'SL-01' }),
    ]);
    expect(held['Inbjudningar till din adress']).toHaveLength(1);
    expect(held['Inloggningar som gäller']?.length).toBeGreaterThan(0);
    // Nobody else, and nothing that opens anything.
    expect(file.body).not.toContain(sara.email);
    for (const secret of ['_hash', 'public_key', 'token']) expect(file.body).not.toContain(secret);
    const events = await service.deps.db
      .selectFrom('events')
      .select('user_id')
      .where('event', '=', 'own-data-fetched')
      .execute();
    expect(events).toEqual([{ user_id: kim.id }]);
  });

  test('is erased when the account is closed, by her own organisation, and not before', async () => {
    expect((await erase(kim)).json()).toMatchObject({ status: 409, code: 'still-open' });
    expect((await close(kim)).statusCode).toBe(204);
    const stranger = await service.person('coordinator', '1283');
    const skl = await service.person('network_admin', null);
    expect((await erase(kim, stranger)).statusCode).toBe(404);
    const outside = await service.call('DELETE', `/api/v1/network/accounts/${kim.id}/personal-data`, { as: skl });
    expect(outside.statusCode).toBe(404);
    expect(await everything()).toContain('Kim Karlsson');
    expect((await erase(kim)).statusCode).toBe(204);
    const left = await everything();
    for (const trace of ['Kim Karlsson', 'kim@lund.se']) expect(left).not.toContain(trace);
    expect((await erase(kim)).statusCode).toBe(404);
  });

  test('leaves her work behind, as somebody who is gone', async () => {
    const answer = await service.call('GET', `/api/v1/assessments/${id}`, { as: sara });
    expect(answer.body).toContain('Vi har en policy.');
    expect(answer.body).toContain('Borttagen person');
    const people = await service.call('GET', '/api/v1/organisations/1281/users', { as: sara });
    expect(people.body).not.toContain(kim.id);
    expect(await service.signIn('kim@lund.se', 'tolv blåa hästar räknar')).toBe('');
    const opened = await service.call('PATCH', `/api/v1/users/${kim.id}`, { as: sara, payload: { disabled: false } });
    expect(opened.statusCode).toBe(404);
  });

  test('leaves a log that holds together at once, and says what was taken away', async () => {
    const { faults, erased } = await verifyEvents(service.deps.db);
    expect(faults).toEqual([]);
    // Invited, handed out, closed.
    expect(erased).toBeGreaterThanOrEqual(2);
  });

  test('an event that is emptied without a word is found out', async () => {
    const row = await service.deps.db
      .selectFrom('events')
      .select(['id', 'seq'])
      .where('details', '!=', '{"erased":true}')
      .where('event', '=', 'assessment-started')
      .where('hash', 'is not', null)
      .executeTakeFirstOrThrow();
    await service.deps.db.updateTable('events').set({ details: '{"erased":true}' }).where('id', '=', row.id).execute();
    const { faults } = await verifyEvents(service.deps.db);
    expect(faults).toMatchObject([{ kind: 'erased', seq: row.seq }]);
  });

  test.each([
    ["update events set details = '{}' where hash is not null"],
    ['update events set user_id = null where hash is not null and user_id is not null'],
    [`update events set details = '{"erased":true}', event = 'x' where hash is not null`],
  ])('the database still refuses: %s', async (statement) => {
    await expect(sql.raw(statement).execute(service.deps.db)).rejects.toThrow(/append-only/);
  });
});

describe('two of the same name', () => {
  test('erasing one leaves what the log tells of the other', async () => {
    const [one, two] = [await service.person('contributor', '1284'), await service.person('contributor', '1284')];
    const lead = await service.person('coordinator', '1284');
    await service.deps.db.updateTable('users').set({ name: 'Kim Ek' }).where('id', 'in', [one.id, two.id]).execute();
    for (const { id } of [one, two])
      await service.call('PATCH', `/api/v1/users/${id}`, { as: lead, payload: { disabled: true } });
    await service.call('DELETE', `/api/v1/users/${one.id}/personal-data`, { as: lead });
    const told = () =>
      service.deps.db
        .selectFrom('events')
        .select('details')
        .where('organisation_code', '=', '1284')
        .where('event', '=', 'user-changed')
        .execute();
    expect((await told()).filter(({ details }) => details.includes('Kim Ek'))).toHaveLength(2);
    await service.call('DELETE', `/api/v1/users/${two.id}/personal-data`, { as: lead });
    expect((await told()).filter(({ details }) => details.includes('Kim Ek'))).toEqual([]);
  });
});

describe('somebody with materials', () => {
  test('hands them over before she is erased; by rule SKL takes them', async () => {
    const skl = await service.person('network_admin', null);
    const mona = await service.person('material_provider', null);
    const { newMaterial } = await import('../../server/materials/material.ts');
    const material = newMaterial(service.deps, { title: 'Kurs' } as never, {
      owner: `user:${mona.id}`,
      shown: false,
      checkedOn: null,
      createdBy: mona.id,
    });
    await service.deps.db.insertInto('materials').values(material).execute();
    await service.call('PATCH', `/api/v1/network/accounts/${mona.id}`, { as: skl, payload: { disabled: true } });
    const refused = await service.call('DELETE', `/api/v1/network/accounts/${mona.id}/personal-data`, { as: skl });
    expect(refused.json()).toMatchObject({ status: 409, code: 'has-materials' });
    await service.deps.db.updateTable('users').set({ disabled_at: '2020-01-01' }).where('id', '=', mona.id).execute();
    expect(await eraseLongClosed(service.deps)).toBe(1);
    expect(
      await service.deps.db.selectFrom('materials').select('owner').where('id', '=', material.id).execute(),
    ).toEqual([{ owner: 'network' }]);
  });
});

describe('by rule', () => {
  test('an account that has been closed for two years is erased, and one that has not is kept', async () => {
    const [old, recent] = [await service.person('contributor'), await service.person('contributor')];
    const { now } = service.clock;
    const closedAt = (months: number) => {
      const day = new Date(now);
      day.setMonth(day.getMonth() - months);
      return day.toISOString();
    };
    const set = (id: string, months: number) =>
      service.deps.db
        .updateTable('users')
        .set({ disabled_at: closedAt(months) })
        .where('id', '=', id)
        .execute();
    await set(old.id, 25);
    await set(recent.id, 23);
    expect(await eraseLongClosed(service.deps)).toBe(1);
    const names = await service.deps.db
      .selectFrom('users')
      .select(['id', 'name'])
      .where('id', 'in', [old.id, recent.id])
      .execute();
    expect(new Map(names.map(({ id, name }) => [id, name])).get(old.id)).toBe('Borttagen person');
    expect(new Map(names.map(({ id, name }) => [id, name])).get(recent.id)).toMatch(/^Person/);
    expect(await eraseLongClosed(service.deps)).toBe(0);
  });

  test('the address of somebody who has remarked on a criterion goes a year after the answer', async () => {
    const at = (months: number) => {
      const day = new Date(service.clock.now);
      day.setMonth(day.getMonth() - months);
      return day.toISOString();
    };
    const remark = (id: string, handled: string | null) => ({
      id: service.deps.newId(),
      about: 'criterion' as const,
      catalogue: '2.0',
      code: 'SL-01',
      text: id,
      reply_to: 'nagon@example.se',
      created_at: at(20),
      handled_at: handled,
    });
    await service.deps.db
      .insertInto('feedback')
      .values([remark('old', at(13)), remark('new', at(11)), remark('waiting', null)])
      .execute();
    await eraseLongClosed(service.deps);
    const rows = await service.deps.db.selectFrom('feedback').select(['text', 'reply_to']).execute();
    expect(rows.filter(({ reply_to }) => reply_to === null).map(({ text }) => text)).toEqual(['old']);
  });
});
