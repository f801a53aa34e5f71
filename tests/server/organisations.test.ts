import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organisationsFile } from '../../server/config.ts';
import { importOrganisations, type ImportOptions } from '../../server/organisations/import.ts';
import { Service } from './service.ts';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service.stop());

const csv = readFileSync(organisationsFile, 'utf8');
const load = (file: string | Uint8Array, options: Partial<ImportOptions> = {}) =>
  importOrganisations(service.deps, Buffer.from(file), { populationDate: '2025-12-31', ...options });
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
    const file = withReplaces.replace('nära storstad,43891', 'nära storstad,50001');
    const plan = { rows: 309, added: [], changed: [], ended: ['0319'] };
    // First it is told what the file would end, and nothing is stored until that is asked for.
    expect(await load(file)).toEqual({ ok: false, problems: [], plan });
    expect(await load(file, { endMissing: true, preview: true })).toEqual({ ok: true, plan });
    expect((await all()).find(({ code }) => code === '0114')?.population).toBe(43891);
    expect(await load(file, { endMissing: true })).toEqual({ ok: true, plan });
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
    expect(await load(csv)).toEqual({ ok: true, plan: { rows: 310, added: ['0319'], changed: [], ended: [] } });
    expect((await all()).find(({ code }) => code === '0319')?.ended_on).toBeNull();
  });
});

/** Ä is C4 in Windows-1252 and C3 84 in UTF-8: written out here, not made by the decoder that is tested. */
const inWindows1252 = (text: string) =>
  Buffer.from([...text.replaceAll('–', '-')].map((letter) => letter.codePointAt(0) ?? 0));

describe('a file from Swedish Excel', () => {
  const semicolons = csv.replaceAll(',', ';');
  test.each([
    ['CSV UTF-8, with its mark', `\uFEFF${semicolons}`],
    ['CSV, in Windows-1252', inWindows1252(semicolons)],
    ['with the line sep=;', `sep=;\r\n${semicolons}`],
    ['with tabs', csv.replaceAll(',', '\t')],
    ['with empty rows at the end', `${semicolons.trim()}\r\n;;;;;;;;\r\n;;;;;;;;\r\n\r\n`],
    ['with å, ä and ö in two parts, from a Mac', csv.normalize('NFD')],
    ['with blanks in the numbers', csv.replace(',43891', ',43 891')],
    [
      'without county and the group’s name, which follow from the codes',
      csv
        .split('\n')
        .map((line) => line.split(','))
        .filter((cells) => cells.length > 1)
        .map((cells) => [...cells.slice(0, 4), cells[6], cells[8]].join(','))
        .join('\n'),
    ],
  ])('%s is read as what it says', async (_name, file) => {
    const before = await all();
    expect(await load(file)).toEqual({ ok: true, plan: { rows: 310, added: [], changed: [], ended: [] } });
    expect(
      (await all()).map(({ name, county, group_name, population }) => [name, county, group_name, population]),
    ).toEqual(before.map(({ name, county, group_name, population }) => [name, county, group_name, population]));
    expect((await all()).find(({ code }) => code === '1490')?.name).toBe('Borås kommun');
  });

  const first = csv.split('\n')[0] ?? '';
  test.each([
    ['whose letters were lost', csv.replaceAll('å', 'Ã¥'), 0, 'filen', /å, ä och ö/],
    ['in UTF-16', Buffer.from(`\uFEFF${csv}`, 'utf16le'), 0, 'filen', /UTF-8/],
    ['that is an Excel file', Buffer.from('PK\u0003\u0004'), 0, 'filen', /Excelfil/],
    ['without a heading', csv.replace('population', 'antal'), 1, 'population', /saknas bland rubrikerna/],
    ['with headings alone', first, 0, 'filen', /inga rader/],
    [
      'with another county than the code’s',
      csv.replace(',01,Stockholms län', ',03,Stockholms län'),
      2,
      'county_code',
      /01/,
    ],
    ['with a group that is not one', csv.replace(',A2,', ',B9,'), 2, 'group_code', /A1, A2, B3/],
    ['with another name for the group', csv.replace('A2,Pendlingskommun', 'A2,Förort'), 2, 'group', /A2/],
    [
      'with a day that is none',
      `${first},population_date\n${(csv.split('\n')[1] ?? '').trim()},2025-02-30\n`,
      2,
      'population_date',
      /finns/,
    ],
    ['nobody lives in', csv.replace(',43891', ',0'), 2, 'population', /minst 1/],
  ])('%s is refused with what to do, and nothing is stored', async (_name, file, line, field, reason) => {
    const before = JSON.stringify(await all());
    const result = await load(file, { endMissing: true });
    expect(result.ok ? [] : result.problems).toContainEqual({
      line,
      field,
      reason: expect.stringMatching(reason) as string,
    });
    expect(JSON.stringify(await all())).toBe(before);
  });
});
