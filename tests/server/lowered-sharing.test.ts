import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeclaredRoute } from '../../server/access/enforce.ts';
import { Service, type Person } from './service.ts';
import { kommuner, submitted } from './submitted.ts';

/** Words that only the organisation in question has written. */
const MARK = 'Ordförklaringslådan';
const NAME = 'Avesta';
const AVESTA = '2084';

let service: Service;
let exampleId: string;
let avesta: Person;
const readers = new Map<string, Person | undefined>();

beforeAll(async () => {
  service = await Service.start();
  avesta = await service.person('coordinator', AVESTA);
  readers.set('nobody', undefined);
  readers.set('another member', await service.person('coordinator', '2080'));
  readers.set('a decision-maker', await service.person('decision_maker', '2080'));
  readers.set('SKL', await service.person('network_admin', null));
  const county = await service.person('county_viewer', null);
  await service.deps.db.updateTable('users').set({ county_code: '20' }).where('id', '=', county.id).execute();
  readers.set('the länsstyrelse', county);

  const others = (await kommuner(service, 20, 'C6')).filter((code) => ![AVESTA, '2080', '2062'].includes(code));
  await service.join(AVESTA, '2080', ...others);
  await service.round();
  const levels = { 'SL-01': 3, 'SL-02': 4, 'SL-03': 3 };
  await submitted(service, AVESTA, { sharing: 'oppet', levels, motivation: MARK });
  await submitted(service, '2080', { sharing: 'natverket', levels: { 'SL-01': 0 } });
  for (const code of others) await submitted(service, code, { sharing: 'natverket', levels: { 'SL-01': 1 } });
  await service.call('POST', '/api/v1/rounds/2026/editions', { as: readers.get('SKL') as Person });
  exampleId = await publishedExample(readers.get('SKL') as Person);
});
afterAll(() => service.stop());

/** Avesta tells about what it stands out on, and SKL publishes it. */
async function publishedExample(skl: Person): Promise<string> {
  const invited = await service.call('POST', '/api/v1/network/examples', {
    as: skl,
    payload: { organisation: AVESTA, year: 2026, subject: 'SL-02', message: '' },
  });
  const { id } = invited.json<{ id: string }>();
  const own = `/api/v1/organisations/${AVESTA}/examples/${id}`;
  const text = {
    title: MARK,
    what: MARK,
    why: MARK,
    effect: MARK,
    hard: MARK,
    time: '',
    suited: '',
    contact: MARK,
    contactEmail: '',
    link: '',
    pictures: [],
  };
  const go = (method: string, url: string, as: Person, payload: object, revision: number) =>
    service.call(method, url, { as, payload, headers: { 'if-match': `"${revision}"` } });
  await go('PUT', own, avesta, text, 1);
  await go('POST', `${own}/steps`, avesta, { step: 'consent' }, 2);
  const published = await go('POST', `/api/v1/network/examples/${id}/steps`, skl, { step: 'publish' }, 3);
  expect(published.statusCode).toBe(200);
  return id;
}

const QUERY = 'year=2026&peers=lan-20&criterion=SL-01&by=criterion&measure=criterion:SL-01&lens=area';

function addressOf(route: DeclaredRoute, organisation: string): string {
  const criterion = /(answers|criteria|sjalvskattning|kriterierna)/.test(route.url);
  const path = route.url
    .replace(':id', `${organisation}-2026`)
    .replace('documents/:name.:format', 'documents/tjansteskrivelse.docx')
    .replace('reports/:name.:format', 'reports/lagesbild.docx')
    .replace('network/tables/:table.:format', 'network/tables/kriterier.xlsx')
    .replace('tables/:table.csv', 'tables/jamforelse.csv')
    .replace(':code', criterion ? 'SL-01' : organisation)
    .replace(':year', '2026')
    .replace(':county', '20')
    .replace(':version', '2.0')
    .replace(':token', 'x')
    .replace(':slug', 'avesta-sl-02-2026')
    .replace(':exampleId', exampleId)
    .replace(':file', route.url.includes('resultat') ? '2026.json' : 'motiveringar-2026.csv')
    .replace('*', 'x');
  return `${path}?${QUERY}`;
}

/** What an answer says; of a file that is packed, what its parts say. */
function wordsOf({ body, rawPayload, headers }: Awaited<ReturnType<Service['call']>>): string {
  if (!/openxml|zip/.test(String(headers['content-type']))) return body;
  return Object.values(unzipSync(rawPayload))
    .map((part) => strFromU8(part))
    .join('\n');
}

/** Every answer to every GET route, page, export and file, for everyone else. */
async function answers(): Promise<{ readonly who: string; readonly url: string; readonly body: string }[]> {
  const routes = service.app.declaredRoutes.filter(({ method }) => method === 'GET');
  expect(routes.length).toBeGreaterThan(50);
  const all: { who: string; url: string; body: string }[] = [];
  for (const [who, as] of readers) {
    for (const route of routes) {
      for (const organisation of [AVESTA, '2080']) {
        const url = addressOf(route, organisation);
        all.push({ who, url, body: wordsOf(await service.call('GET', url, as ? { as } : {})) });
      }
    }
  }
  return all;
}

test('names and text that were open are gone from everywhere at once when sharing is lowered', async () => {
  const before = await answers();
  const tellers = new Set(before.filter(({ body }) => body.includes(MARK)).map(({ who }) => who));
  expect(tellers).toEqual(new Set(['nobody', 'another member', 'a decision-maker', 'SKL', 'the länsstyrelse']));
  // Also anyone, in every open place there is.
  for (const place of [
    '/oppet/',
    '/skyltfonster/',
    '/skyltfonster?',
    'flode.xml',
    '/data/mot',
    '/data/resultat',
    '/showcase',
  ])
    expect(
      before.some(({ who, url, body }) => who === 'nobody' && url.includes(place) && body.includes(MARK)),
      place,
    ).toBe(true);
  expect(before.some(({ url, body }) => url.includes('sitemap') && body.includes(`/oppet/${AVESTA}`))).toBe(true);
  for (const place of ['/network/examples?', `/network/examples/${exampleId}`, '/network/standouts'])
    expect(before.some(({ who, url, body }) => who === 'SKL' && url.includes(place) && body.includes(NAME))).toBe(true);
  expect(before.some(({ url, body }) => url.includes('/counties/20/report') && body.includes(NAME))).toBe(true);

  // In files too: the letter of another member names who has come further.
  for (const [file, teller] of [
    ['2080-2026/documents/tjansteskrivelse.docx', 'another member'],
    ['network/tables/kriterier.xlsx', 'SKL'],
  ])
    expect(
      before.some(({ who, url, body }) => who === teller && url.includes(file ?? '') && body.includes(NAME)),
      file,
    ).toBe(true);

  const lowered = await service.call('PUT', `/api/v1/assessments/${AVESTA}-2026/submission`, {
    as: avesta,
    payload: { sharing: 'statistik', toCounty: false },
  });
  expect(lowered.statusCode).toBe(204);

  for (const { who, url, body } of await answers()) {
    expect(body, `${who} ${url}`).not.toContain(MARK);
    if (url.includes('sitemap')) expect(body).not.toMatch(/2084|avesta/);
    if (/oppet|data|skyltfonster|showcase|network\/(examples|standouts)/.test(url))
      expect(body, `${who} ${url}`).not.toContain(NAME);
    // The register of organisations names every kommun, and SKL sees the levels of all that have submitted.
    if (who !== 'SKL' && /counties|learning|benchmark|\/members\/\d|tjansteskrivelse/.test(url))
      expect(body, `${who} ${url}`).not.toContain(NAME);
  }
  const own = await service.call('GET', `/api/v1/assessments/${AVESTA}-2026`, { as: avesta });
  expect(own.body).toContain(MARK);
});

test('the county no longer sees it by name when the tick is taken away', async () => {
  const county = readers.get('the länsstyrelse') as Person;
  const mora = await service.person('coordinator', '2062');
  await service.join('2062');
  await submitted(service, '2062', { sharing: 'natverket', toCounty: true, levels: { 'SL-01': 3 }, motivation: MARK });
  const see = async () =>
    (await service.call('GET', '/api/v1/members/2062/assessments/2026', { as: county })).statusCode;
  expect(await see()).toBe(200);
  await service.call('PUT', '/api/v1/assessments/2062-2026/submission', {
    as: mora,
    payload: { sharing: 'natverket', toCounty: false },
  });
  expect(await see()).toBe(404);
});
