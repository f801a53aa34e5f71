import readExcel from 'read-excel-file/node';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Heat, Overview, Support, Weakest } from '../../server/network/contract.ts';
import type { RoundMember } from '../../server/memberships/contract.ts';
import { Service, type Person } from './service.ts';
import { kommuner, submitted } from './submitted.ts';

/** SKL's tables as files say what SKL's pages say. */
let service: Service;
let skl: Person;

beforeAll(async () => {
  service = await Service.start();
  skl = await service.person('network_admin', null);
  const codes = await kommuner(service, 6, 'B3');
  await service.join(...codes);
  await service.round(2026);
  for (const [i, code] of codes.slice(0, 5).entries())
    await submitted(service, code, {
      year: 2026,
      levels: { 'SL-01': i % 5, 'SL-02': 2, 'UF-03': 1 },
      sharing: i === 0 ? 'statistik' : 'natverket',
    });
});
afterAll(() => service.stop());

type Cell = string | number | null;
const read = async <T>(path: string) => (await service.call('GET', `/api/v1/${path}`, { as: skl })).json<T>();
async function excel(table: string): Promise<Record<string, Cell>[]> {
  const file = await service.call('GET', `/api/v1/network/tables/${table}.xlsx?year=2026`, { as: skl });
  expect(file.statusCode).toBe(200);
  const [sheet] = await readExcel(file.rawPayload);
  const [heads = [], ...rows] = (sheet?.data ?? []) as Cell[][];
  return rows.map((row) => Object.fromEntries(heads.map((head, i) => [String(head), row[i] ?? null])));
}
async function csv(table: string): Promise<Record<string, string>[]> {
  const { body, headers } = await service.call('GET', `/api/v1/network/tables/${table}.csv?year=2026`, { as: skl });
  expect(headers['cache-control']).toContain('no-store');
  expect(body.startsWith('\uFEFF')).toBe(true);
  return Papa.parse<Record<string, string>>(body.slice(1), { header: true, delimiter: ';', skipEmptyLines: true }).data;
}

describe('each table', () => {
  test('participation', async () => {
    const { groups } = await read<Overview>('network/overview?year=2026');
    expect((await excel('uppslutning')).map((row) => [row.Grupp, row.Med, row.Påbörjade, row.Inskickade])).toEqual(
      groups.map(({ name, joined, started, submitted: sent }) => [name, joined, started, sent]),
    );
  });

  test.each([
    ['omraden', 'area'],
    ['kriterier', 'criterion'],
  ])('%s: every organisation and value', async (table, by) => {
    const { rows, columns } = await read<Heat>(`network/heat?year=2026&by=${by}`);
    expect(rows).toHaveLength(5);
    const written = await excel(table);
    expect(written.map((row) => [row.Organisation, row.Delning])).toEqual(
      rows.map(({ name, sharing }) => [name, sharing]),
    );
    for (const [i, row] of rows.entries())
      expect(columns.map(({ name }) => written[i]?.[name] ?? null)).toEqual(
        row.values.map((value) => (value === 'na' ? '.' : value)),
      );
    // The same in CSV, with decimal commas.
    const text = await csv(table);
    expect(columns.map(({ name }) => text[0]?.[name])).toEqual(
      rows[0]?.values.map((value) => (value === null ? '' : value === 'na' ? '.' : String(value).replace('.', ','))),
    );
  });

  test('where the network is weakest', async () => {
    const weak = await read<Weakest>('network/weakest?year=2026');
    expect((await excel('svagast')).map(({ Kod, Antal, Median }) => [Kod, Antal, Median])).toEqual(
      weak.map(({ code, n, median }) => [code, n, median]),
    );
    expect(weak.length).toBeGreaterThan(0);
  });

  test('wanted support and conditions', async () => {
    const { areas, conditions } = await read<Support>('network/support?year=2026');
    expect(await excel('stod')).toHaveLength(areas.flatMap(({ wishes }) => wishes).length);
    const options = conditions.flatMap(({ options: each, groups }) => each.flatMap(() => [0, ...groups]));
    expect(await excel('forutsattningar')).toHaveLength(options.length);
  });

  test('the members of the round, and memberships', async () => {
    const members = await read<RoundMember[]>('rounds/2026/members');
    expect((await excel('lage')).map((row) => row.Organisation)).toEqual(members.map(({ name }) => name));
    expect((await csv('medlemmar')).map((row) => [row.Från, row.Till])).toEqual(Array(6).fill(['2020-01-01', '']));
  });

  test('another name is not found, and nobody else gets any', async () => {
    expect((await service.call('GET', '/api/v1/network/tables/allt.csv?year=2026', { as: skl })).statusCode).toBe(404);
    const sara = await service.person('coordinator');
    expect((await service.call('GET', '/api/v1/network/tables/stod.csv?year=2026', { as: sara })).statusCode).toBe(403);
  });
});
