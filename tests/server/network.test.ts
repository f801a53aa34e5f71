import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Benchmark } from '../../server/editions/contract.ts';
import readExcel from 'read-excel-file/node';
import type { ExampleView, NamedAssessment, NamedPeer, StandingView } from '../../server/comparison/contract.ts';
import type { Membership, RoundMember } from '../../server/memberships/contract.ts';
import type { Round } from '../../server/rounds/contract.ts';
import type { SubmissionView } from '../../server/submissions/contract.ts';
import type { NetworkFigures } from '../../server/network/contract.ts';
import { closeDueRounds } from '../../server/editions/due.ts';
import { Service, type Person } from './service.ts';
import { kommuner, submitted } from './submitted.ts';

let service: Service;
let skl: Person;
let lund: Person;

beforeAll(async () => {
  service = await Service.start();
  skl = await service.person('network_admin', null);
  lund = await service.person('coordinator');
});
afterAll(() => service.stop());

const get = async <T>(as: Person | undefined, url: string) =>
  (await service.call('GET', url, as ? { as } : {})).json<T>();
const post = (as: Person, url: string, payload: Record<string, unknown> = {}) =>
  service.call('POST', url, { as, payload });

/** Takes Lund's assessment of a year all the way to adopted, with the highest sharing that the decision allows. */
async function adoptedLund(year: number, maxSharing: string, catalogue = '2.0'): Promise<string> {
  const id = await service.assessment(lund, '1281', { year, catalogue });
  await service.answer(lund, id, 'SL-01', { level: 2, motivation: 'Antaget av fullmäktige.' });
  await post(lund, `/api/v1/assessments/${id}/transitions`, { to: 'ready' });
  const { hash } = await get<{ hash: string }>(lund, `/api/v1/assessments/${id}`);
  const decision = {
    body: 'Kommunstyrelsen',
    date: '2026-11-20',
    paragraph: '212',
    diarienummer: 'KS 1',
    maxSharing,
  };
  await post(lund, `/api/v1/assessments/${id}/transitions`, { to: 'adopted', hash, decision });
  return id;
}

const share = (id: string, sharing: string, toCounty = false) =>
  service.call('PUT', `/api/v1/assessments/${id}/submission`, { as: lund, payload: { sharing, toCounty } });

describe('rounds and members', () => {
  test('SKL creates one round per year, and dates in the wrong order are refused by field', async () => {
    const body = { year: 2025, catalogue: '2.0', opens: '2025-02-01', closes: '2025-10-31', text: 'Välkomna!' };
    expect((await post(skl, '/api/v1/rounds', body)).statusCode).toBe(201);
    expect((await post(skl, '/api/v1/rounds', body)).json()).toMatchObject({ errors: [{ field: 'year' }] });
    const turned = await post(skl, '/api/v1/rounds', { ...body, year: 2024, opens: '2025-11-01' });
    expect(turned.json()).toMatchObject({ errors: [{ field: 'closes' }] });
    expect((await get<Round[]>(undefined, '/api/v1/rounds'))[0]).toMatchObject({ year: 2025, state: 'closed' });
    await post(skl, '/api/v1/rounds', { ...body, year: 2026, opens: '2026-02-01', closes: '2026-12-15' });
    expect((await get<Round[]>(undefined, '/api/v1/rounds'))[0]).toMatchObject({ year: 2026, state: 'open' });
  });

  test('an organisation joins, leaves and comes back, and its history is kept', async () => {
    const member = async () =>
      (await get<Membership[]>(skl, '/api/v1/members')).find(({ code }) => code === '1280') as Membership;
    await post(skl, '/api/v1/members', { organisation: '1280', on: '2024-01-10' });
    expect((await post(skl, '/api/v1/members', { organisation: '1280', on: '2024-02-10' })).statusCode).toBe(409);
    expect((await member()).member).toBe(true);
    await post(skl, '/api/v1/members/1280/leaving', { on: '2025-06-30' });
    expect((await member()).member).toBe(false);
    await post(skl, '/api/v1/members', { organisation: '1280', on: '2026-01-10' });
    expect((await member()).times).toEqual([
      { joinedOn: '2024-01-10', leftOn: '2025-06-30' },
      { joinedOn: '2026-01-10', leftOn: null },
    ]);
  });

  test('before submission SKL sees started or not, and more only where the organisation shows it', async () => {
    await post(skl, '/api/v1/members', { organisation: '1281', on: '2024-01-10' });
    const status = async () =>
      (await get<RoundMember[]>(skl, '/api/v1/rounds/2026/members')).find(({ code }) => code === '1281');
    expect(await status()).toMatchObject({ status: 'not-started', progress: null });
    const id = await service.assessment(lund);
    await service.answer(lund, id, 'SL-01', { level: 2 });
    expect(await status()).toMatchObject({ status: 'started', progress: null });
    await service.call('PATCH', `/api/v1/assessments/${id}`, { as: lund, payload: { showStatus: true } });
    expect((await status())?.progress).toMatchObject({ answered: 1 });
    await service.call('PATCH', `/api/v1/assessments/${id}`, { as: lund, payload: { showStatus: false } });
    await post(lund, `/api/v1/assessments/${id}/transitions`, { to: 'ready' });
    expect(await status()).toMatchObject({ status: 'started', progress: null });
    // Back to draft for the tests below.
    await post(lund, `/api/v1/assessments/${id}/transitions`, { to: 'draft', reason: 'Prov' });
    await service.deps.db.deleteFrom('assessments').where('id', '=', id).execute();
  });
});

describe('submitting', () => {
  test('needs an adopted assessment, a round on the same criteria, and no more than what was decided', async () => {
    const draft = await service.assessment(lund, '1281', { year: 2024 });
    expect((await share(draft, 'statistik')).json()).toMatchObject({ code: 'not-adopted' });
    const other = await adoptedLund(2023, 'oppet');
    expect((await share(other, 'statistik')).json()).toMatchObject({ code: 'no-round' });
    const old = await adoptedLund(2025, 'oppet', '1.0');
    expect((await share(old, 'statistik')).json()).toMatchObject({ code: 'catalogue' });

    const id = await adoptedLund(2026, 'natverket');
    const view = await get<SubmissionView>(lund, `/api/v1/assessments/${id}/submission`);
    expect(view).toMatchObject({ allowed: ['statistik', 'natverket'], whyNot: null, current: null });
    expect((await share(id, 'oppet')).json()).toMatchObject({ errors: [{ field: 'sharing' }] });
    expect((await share(id, 'statistik', true)).json()).toMatchObject({ errors: [{ field: 'toCounty' }] });
    const twice = await Promise.all([share(id, 'natverket', true), share(id, 'natverket', true)]);
    expect(twice.map(({ statusCode }) => statusCode)).toEqual([204, 204]);
    expect(await get(lund, `/api/v1/assessments/${id}/submission`)).toMatchObject({
      current: { sharing: 'natverket', toCounty: true, late: false },
    });
  });

  test('named to members and SKL with text; to its own county when ticked; to nobody else', async () => {
    const member = await service.person('coordinator', '1280');
    const outsider = await service.person('coordinator', '0114');
    const inCounty = async (county: string) => {
      const person = await service.person('county_viewer', null);
      await service.deps.db.updateTable('users').set({ county_code: county }).where('id', '=', person.id).execute();
      return person;
    };
    const see = async (as: Person) =>
      (await service.call('GET', '/api/v1/members/1281/assessments/2026', { as })).statusCode;
    expect(await see(member)).toBe(200);
    expect(await see(skl)).toBe(200);
    expect(await see(await inCounty('12'))).toBe(200);
    expect(await see(await inCounty('20'))).toBe(404);
    expect(await see(outsider)).toBe(404);
    const { answers } = await get<NamedAssessment>(member, '/api/v1/members/1281/assessments/2026');
    expect(answers[0]).toMatchObject({ code: 'SL-01', level: 2, motivation: 'Antaget av fullmäktige.' });
  });

  test('as statistics: SKL sees levels and never text, and other members nothing', async () => {
    expect((await share('1281-2026', 'statistik')).statusCode).toBe(204);
    const named = await get<NamedAssessment>(skl, '/api/v1/members/1281/assessments/2026');
    expect(named).toMatchObject({ sight: 'levels', answers: [{ level: 2, motivation: '', evidence: [] }] });
    const member = await service.person('coordinator', '1280');
    expect((await service.call('GET', '/api/v1/members/1281/assessments/2026', { as: member })).statusCode).toBe(404);
  });
});

describe('the benchmark', () => {
  let codes: string[];

  beforeAll(async () => {
    // Ten by name with SL-01 at 0,0,1,1,2,2,3,3,4,4 and six that only share statistics, all at 1 or 2.
    // By name again: a single kommun outside the group that only shares statistics would be its complement.
    await share('1281-2026', 'natverket');
    codes = await kommuner(service, 17, 'B4');
    await service.join(...codes);
    const named = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4];
    for (const [i, level] of named.entries())
      await submitted(service, codes[i] ?? '', {
        sharing: 'natverket',
        levels: { 'SL-01': level, 'SL-02': 3, 'SL-04': 3 },
      });
    for (const [i, level] of [1, 1, 1, 2, 2, 2].entries())
      await submitted(service, codes[10 + i] ?? '', { levels: { 'SL-01': level, ...(i < 2 ? { 'SL-04': 1 } : {}) } });
    await service.closeRound();
  });

  const page = (as: Person | undefined, peers = 'kommungrupp-b4') =>
    get<Benchmark>(as, `/api/v1/benchmark?year=2026&peers=${peers}`);

  test('has n, median, quartiles and histogram over everyone where six or more are protected', async () => {
    const { figures, edition, publication } = await page(lund);
    expect(publication).toBe('members');
    expect(edition).toMatchObject({ number: 1, reason: 'closed' });
    // 0,0,1,1,1,1,1,2,2,2,2,2,3,3,4,4: the eighth and ninth are 2; positions 3.75 and 11.25 are 1 and 2.25.
    expect(figures['criterion:SL-01']).toEqual({
      n: 16,
      median: 2,
      quartiles: [1, 2.3],
      levels: [2, 5, 5, 2, 2],
      scope: 'everyone',
      without: 0,
      edition: 1,
    });
    // Nobody who only shares statistics has answered SL-02, so it tells of none of them. In SL-04 two of them have.
    expect(figures['criterion:SL-02']).toMatchObject({ n: 10, scope: 'everyone', without: 0, median: 3 });
    expect(figures['criterion:SL-04']).toMatchObject({ n: 10, scope: 'named', without: 6, median: 3 });
    expect(figures['criterion:SL-03']).toEqual({ withheld: 'protected' });
  });

  test('answers the public with what is open only, and unchanged with 304', async () => {
    const { figures, publication } = await page(undefined);
    expect(publication).toBe('public');
    expect(figures['criterion:SL-01']).toEqual({ withheld: 'protected' });
    const url = '/api/v1/benchmark?year=2026&peers=kommuner';
    const { headers } = await service.call('GET', url, { as: lund });
    const again = await service.call('GET', url, { as: lund, headers: { 'if-none-match': String(headers.etag) } });
    expect(again.statusCode).toBe(304);
    expect((await service.call('GET', url, { headers: { 'if-none-match': String(headers.etag) } })).statusCode).toBe(
      200,
    );
  });

  test('is what SKL is told that it may spread, to the last digit, and nothing else is', async () => {
    const live = await get<NetworkFigures>(skl, '/api/v1/network/figures?year=2026&peers=kommungrupp-b4');
    const published = (await page(lund)).figures;
    let spread = 0;
    for (const [key, { outward, ...shown }] of Object.entries(live.figures)) {
      const figure = published[key];
      if (outward === 'none') continue;
      spread += 1;
      expect(figure, key).toMatchObject({ ...shown, scope: 'everyone' });
    }
    expect(spread).toBeGreaterThan(0);
  });

  test('does not move for one more that is protected, and does for one more that is named', async () => {
    await submitted(service, codes[16] ?? '', { levels: { 'SL-01': 4 } });
    await post(skl, '/api/v1/rounds/2026/editions');
    const after = (await page(lund)).figures['criterion:SL-01'];
    expect(after).toMatchObject({ n: 16 });
    expect((await page(lund)).edition.number).toBe(2);
    // It stands from the first edition, and no number tells which ones do: that would say what somebody has changed.
    const origins = await service.deps.db
      .selectFrom('edition_pages')
      .select('figures')
      .where('peers', '=', 'kommungrupp-b4')
      .where('edition', '=', 2)
      .where('publication', '=', 'members')
      .executeTakeFirstOrThrow();
    const stored = Object.values(JSON.parse(origins.figures) as Benchmark['figures']);
    expect(new Set(stored.flatMap((figure) => ('n' in figure ? figure.edition : []))).size).toBe(2);
    for (const peers of ['kommungrupp-b4', 'huvudgrupp-b', 'kommuner'])
      for (const as of [lund, undefined])
        for (const figure of Object.values((await page(as, peers)).figures))
          expect('n' in figure ? figure.edition : 2).toBe(2);
  });

  test('tells SKL everything, marked with how far each figure may go', async () => {
    const { figures, submitted: n } = await get<NetworkFigures>(
      skl,
      '/api/v1/network/figures?year=2026&peers=kommungrupp-b4',
    );
    expect(n).toBe(17);
    // The seventeenth came after what is published: beside that figure this one would tell exactly what it sent.
    expect(figures['criterion:SL-01']).toMatchObject({ n: 17, outward: 'none' });
    expect(figures['criterion:SL-04']).toMatchObject({ n: 12, outward: 'none' });
    const csv = (await service.call('GET', '/api/v1/network/figures.csv?year=2026', { as: skl })).body;
    expect(csv.split('\r\n').find((line) => line.includes('B4') && line.includes('SL-01'))).toContain(';..;');
  });

  test('is the same in the API, in the file and on the open page as it was published', async () => {
    const stored = await service.deps.db
      .selectFrom('edition_pages')
      .select(['publication', 'figures'])
      .where('peers', '=', 'kommuner')
      .where('edition', '=', 2)
      .where('publication', 'in', ['members', 'public'])
      .execute();
    expect(stored).toHaveLength(2);
    for (const { publication, figures } of stored) {
      const as = publication === 'members' ? lund : undefined;
      const published = JSON.parse(figures) as Benchmark['figures'];
      const asRead = Object.entries(published).map(([key, figure]) => [
        key,
        'n' in figure ? { ...figure, edition: 2 } : figure,
      ]);
      expect((await page(as, 'kommuner')).figures).toEqual(Object.fromEntries(asRead));
      const csv = await service.call('GET', '/api/v1/benchmark.csv?year=2026&peers=kommuner', as ? { as } : {});
      const [, ...rows] = parse(csv.body, { bom: true, delimiter: ';' });
      expect(rows).toHaveLength(Object.keys(published).length);
      const shown = Object.values(published).filter((figure) => 'n' in figure);
      expect(rows.filter((row) => row[6] !== '..').map((row) => [row[5], row[6], row[14]])).toEqual(
        shown.map(({ n, median, scope }) => [
          String(n),
          String(median).replace('.', ','),
          scope === 'everyone' ? 'alla' : 'bara de som visar namn',
        ]),
      );
    }
    const open = (await service.call('GET', '/siffror?grupp=kommuner')).body;
    const anyone = JSON.parse(stored.find(({ publication }) => publication === 'public')?.figures ?? '{}') as object;
    const sl01 = (anyone as Benchmark['figures'])['criterion:SL-01'];
    const row =
      /<th scope="row">SL-01 [^<]*<\/th><td[^>]*>([^<]*)<\/td><td[^>]*>[^<]*<\/td><td[^>]*>([^<]*)<\/td>/.exec(open);
    expect(sl01 && 'n' in sl01 ? [sl01.median, sl01.n] : null).toEqual([
      Number(row?.[1]?.replace(',', '.')),
      Number(row?.[2]),
    ]);
  });

  test('shows where the own organisation stands, and whom it can learn from, nearest first', async () => {
    const standing = await get<StandingView>(lund, '/api/v1/organisations/1281/standing?year=2026');
    expect(standing).toMatchObject({ state: 'submitted', member: true, values: { 'criterion:SL-01': 2 } });
    expect(standing.examples).toEqual({ 'SL-01': 4, 'SL-02': 10, 'SL-04': 10 });
    const examples = await get<ExampleView[]>(lund, '/api/v1/organisations/1281/learning?year=2026&criterion=SL-01');
    expect(examples.map(({ level }) => level).sort()).toEqual([3, 3, 4, 4]);
    expect(examples.map(({ organisation }) => organisation.code)).not.toContain(codes[16]);
  });

  test('says whom to ask in a group: those that show their name, with their coordinators, and nobody else', async () => {
    const ask = (as: Person, peers: string) =>
      get<NamedPeer[]>(as, `/api/v1/organisations/1281/named-peers?year=2026&peers=${peers}`);
    const named = await service.deps.db
      .selectFrom('submissions')
      .select('organisation_code')
      .where('year', '=', 2026)
      .where('sharing', '!=', 'statistik')
      .where('organisation_code', '!=', '1281')
      .execute();
    const all = await ask(lund, 'kommuner');
    expect(all.map(({ code }) => code).sort()).toEqual(
      named
        .map(({ organisation_code }) => organisation_code)
        .filter((code) => code.length === 4)
        .sort(),
    );
    expect(all.map(({ name }) => name)).toEqual(
      all.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b, 'sv')),
    );
    const inB4 = await service.deps.db
      .selectFrom('submissions')
      .select('organisation_code')
      .where('year', '=', 2026)
      .where('sharing', '!=', 'statistik')
      .where('organisation_code', '!=', '1281')
      .where('group_code', '=', 'B4')
      .execute();
    const b4 = (await ask(lund, 'kommungrupp-b4')).map(({ code }) => code);
    expect(b4.length).toBeGreaterThan(0);
    expect(b4.sort()).toEqual(inB4.map(({ organisation_code }) => organisation_code).sort());
    expect(await ask(lund, 'lan-09')).toEqual([]);
    const asked = await service.person('coordinator', all[0]?.code);
    expect((await ask(lund, 'kommuner'))[0]?.contacts).toContainEqual({
      name: expect.any(String) as string,
      email: asked.email,
    });
  });

  test('says it to no organisation that is not in the network', async () => {
    const outsider = await service.person('coordinator', '2584');
    const answer = await service.call('GET', '/api/v1/organisations/2584/named-peers?year=2026&peers=kommuner', {
      as: outsider,
    });
    expect(answer.statusCode).toBe(403);
  });

  test('is the same in Excel, numbers as numbers, with whose figure each is', async () => {
    const file = await service.call('GET', '/api/v1/benchmark.xlsx?year=2026&peers=lan-09', { as: lund });
    const [sheet] = await readExcel(file.rawPayload);
    const rows = sheet?.data ?? [];
    const wide = (await get<Benchmark>(lund, '/api/v1/benchmark?year=2026&peers=kommuner')).figures['criterion:SL-01'];
    const heads = rows[0] ?? [];
    const sl01 = rows.find((row) => String(row[heads.indexOf('Namn')]).startsWith('SL-01 ')) ?? [];
    const cell = (head: string) => sl01[heads.indexOf(head)];
    expect([cell('Grupp'), cell('Antal'), cell('Median')]).toEqual([
      'Alla kommuner i nätverket',
      wide && 'n' in wide ? wide.n : null,
      wide && 'n' in wide ? wide.median : null,
    ]);
    // Whoever is not a member gets the open figures, and not the members'.
    const numbers = async (as?: Person) => {
      const answer = await service.call(
        'GET',
        '/api/v1/benchmark.xlsx?year=2026&peers=kommungrupp-b4',
        as ? { as } : {},
      );
      const [own] = await readExcel(answer.rawPayload);
      return JSON.stringify(own?.data);
    };
    expect((await page(undefined)).figures).not.toEqual((await page(lund)).figures);
    expect(await numbers()).not.toBe(await numbers(lund));
  });

  test('puts the wider group’s figure, with its name, where a group’s own cannot be shown', async () => {
    const gotland = await get<Benchmark>(lund, '/api/v1/benchmark?year=2026&peers=lan-09');
    const wide = await get<Benchmark>(lund, '/api/v1/benchmark?year=2026&peers=kommuner');
    expect(gotland.figures['criterion:SL-01']).toHaveProperty('withheld');
    expect(gotland.instead['criterion:SL-01']).toEqual({ peers: 'kommuner', figure: wide.figures['criterion:SL-01'] });
    expect(wide.instead).toEqual({});
  });

  test('a round that has closed gets its edition once', async () => {
    await service.deps.db.updateTable('rounds').set({ closes: '2025-11-01' }).where('year', '=', 2025).execute();
    expect(await closeDueRounds(service.deps)).toEqual([2025]);
    expect(await closeDueRounds(service.deps)).toEqual([]);
    const rounds = await get<Round[]>(undefined, '/api/v1/rounds');
    expect(rounds.map(({ year, edition }) => [year, edition?.reason])).toEqual([
      [2026, 'renewed'],
      [2025, 'closed'],
    ]);
  });

  test('leaving lowers sharing to statistics, ends access to others, and published figures stand', async () => {
    const before = (await page(lund)).figures['criterion:SL-01'];
    const leaver = await service.person('coordinator', codes[8]);
    const learn = `/api/v1/organisations/${codes[8]}/learning?year=2026&criterion=SL-01`;
    expect((await service.call('GET', learn, { as: leaver })).statusCode).toBe(200);
    await post(skl, `/api/v1/members/${codes[8]}/leaving`, { on: '2026-11-23' });
    expect((await service.call('GET', learn, { as: leaver })).json()).toMatchObject({ code: 'not-member' });
    expect((await page(leaver)).publication).toBe('public');
    expect((await service.call('GET', `/api/v1/members/${codes[8]}/assessments/2026`, { as: lund })).statusCode).toBe(
      404,
    );
    expect((await page(lund)).figures['criterion:SL-01']).toEqual({ ...before, edition: 4 });
    // Over the named only it had to be recomputed: nine are left.
    expect((await page(lund)).figures['criterion:SL-04']).toMatchObject({ n: 9, scope: 'named', without: 8 });
  });

  test('never refuses more openness: the next edition is over the named when too few hide each other', async () => {
    for (const code of codes.slice(10, 13)) {
      const one = await service.person('coordinator', code);
      const url = `/api/v1/assessments/${code}-2026/submission`;
      const raised = await service.call('PUT', url, { as: one, payload: { sharing: 'natverket', toCounty: false } });
      expect(raised.statusCode).toBe(204);
      expect(await get(one, url)).toMatchObject({ current: { sharing: 'natverket' } });
    }
    await post(skl, '/api/v1/rounds/2026/editions');
    expect((await page(lund)).figures['criterion:SL-01']).toMatchObject({ scope: 'named', without: 5 });
  });
});
