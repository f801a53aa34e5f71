import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { helpAccount } from '../../server/accounts/help.ts';
import type { OutsideAccounts, OwnReset } from '../../server/accounts/contract.ts';
import { PASSWORD, Service, type Person } from './service.ts';

let service: Service;
let nils: Person;
const DAY = 86_400_000;

beforeAll(async () => {
  service = await Service.start({ mail: { url: 'smtp://127.0.0.1:1', from: 'mr@test.example' } });
  nils = await service.person('network_admin', null);
});
afterAll(() => service.stop());

const form = { name: 'Ny', password: 'fyra blå hästar vid ån', repeat: 'fyra blå hästar vid ån' };
const accept = (link: string) =>
  service.call('POST', new URL(link).pathname, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  });
const view = async (as = nils) =>
  (await service.call('GET', '/api/v1/network/accounts', { as })).json<OutsideAccounts>();
const isIn = async ({ cookie }: Person) =>
  (await service.call('GET', '/api/v1/session', { headers: { cookie } })).json<{ user: unknown }>().user !== null;
const close = (person: Person, as = nils, disabled = true) =>
  service.call('PATCH', `/api/v1/network/accounts/${person.id}`, { as, payload: { disabled } });

describe('SKL’s page of accounts outside the organisations', () => {
  test('lists them, with keys, sign-ins and materials, and nobody of an organisation', async () => {
    const inside = await service.person('coordinator');
    const county = await service.person('county_viewer', null);
    const { accounts } = await view();
    expect(accounts.map(({ id }) => id).sort()).toEqual([nils.id, county.id].sort());
    expect(accounts.find(({ id }) => id === county.id)).toMatchObject({
      role: 'county_viewer',
      sessions: 1,
      passkeys: 0,
    });
    for (const path of [`/accounts/${inside.id}/sessions`])
      expect((await service.call('DELETE', `/api/v1/network${path}`, { as: nils })).statusCode).toBe(404);
    expect((await close(inside)).statusCode).toBe(404);
    expect(await isIn(inside)).toBe(true);
  });

  test('a second administrator is invited, and the invitation can be taken back', async () => {
    const invite = (email: string) =>
      service.call('POST', '/api/v1/network/administrators', { as: nils, payload: { name: 'Nora', email } });
    const first = (await invite('nora@skl.example')).json<{ id: string; link: string }>();
    expect((await view()).invitations).toMatchObject([{ id: first.id, role: 'network_admin', waiting: false }]);
    expect((await service.call('DELETE', `/api/v1/network/invitations/${first.id}`, { as: nils })).statusCode).toBe(
      204,
    );
    expect((await accept(first.link)).statusCode).toBe(404);
    const second = (await invite('nora@skl.example')).json<{ link: string }>();
    expect((await accept(second.link)).statusCode).toBe(303);
    expect((await view()).accounts.find(({ email }) => email === 'nora@skl.example')?.role).toBe('network_admin');
    await service.deps.db.deleteFrom('sessions').where('user_id', '!=', nils.id).execute();
    await service.deps.db
      .updateTable('users')
      .set({ disabled_at: service.clock.now.toISOString() })
      .where('email', '=', 'nora@skl.example')
      .execute();
  });

  test('a closed account is out at once, and can be opened again', async () => {
    const lena = await service.person('county_viewer', null);
    expect((await close(lena)).statusCode).toBe(204);
    expect(await isIn(lena)).toBe(false);
    expect(await service.signIn(lena.email)).toBe('');
    expect((await close(lena, nils, false)).statusCode).toBe(204);
    expect(await service.signIn(lena.email)).not.toBe('');
  });

  test('the last administrator cannot go, nor two at the same moment', async () => {
    expect((await close(nils)).json()).toMatchObject({ status: 409, code: 'last-administrator' });
    expect(await isIn(nils)).toBe(true);
    const other = await service.person('network_admin', null);
    const statuses = (await Promise.all([close(nils, other), close(other, nils)])).map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    const open = await service.deps.db
      .selectFrom('users')
      .select('id')
      .where('role', '=', 'network_admin')
      .where('disabled_at', 'is', null)
      .execute();
    expect(open).toHaveLength(1);
    await service.deps.db.updateTable('users').set({ disabled_at: null }).where('role', '=', 'network_admin').execute();
    nils = { ...nils, cookie: await service.signIn(nils.email) };
  });

  test('signs somebody out everywhere', async () => {
    const lena = await service.person('county_viewer', null);
    expect(
      (await service.call('DELETE', `/api/v1/network/accounts/${lena.id}/sessions`, { as: nils })).statusCode,
    ).toBe(204);
    expect([await isIn(lena), await isIn(nils)]).toEqual([false, true]);
  });

  test('hands a provider’s materials over to another, and to nobody else', async () => {
    const [mona, moa] = [
      await service.person('material_provider', null),
      await service.person('material_provider', null),
    ];
    const county = await service.person('county_viewer', null);
    const give = (to: string, from = mona.id) =>
      service.call('POST', `/api/v1/network/accounts/${from}/handover`, { as: nils, payload: { to } });
    expect((await give(moa.id)).json()).toMatchObject({ status: 409, code: 'nothing-to-hand-over' });
    const { newMaterial } = await import('../../server/materials/material.ts');
    const text = { title: 'Kurs', criteria: ['SL-01'] };
    const row = newMaterial(service.deps, text as never, {
      owner: `user:${mona.id}`,
      shown: false,
      checkedOn: null,
      createdBy: mona.id,
    });
    await service.deps.db.insertInto('materials').values(row).execute();
    expect((await give(county.id)).json()).toMatchObject({ status: 422, errors: [{ field: 'to' }] });
    expect((await give(mona.id)).statusCode).toBe(422);
    expect((await give(moa.id)).statusCode).toBe(204);
    expect((await view()).accounts.find(({ id }) => id === moa.id)?.materials).toBe(1);
  });
});

describe('a new password that somebody else asks for, outside the organisations', () => {
  const ask = async (email: string) =>
    (await service.call('POST', '/api/v1/network/resets', { as: nils, payload: { email } })).json<{
      id: string;
      link: string;
    }>();
  const asked = async (as: Person) => (await service.call('GET', '/api/v1/account/resets', { as })).json<OwnReset[]>();

  test('waits fourteen days, or for the person herself', async () => {
    const other = await service.person('network_admin', null);
    const { id, link } = await ask(other.email);
    expect((await accept(link)).statusCode).toBe(403);
    expect(await asked(other)).toMatchObject([{ id }]);
    const told = await service.deps.db.selectFrom('mails').select('kind').where('user_id', '=', other.id).execute();
    expect(told).toContainEqual({ kind: 'reset-requested' });
    // Nobody else says yes for her, SKL's other administrator least of all.
    for (const path of [`/api/v1/account/resets/${id}/confirmation`, `/api/v1/invitations/${id}/confirmation`])
      expect((await service.call('POST', path, { as: nils })).statusCode).toBeGreaterThanOrEqual(403);
    expect((await service.call('POST', `/api/v1/account/resets/${id}/confirmation`, { as: other })).statusCode).toBe(
      204,
    );
    expect((await accept(link)).statusCode).toBe(303);

    const later = await ask(other.email);
    const { now } = service.clock;
    service.clock.now = new Date(now.getTime() + 13.9 * DAY);
    expect((await accept(later.link)).statusCode).toBe(403);
    service.clock.now = new Date(now.getTime() + 14.1 * DAY);
    expect((await accept(later.link)).statusCode).toBe(303);
    service.clock.now = now;
    // Sessions that were too old by then are gone.
    nils = { ...nils, cookie: await service.signIn(nils.email) };
  });

  test('is refused by her, and never works', async () => {
    const other = await service.person('county_viewer', null);
    const { id, link } = await ask(other.email);
    expect((await service.call('DELETE', `/api/v1/account/resets/${id}`, { as: other })).statusCode).toBe(204);
    const { now } = service.clock;
    service.clock.now = new Date(now.getTime() + 15 * DAY);
    expect((await accept(link)).statusCode).toBe(404);
    service.clock.now = now;
  });

  test('inside an organisation, a coordinator does not confirm her own', async () => {
    const one = await service.person('coordinator', '1284');
    const { id } = await ask(one.email);
    expect(await asked(one)).toEqual([]);
    expect((await service.call('POST', `/api/v1/account/resets/${id}/confirmation`, { as: one })).statusCode).toBe(404);
  });
});

describe('from the server itself', () => {
  test('the last administrator is let in by a link, and her keys are taken away when asked for', async () => {
    const admin = await service.person('network_admin', null);
    await service.deps.db
      .insertInto('passkeys')
      .values({
        id: 'key',
        user_id: admin.id,
        public_key: '',
        counter: 0,
        transports: '[]',
        name: 'Borta',
        created_at: service.clock.now.toISOString(),
        used_at: null,
      })
      .execute();
    expect(await helpAccount(service.deps, admin.email, false)).toMatchObject({ keysRemoved: 0 });
    const { link, keysRemoved } = await helpAccount(service.deps, admin.email, true);
    expect(keysRemoved).toBe(1);
    expect(await isIn(admin)).toBe(false);
    expect((await accept(link)).statusCode).toBe(303);
    const events = await service.deps.db
      .selectFrom('events')
      .select('details')
      .where('event', '=', 'account-helped')
      .execute();
    expect(events).toHaveLength(2);
    await expect(helpAccount(service.deps, 'ingen@skl.example', false)).rejects.toThrow('Det finns inget konto');
  });
});

test('a coordinator signs a colleague out everywhere, and nobody of another organisation', async () => {
  const [lead, kim] = [await service.person('coordinator'), await service.person('contributor')];
  const stranger = await service.person('coordinator', '1283');
  const end = (as: Person) => service.call('DELETE', `/api/v1/users/${kim.id}/sessions`, { as });
  expect((await end(stranger)).statusCode).toBe(404);
  expect(await isIn(kim)).toBe(true);
  expect((await end(lead)).statusCode).toBe(204);
  expect(await isIn(kim)).toBe(false);
  expect(await service.signIn(kim.email, PASSWORD)).not.toBe('');
});
