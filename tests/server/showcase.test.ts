import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v2 } from '../criteria/builders.ts';
import type { ExampleContent, ExampleView, StandoutList } from '../../server/showcase/contract.ts';
import { expireExamples } from '../../server/showcase/lapse.ts';
import { stillStandsOut } from '../../server/showcase/standouts.ts';
import { Service, type Person } from './service.ts';
import { kommuner, submitted } from './submitted.ts';

let service: Service;
let skl: Person;
let coordinator: Person;
let decisionMaker: Person;
let stranger: Person;
const LUND = '1281';

const TEXT = {
  title: 'Barnen bestämmer om skolgården',
  what: 'Elevråden har en egen budget.',
  why: 'De som använder gården vet bäst.',
  effect: 'Fler är ute på rasten.',
  hard: 'Att få tiden att räcka.',
  time: 'En dag i månaden.',
  suited: 'Alla kommuner med grundskola.',
  contact: 'Utbildningsförvaltningen',
  contactEmail: '',
  link: '',
  pictures: [] as { id: string; alt: string }[],
};

beforeAll(async () => {
  service = await Service.start();
  skl = await service.person('network_admin', null);
  coordinator = await service.person('coordinator', LUND);
  decisionMaker = await service.person('decision_maker', LUND);
  stranger = await service.person('coordinator', '2080');
  await service.round(2025);
  await service.round(2026);
  const others = await kommuner(service, 12, 'B3');
  await service.join(LUND, ...others);
  for (const [i, code] of others.entries()) {
    const levels = Object.fromEntries(v2.criteria.map((row) => [row.code, i < 6 ? 1 : 2]));
    await submitted(service, code, { sharing: 'statistik', levels });
  }
  await submitted(service, LUND, { year: 2025, sharing: 'natverket', levels: { 'UF-03': 1 } });
  const levels = Object.fromEntries(v2.criteria.map(({ code }) => [code, code.startsWith('SL') ? 3 : 0]));
  await submitted(service, LUND, { sharing: 'natverket', levels: { ...levels, 'SL-01': 4, 'UF-03': 3 } });
  await service.closeRound();
});
afterAll(() => service.stop());

const list = async () =>
  (await service.call('GET', '/api/v1/network/standouts?year=2026', { as: skl })).json<StandoutList>();
const invite = (subject: string, organisation = LUND) =>
  service.call('POST', '/api/v1/network/examples', {
    as: skl,
    payload: { organisation, year: 2026, subject, message: 'Berätta gärna!' },
  });
const url = (id: string) => `/api/v1/organisations/${LUND}/examples/${id}`;
const write = (id: string, revision: number, text: object = TEXT, as = coordinator) =>
  service.call('PUT', url(id), { as, payload: text, headers: { 'if-match': `"${revision}"` } });
const step = (id: string, revision: number, name: string, as = coordinator) =>
  service.call('POST', `${url(id)}/steps`, { as, payload: { step: name }, headers: { 'if-match': `"${revision}"` } });
const remove = (id: string, revision: number) =>
  service.call('DELETE', url(id), { as: coordinator, headers: { 'if-match': `"${revision}"` } });
const sklStep = (id: string, revision: number, payload: object) =>
  service.call('POST', `/api/v1/network/examples/${id}/steps`, {
    as: skl,
    payload,
    headers: { 'if-match': `"${revision}"` },
  });
/** Whether any of its words are still kept for searching. */
const indexed = async (id: string) =>
  (await service.deps.db.selectFrom('search_index').select('id').where('id', '=', id).execute()).length > 0;
const shown = async (query = '') => (await service.call('GET', `/api/v1/showcase${query}`)).json<ExampleContent[]>();

/** All the way to the public; returns the revision to go on from. */
async function publish(id: string, revision = 1, text: object = TEXT): Promise<number> {
  expect((await write(id, revision, text)).statusCode).toBe(200);
  expect((await step(id, revision + 1, 'consent')).statusCode).toBe(200);
  const published = await sklStep(id, revision + 2, { step: 'publish' });
  expect(published.statusCode).toBe(200);
  return published.json<ExampleView>().revision;
}

describe('who stands out', () => {
  test('is whoever the rule says, with the figures, and in the order of names', async () => {
    const { organisations } = await list();
    expect(organisations.map(({ organisation }) => organisation.name)).toEqual(['Lunds kommun']);
    const why = organisations[0]?.standouts.map((each) => each.why);
    const area = v2.criteria.filter(({ area: code, appliesTo }) => code === 'SL' && appliesTo.includes('kommun'));
    // One of the area's criteria is at 4, the others at 3.
    const index = Math.round((1000 * (3 * area.length + 1)) / (4 * area.length)) / 10;
    expect(why).toContainEqual({
      kind: 'area',
      subject: 'SL',
      index,
      evidence: 100,
      peers: 'kommungrupp-b3',
      n: 13,
      quartile: 50,
    });
    expect(why).toContainEqual({ kind: 'top', subject: 'SL-01', level: 4 });
    expect(why).toContainEqual({ kind: 'rise', subject: 'UF-03', level: 3, before: 1, beforeYear: 2025 });
    expect(why).toHaveLength(3);
  });

  test('only what is on the list can be invited, and once', async () => {
    expect((await invite('SL-02')).json()).toMatchObject({ errors: [{ field: 'subject' }] });
    const [statistik] = await kommuner(service, 1, 'B3');
    expect((await invite('SL-01', statistik)).statusCode).toBe(422);
    // Two of SKL's people at the same moment, too.
    const both = await Promise.all([invite('SL'), invite('SL')]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    expect((await invite('SL')).json()).toMatchObject({ code: 'already-invited' });
    expect((await list()).organisations[0]?.standouts[0]?.example?.stage).toBe('invited');
  });
});

test('the way to the showcase: nothing is public, and SKL reads nothing, before the organisation has consented', async () => {
  const { id } = (await invite('SL-01')).json<{ id: string }>();
  expect((await service.call('GET', url(id), { as: decisionMaker })).json<ExampleView>()).toMatchObject({
    stage: 'invited',
    message: 'Berätta gärna!',
  });
  expect((await write(id, 1, { ...TEXT, why: '' })).statusCode).toBe(200);
  const skls = async () =>
    (await service.call('GET', `/api/v1/network/examples/${id}`, { as: skl })).json<ExampleView>().content.text;
  expect((await skls()).title).toBe('');
  expect((await sklStep(id, 2, { step: 'publish' })).statusCode).toBe(409);
  const incomplete = await step(id, 2, 'consent');
  expect(incomplete.statusCode).toBe(422);
  expect(incomplete.json()).toMatchObject({ errors: [{ field: 'why', message: 'Skriv varför ni gör det.' }] });
  expect((await write(id, 2)).statusCode).toBe(200);
  expect((await step(id, 3, 'consent', decisionMaker)).statusCode).toBe(403);
  expect((await step(id, 2, 'consent')).statusCode).toBe(412);
  expect((await step(id, 3, 'consent')).statusCode).toBe(200);
  expect((await skls()).title).toBe(TEXT.title);
  expect(await shown()).toEqual([]);
  // What has been consented to is not written over; it is taken back first.
  expect((await write(id, 4)).json()).toMatchObject({ code: 'wrong-stage' });
  expect((await sklStep(id, 4, { step: 'return', message: '' })).statusCode).toBe(422);
  expect((await sklStep(id, 4, { step: 'return', message: 'Skriv mer om effekten.' })).statusCode).toBe(200);
  expect((await skls()).title).toBe('');
  const revision = await publish(id, 5);
  expect(await shown()).toMatchObject([{ slug: 'lund-sl-01-2026', text: { title: TEXT.title } }]);
  expect(await shown('?q=elevernas+skolgårdar')).toHaveLength(1);
  expect(await indexed(id)).toBe(true);

  // A new text is written and what is shown stays; SKL does not read the new one.
  expect((await write(id, revision, { ...TEXT, title: 'Ny rubrik' })).statusCode).toBe(200);
  expect((await shown())[0]?.text.title).toBe(TEXT.title);
  expect((await skls()).title).toBe(TEXT.title);
  expect((await step(id, revision + 1, 'withdraw')).statusCode).toBe(200);
  expect(await shown()).toEqual([]);
  expect(await indexed(id)).toBe(false);
  expect((await service.call('GET', '/api/v1/showcase/lund-sl-01-2026')).statusCode).toBe(404);
  // The words are still the organisation's own.
  expect((await service.call('GET', url(id), { as: coordinator })).json<ExampleView>().content.text.title).toBe(
    'Ny rubrik',
  );
  const events = await service.deps.db
    .selectFrom('events')
    .select(['event', 'details'])
    .where('event', 'like', 'example-%')
    .where('details', 'like', `%${id}%`)
    .execute();
  expect(events.map(({ event }) => event).sort()).toEqual([
    'example-consented',
    'example-consented',
    'example-invited',
    'example-published',
    'example-returned',
    'example-withdrawn',
  ]);
  expect(JSON.stringify(events)).not.toContain(TEXT.what);
});

test('signs that nobody sees are not kept, and what the picture needs is asked for', async () => {
  const { id } = (
    await service.call('POST', `/api/v1/organisations/${LUND}/examples`, {
      as: coordinator,
      payload: { subject: 'AG-02', title: 'Rad\u000bom\u0002brott' },
    })
  ).json<{ id: string }>();
  const text = async () => (await service.call('GET', url(id), { as: coordinator })).json<ExampleView>().content.text;
  expect((await text()).title).toBe('Rad\nombrott');
  const gone = [{ id: '99999999-0000-4000-8000-000000000000', alt: 'Borta' }];
  await write(id, 1, { ...TEXT, pictures: gone });
  expect((await step(id, 2, 'consent')).json()).toMatchObject({ errors: [{ field: 'pictures.0.alt' }] });
  expect((await remove(id, 2)).statusCode).toBe(204);
});

test('another organisation meets an example as if it did not exist', async () => {
  const { id } = (await invite('UF-03')).json<{ id: string }>();
  for (const address of [url(id), url(id).replace(LUND, '2080')])
    expect((await service.call('GET', address, { as: stranger })).statusCode).toBe(404);
  expect((await write(id, 1, TEXT, stranger)).statusCode).toBe(404);
  const own = `/api/v1/organisations/2080/examples/${id}`;
  for (const [method, suffix, payload] of [
    ['PUT', '', TEXT],
    ['POST', '/steps', { step: 'withdraw' }],
    ['DELETE', '', undefined],
    ['POST', '/pictures', Buffer.from('x')],
  ] as const) {
    const response = await service.call(method, own + suffix, {
      as: stranger,
      headers: { 'if-match': '"1"', ...(suffix === '/pictures' ? { 'content-type': 'image/png' } : {}) },
      ...(payload ? { payload } : {}),
    });
    expect(response.statusCode, `${method} ${suffix}`).toBe(404);
  }
});

describe('an example offered unasked', () => {
  test('carries its own label, needs SKL as the others do, and is open to members only', async () => {
    const offer = (as: Person, code: string) =>
      service.call('POST', `/api/v1/organisations/${code}/examples`, {
        as,
        payload: { subject: 'CS-02', title: 'Eget' },
      });
    expect((await offer(stranger, '2080')).json()).toMatchObject({ code: 'not-member' });
    const { id } = (await offer(coordinator, LUND)).json<{ id: string }>();
    await publish(id);
    expect(await shown()).toMatchObject([{ origin: 'own', subject: { code: 'CS-02' } }]);
    const view = (await service.call('GET', url(id), { as: coordinator })).json<ExampleView>();
    expect((await remove(id, view.revision)).statusCode).toBe(409);
    await step(id, view.revision, 'withdraw');
  });

  test('goes away as a draft', async () => {
    const { id } = (
      await service.call('POST', `/api/v1/organisations/${LUND}/examples`, {
        as: coordinator,
        payload: { subject: 'CS', title: 'Bort' },
      })
    ).json<{ id: string }>();
    // SKL is not told that something is being written.
    const skls = async () => (await service.call('GET', '/api/v1/network/examples', { as: skl })).body;
    expect(await skls()).not.toContain(id);
    // Someone else wrote since the page was opened: nothing is taken away unseen.
    expect((await write(id, 1)).statusCode).toBe(200);
    expect((await remove(id, 1)).statusCode).toBe(412);
    expect((await remove(id, 2)).statusCode).toBe(204);
    expect((await service.call('GET', url(id), { as: coordinator })).statusCode).toBe(404);
  });
});

test('is shown for 24 months, with a warning before, and can be kept on with one step', async () => {
  const before = service.clock.now;
  const { id } = (
    await service.call('POST', `/api/v1/organisations/${LUND}/examples`, {
      as: coordinator,
      payload: { subject: 'CS-03', title: 'Länge' },
    })
  ).json<{ id: string }>();
  const revision = await publish(id);
  const view = async () => (await service.call('GET', url(id), { as: coordinator })).json<ExampleView>();
  expect((await view()).expiresAt).toBe('2028-11-23T08:00:00.000Z');
  expect((await view()).expiresSoon).toBe(false);
  expect((await step(id, revision, 'renew')).statusCode).toBe(409);
  // Sessions are short; the people sign in again.
  const at = async (date: string) => {
    service.clock.now = new Date(date);
    const people = [coordinator, skl];
    const cookies = await Promise.all(people.map(({ email }) => service.signIn(email)));
    people.forEach((person, i) => Object.assign(person, { cookie: cookies[i] }));
  };
  await at('2028-09-01T08:00:00.000Z');
  expect((await view()).expiresSoon).toBe(true);
  // Someone has begun to change a comma: what is shown can be kept on all the same. Saving the same text is no change.
  expect((await write(id, revision)).json<ExampleView>()).toMatchObject({ stage: 'published', revision });
  expect((await write(id, revision, { ...TEXT, hard: 'Att få tiden att räcka!' })).statusCode).toBe(200);
  expect((await step(id, revision + 1, 'renew')).json<ExampleView>().expiresAt).toBe('2030-09-01T08:00:00.000Z');
  await at('2030-09-01T07:59:59.000Z');
  expect(await shown()).toHaveLength(1);
  await at('2030-09-01T08:00:00.000Z');
  expect(await shown()).toEqual([]);
  expect((await view()).visible).toBe(false);
  expect(await expireExamples(service.deps)).toBe(1);
  expect(await expireExamples(service.deps)).toBe(0);
  expect(await view()).toMatchObject({ stage: 'draft', visible: false });
  expect(await indexed(id)).toBe(false);
  await at(before.toISOString());
});

test('the public is told that someone stands out, and no figures: they would tell of others', async () => {
  const skls = (await service.call('GET', '/api/v1/network/examples', { as: skl })).json<
    { id: string; subject: { code: string } }[]
  >();
  const { id = '' } = skls.find(({ subject }) => subject.code === 'SL') ?? {};
  const revision = await publish(id);
  const page = await service.call('GET', '/skyltfonster/lund-sl-2026', { headers: { accept: 'text/html' } });
  expect(page.body).toContain('enligt en öppen regel');
  for (const { body } of [page, await service.call('GET', '/api/v1/showcase/lund-sl-2026')])
    expect(body).not.toMatch(/quartile|peers|evidence|kvartil|Index \d|[Nn]ivå \d|kommungrupp-b3/);
  // The organisation and SKL know why.
  expect((await service.call('GET', url(id), { as: coordinator })).json<ExampleView>().reasons).toHaveLength(1);
  await step(id, revision, 'withdraw');
});

test('a correction that no longer stands out takes the example with it', async () => {
  const network = await Service.start();
  const admin = await network.person('network_admin', null);
  const lund = await network.person('coordinator', LUND);
  await network.round();
  await network.join(LUND);
  await submitted(network, LUND, { sharing: 'natverket', levels: { 'SL-01': 4, 'SL-02': 4 } });
  const call = (method: string, address: string, as: Person, payload: object, revision = 1) =>
    network.call(method, address, { as, payload, headers: { 'if-match': `"${revision}"` } });
  const stages = async () =>
    Object.fromEntries(
      (await network.deps.db.selectFrom('examples').select(['subject', 'stage']).execute()).map((row) => [
        row.subject,
        row.stage,
      ]),
    );
  const ids = new Map<string, string>();
  for (const subject of ['SL-01', 'SL-02']) {
    const invited = { organisation: LUND, year: 2026, subject, message: '' };
    const { id } = (await call('POST', '/api/v1/network/examples', admin, invited)).json<{ id: string }>();
    ids.set(subject, id);
    const own = `/api/v1/organisations/${LUND}/examples/${id}`;
    await call('PUT', own, lund, TEXT, 1);
    await call('POST', `${own}/steps`, lund, { step: 'consent' }, 2);
    await call('POST', `/api/v1/network/examples/${id}/steps`, admin, { step: 'publish' }, 3);
  }
  expect(await stages()).toEqual({ 'SL-01': 'published', 'SL-02': 'published' });

  const correction = `/api/v1/assessments/${LUND}-2026-2`;
  await call('POST', `/api/v1/assessments/${LUND}-2026/corrections`, lund, {});
  expect((await network.answer(lund, `${LUND}-2026-2`, 'SL-01', { level: 2 }, 1)).statusCode).toBe(200);
  await call('POST', `${correction}/transitions`, lund, { to: 'ready' });
  const { hash } = (await network.call('GET', correction, { as: lund })).json<{ hash: string }>();
  const decision = {
    body: 'Kommunstyrelsen',
    date: '2026-11-20',
    paragraph: '9',
    diarienummer: 'KS 9',
    maxSharing: 'oppet',
  };
  expect((await call('POST', `${correction}/transitions`, lund, { to: 'adopted', hash, decision })).statusCode).toBe(
    204,
  );
  const sent = await call('PUT', `${correction}/submission`, lund, { sharing: 'natverket', toCounty: false });
  expect(sent.statusCode).toBe(204);
  // What still stands out is left; what no longer does is taken back, and the log says why.
  expect(await stages()).toEqual({ 'SL-01': 'withdrawn', 'SL-02': 'published' });
  const log = await network.deps.db
    .selectFrom('events')
    .select('details')
    .where('event', '=', 'example-corrected')
    .execute();
  expect(log.map(({ details }) => details).join()).toContain('SL-01');
  // Nor does it come back by being written anew.
  const own = `/api/v1/organisations/${LUND}/examples/${ids.get('SL-01') ?? ''}`;
  const { revision } = (await network.call('GET', own, { as: lund })).json<ExampleView>();
  expect((await call('PUT', own, lund, { ...TEXT, why: 'Nytt.' }, revision)).statusCode).toBe(200);
  expect((await call('POST', `${own}/steps`, lund, { step: 'consent' }, revision + 1)).json()).toMatchObject({
    code: 'no-longer-out',
  });
  await network.stop();
});

test.each([
  [4, 409],
  [5, 200],
])('beside %i others that the public does not see by name, an example can be published: %i', async (others, status) => {
  const network = await Service.start();
  const admin = await network.person('network_admin', null);
  const lund = await network.person('coordinator', LUND);
  await network.round();
  const codes = await kommuner(network, 12, 'B3');
  await network.join(LUND, ...codes);
  for (const [i, code] of codes.entries())
    await submitted(network, code, {
      sharing: i < others ? 'natverket' : 'oppet',
      levels: { 'SL-01': i % 4 },
    });
  await submitted(network, LUND, { sharing: 'natverket', levels: { 'SL-01': 4 } });
  await network.closeRound();
  const call = (method: string, address: string, as: Person, payload: object, revision = 1) =>
    network.call(method, address, { as, payload, headers: { 'if-match': `"${revision}"` } });
  // The public reads a figure over all thirteen. Lund is one of those it does not see by name.
  expect((await network.call('GET', '/siffror?grupp=kommuner')).body).toContain('<td class="num">13</td>');
  const invited = { organisation: LUND, year: 2026, subject: 'SL-01', message: '' };
  const { id } = (await call('POST', '/api/v1/network/examples', admin, invited)).json<{ id: string }>();
  const own = `/api/v1/organisations/${LUND}/examples/${id}`;
  await call('PUT', own, lund, TEXT, 1);
  await call('POST', `${own}/steps`, lund, { step: 'consent' }, 2);
  const published = await call('POST', `/api/v1/network/examples/${id}/steps`, admin, { step: 'publish' }, 3);
  expect(published.statusCode).toBe(status);
  const view = (await network.call('GET', own, { as: lund })).json<ExampleView>();
  if (status === 409) expect(published.json()).toMatchObject({ code: 'would-disclose' });
  expect([view.stage, view.visible]).toEqual(status === 409 ? ['consented', false] : ['published', true]);
  // What has been told stays known: figures count Lund as known, also after it has withdrawn. When one more of the five is
  // seen by name only four are left beside Lund, and the next figure is over those with names.
  if (status === 200) {
    await call('POST', `${own}/steps`, lund, { step: 'withdraw' }, 4);
    const one = await network.person('coordinator', codes[0]);
    const raised = { sharing: 'oppet', toCounty: false };
    await call('PUT', `/api/v1/assessments/${codes[0] ?? ''}-2026/submission`, one, raised);
    await network.call('POST', '/api/v1/rounds/2026/editions', { as: admin });
    expect((await network.call('GET', '/siffror?grupp=kommuner')).body).not.toContain('<td class="num">13</td>');
  }
  await network.stop();
});

test('an area stands on itself: another that is good does not keep it', async () => {
  const network = await Service.start();
  await network.round();
  const codes = await kommuner(network, 12, 'B3');
  await network.join(LUND, ...codes);
  const all = (level: (code: string) => number) =>
    Object.fromEntries(v2.criteria.map(({ code }) => [code, level(code)]));
  for (const [i, code] of codes.entries())
    await submitted(network, code, { sharing: 'statistik', levels: all(() => (i < 6 ? 1 : 2)) });
  await submitted(network, LUND, { sharing: 'natverket', levels: all(() => 3) });
  const admin = await network.person('network_admin', null);
  await network.closeRound();
  const invited = { organisation: LUND, year: 2026, subject: 'SL', message: '' };
  const made = await network.call('POST', '/api/v1/network/examples', { as: admin, payload: invited });
  const row = await network.deps.db
    .selectFrom('examples')
    .selectAll()
    .where('id', '=', made.json<{ id: string }>().id)
    .executeTakeFirstOrThrow();
  const sl = network.deps.db
    .updateTable('answers')
    .where('assessment_id', '=', `${LUND}-2026`)
    .where('code', 'like', 'SL-%');
  expect(await stillStandsOut(network.deps, row)).toBe(true);
  await sl.set({ level: 0 }).execute();
  expect(await stillStandsOut(network.deps, row)).toBe(false);
  await network.stop();
});

test('lowered sharing takes the example with it, at once, and it does not come back by itself', async () => {
  const rows = (await service.call('GET', '/api/v1/network/examples', { as: skl })).json<
    { id: string; subject: { code: string } }[]
  >();
  const { id = '' } = rows.find(({ subject }) => subject.code === 'UF-03') ?? {};
  const revision = await publish(id);
  expect(await shown()).toHaveLength(1);
  const share = (year: number, sharing: string) =>
    service.call('PUT', `/api/v1/assessments/${LUND}-${year}/submission`, {
      as: coordinator,
      payload: { sharing, toCounty: false },
    });
  // It rose since 2025, so 2025 is told too.
  expect((await share(2025, 'statistik')).statusCode).toBe(204);
  expect(await shown()).toEqual([]);
  expect((await list()).organisations[0]?.standouts.map(({ why }) => why.kind)).not.toContain('rise');
  const view = (await service.call('GET', url(id), { as: coordinator })).json<ExampleView>();
  expect(view.stage).toBe('withdrawn');
  await write(id, revision + 1);
  expect((await step(id, revision + 2, 'consent')).json()).toMatchObject({ code: 'not-shared' });
  expect((await share(2026, 'statistik')).statusCode).toBe(204);
  expect((await list()).organisations).toEqual([]);
  // Nor is SKL told any more that Lund was invited, or why.
  const known = (await service.call('GET', '/api/v1/network/examples', { as: skl })).json<{ origin: string }[]>();
  expect(known.filter(({ origin }) => origin === 'invited')).toEqual([]);
  expect((await service.call('GET', `/api/v1/network/examples/${id}`, { as: skl })).statusCode).toBe(404);
});

test('no organisation that shares statistics only is ever on the list, SKL’s own', async () => {
  const network = await Service.start();
  const admin = await network.person('network_admin', null);
  await network.round(2025);
  await network.round(2026);
  const codes = await kommuner(network, 40, 'C6');
  await network.join(...codes);
  const random = fc.sample(
    fc.record({
      sharing: fc.constantFrom('statistik' as const, 'natverket' as const, 'oppet' as const),
      levels: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 8, maxLength: 8 }),
    }),
    { numRuns: 80, seed: 4 },
  );
  const criteria = v2.criteria.slice(0, 8).map(({ code }) => code);
  for (const [i, code] of codes.entries()) {
    for (const [year, given] of [
      [2025, random[2 * i]],
      [2026, random[2 * i + 1]],
    ] as const) {
      if (!given) continue;
      const levels = Object.fromEntries(criteria.map((criterion, j) => [criterion, given.levels[j] ?? 0]));
      await submitted(network, code, { year, sharing: given.sharing, levels });
    }
  }
  const sharing = new Map(
    codes.map((code, i) => [code, { before: random[2 * i]?.sharing, now: random[2 * i + 1]?.sharing }]),
  );
  const { organisations } = (
    await network.call('GET', '/api/v1/network/standouts?year=2026', { as: admin })
  ).json<StandoutList>();
  expect(organisations.length).toBeGreaterThan(10);
  for (const { organisation, standouts } of organisations) {
    const { before, now } = sharing.get(organisation.code) ?? {};
    expect(now).toMatch(/natverket|oppet/);
    // A rise tells of the year before too.
    if (standouts.some(({ why }) => why.kind === 'rise')) expect(before).toMatch(/natverket|oppet/);
  }
  const kinds = organisations.flatMap(({ standouts }) => standouts.map(({ why }) => why.kind));
  expect(kinds.filter((kind) => kind === 'rise').length).toBeGreaterThan(5);
  await network.stop();
});
