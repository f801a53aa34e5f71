import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organisationsFile } from '../../server/config.ts';
import { importOrganisations } from '../../server/organisations/import.ts';
import { Service } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service.stop());

const csv = readFileSync(organisationsFile, 'utf8');
const load = (text: string) => importOrganisations(service.deps, text, '2025-12-31');
const all = () => service.deps.db.selectFrom('organisations').selectAll().orderBy('code').execute();

describe('the reference file', () => {
  test('holds 290 kommuner and 20 regioner', async () => {
    const rows = await all();
    expect(rows.filter(({ kind }) => kind === 'kommun')).toHaveLength(290);
    expect(rows.filter(({ kind }) => kind === 'region')).toHaveLength(20);
  });

  test('comes by page', async () => {
    const first = (await service.call('GET', '/api/v1/organisations?limit=200')).json<{
      organisations: unknown[];
      next: string;
    }>();
    const second = (await service.call('GET', `/api/v1/organisations?limit=200&after=${first.next}`)).json<{
      organisations: unknown[];
      next: null;
    }>();
    expect(first.organisations).toHaveLength(200);
    expect(second.organisations).toHaveLength(110);
    expect(second.next).toBeNull();
  });
});

describe('a new file', () => {
  test.each([
    [
      'a population that is not a number',
      '0114,kommun,Upplands Väsby kommun,Upplands Väsby,01,Stockholms län,A2,Pendlingskommun nära storstad,43891',
      '0114,kommun,Upplands Väsby kommun,Upplands Väsby,01,Stockholms län,A2,Pendlingskommun nära storstad,många',
      2,
      'population',
    ],
    ['a code that lost its zero', '0115,kommun', '115,kommun', 3, 'code'],
    [
      'an unknown group',
      '01,Stockholms län,A2,Pendlingskommun nära storstad,43293',
      '01,Stockholms län,D1,Pendlingskommun nära storstad,43293',
      4,
      'group_code',
    ],
    ['a code on two lines', '0120,kommun', '0117,kommun', 5, 'code'],
    ['a line with a field too few', '0123,kommun,Järfälla kommun,Järfälla', '0123,kommun,Järfälla', 6, 'rad'],
  ])('with %s is refused with its line, and nothing is imported', async (_what, from, to, line, field) => {
    const before = JSON.stringify(await all());
    expect(csv).toContain(from);
    const result = await load(csv.replace(from, to).replace('Ale kommun', 'Ale stad'));
    expect(result.ok ? [] : result.problems).toContainEqual(expect.objectContaining({ line, field }));
    expect(JSON.stringify(await all())).toBe(before);
  });

  test('changes population and group, and marks what is gone as ended with its successor', async () => {
    const gone = csv
      .split('\n')
      .filter((line) => !line.startsWith('0319,'))
      .join('\n');
    const withReplaces = gone
      .trim()
      .split('\n')
      .map((line, i) => (i === 0 ? `${line},replaces` : `${line},${line.startsWith('0305,') ? '0319' : ''}`))
      .join('\n');
    const result = await load(withReplaces.replace('nära storstad,43891', 'nära storstad,50001'));
    expect(result).toEqual({ ok: true, imported: 309, ended: ['0319'] });
    const rows = await all();
    expect(rows.find(({ code }) => code === '0114')).toMatchObject({
      population: 50001,
      population_date: '2025-12-31',
    });
    expect(rows.find(({ code }) => code === '0319')).toMatchObject({
      name: 'Älvkarleby kommun',
      ended_on: '2026-11-23',
      successor_code: '0305',
    });
    expect(await load(csv)).toMatchObject({ ok: true, imported: 310, ended: [] });
    expect((await all()).find(({ code }) => code === '0319')?.ended_on).toBeNull();
  });
});
