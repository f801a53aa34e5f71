import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Benchmark } from '../../server/editions/contract.ts';
import { publishEdition } from '../../server/editions/publish.ts';
import { networkPicture } from '../../server/reports/picture.ts';
import { agreementAccount } from '../../server/reports/agreement.ts';
import { reportSource } from '../../server/reports/source.ts';
import type { Block, Document, Table } from '../../server/documents/document.ts';
import { Service, type Person } from './service.ts';
import { kommuner, submitted } from './submitted.ts';

/** SKL's reports: only what anyone may read, and just that. */
let service: Service;
let skl: Person;

beforeAll(async () => {
  service = await Service.start();
  skl = await service.person('network_admin', null);
  const codes = await kommuner(service, 12, 'C8');
  await service.join(...codes);
  await service.round(2026);
  const all = Object.fromEntries(
    ['SL-01', 'SL-02', 'SL-03', 'SL-06', 'SL-07', 'UF-03', 'UF-04', 'UF-05'].map((code) => [code, 0]),
  );
  for (const [i, code] of codes.entries())
    await submitted(service, code, {
      year: 2026,
      levels: Object.fromEntries(Object.keys(all).map((key, j) => [key, (i + j) % 5])),
      sharing: 'oppet',
    });
  await publishEdition(service.deps, 2026, 'early', null);
});
afterAll(() => service.stop());

const tables = ({ blocks }: Document): Table[] =>
  blocks.filter((block: Block): block is Table => block.kind === 'table');
const row = (report: Document, caption: RegExp, first: string) =>
  tables(report)
    .find((table) => caption.test(table.caption))
    ?.rows.find(([name]) => name?.startsWith(first));
const swedish = (value: number) =>
  value.toLocaleString('sv-SE', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

describe('the network’s picture', () => {
  test('has the public figures, one by one, and the sign where there are none', async () => {
    const report = networkPicture(await reportSource(service.deps, 2026));
    const open = (await service.call('GET', '/api/v1/benchmark?year=2026&peers=kommuner')).json<Benchmark>();
    expect(open.publication).toBe('public');
    let shown = 0;
    for (const code of ['SL-01', 'SL-02', 'SL-03', 'UF-03', 'UF-04', 'UF-05']) {
      const figure = open.figures[`criterion:${code}`];
      const cells = row(report, /nivå 0–4 per kriterium/, code) ?? row(report, /Uppföljning: nivå/, code);
      if (figure && 'n' in figure) {
        shown += 1;
        expect(cells?.slice(1, 3)).toEqual([String(figure.n), swedish(figure.median)]);
      } else expect(cells?.slice(1, 3)).toEqual(['..', '..']);
      // Nobody has answered for a region.
      expect(cells?.slice(3)).toEqual(['..', '..']);
    }
    expect(shown).toBeGreaterThan(3);
  });

  test('tells training for itself, and how many are in it', async () => {
    const report = networkPicture(await reportSource(service.deps, 2026));
    expect(row(report, /^Utbildning/, 'SL-06')).toBeDefined();
    expect(row(report, /^Styrning och ledning: nivå/, 'SL-06')).toBeUndefined();
    expect(row(report, /Med i omgången/, 'C8 Landsbygdskommun')?.slice(1)).toEqual(['12', '12']);
    expect(JSON.stringify(report)).toContain(
      '12 kommuner och regioner är med i omgången 2026, och 12 självskattningar',
    );
  });

  test('has no single county, and nothing of an organisation', async () => {
    const text = JSON.stringify(networkPicture(await reportSource(service.deps, 2026)));
    const names = await service.deps.db.selectFrom('organisations').select('name').execute();
    for (const { name } of names) expect(text).not.toContain(`"${name}`);
    expect(text).not.toMatch(/ län"/);
  });
});

describe('the account of the agreement', () => {
  test('has the three sub-goals, year by year, and tells no conditions of a few', async () => {
    const report = agreementAccount(await reportSource(service.deps, 2026));
    expect(row(report, /år för år/, '2026')?.slice(1)).toEqual(['12', '12', '12']);
    expect(row(report, /Nivå 0–4, median/, 'SL-06')).toHaveLength(2);
    expect(JSON.stringify(report)).toContain('För få har svarat på frågorna om förutsättningar');
  });
});

describe('as files', () => {
  const fetch = (name: string, format: string, year = 2026, as = skl) =>
    service.call('GET', `/api/v1/network/reports/${name}.${format}?year=${year}`, { as });

  test.each(['lagesbild', 'redovisning-av-overenskommelsen', 'ekonomisk-redovisning'])(
    '%s, as Word and PDF',
    async (name) => {
      const word = await fetch(name, 'docx');
      expect(word.statusCode).toBe(200);
      const xml = strFromU8(unzipSync(word.rawPayload)['word/document.xml'] ?? new Uint8Array());
      expect(xml).toContain('w:tblHeader');
      const pdf = await fetch(name, 'pdf');
      expect(pdf.statusCode).toBe(200);
      const document = await getDocument({ data: new Uint8Array(pdf.rawPayload), verbosity: 0 }).promise;
      expect((await document.getMetadata()).info).toMatchObject({ Language: 'sv-SE' });
      expect(document.numPages).toBeGreaterThan(0);
    },
  );

  test('the form has every field of annex 1, and both alternatives of the attest', async () => {
    const xml = strFromU8(
      unzipSync((await fetch('ekonomisk-redovisning', 'docx')).rawPayload)['word/document.xml'] ?? new Uint8Array(),
    );
    const text = xml.replaceAll(/<[^>]+>/g, ' ');
    for (const field of [
      'Bidragsmottagare',
      'Organisationsnummer',
      'Kontaktperson',
      'Postadress',
      'Telefon inkl. riktnummer',
      'Faxnummer',
      'E-postadress',
      'diarienummer för överenskommelsen',
      'diarienummer för regeringsbeslutet',
      'benämning',
      'Summa bidrag enligt',
      'har betalats ut',
      'Period',
      'har tagits emot',
      'större kostnadsposter',
      'Summa kostnader',
      'inte har förbrukats',
      'Alternativ 1',
      'Alternativ 2',
      'Avvikelserna',
      'Befattning',
      'Namnförtydligande',
      'Underskrift i original',
    ])
      expect(text).toContain(field);
  });

  test('before there is an edition there is nothing to tell; and only SKL tells it', async () => {
    await service.round(2027);
    expect((await fetch('lagesbild', 'pdf', 2027)).statusCode).toBe(404);
    expect((await fetch('allt', 'pdf')).statusCode).toBe(404);
    const sara = await service.person('coordinator');
    expect((await fetch('lagesbild', 'pdf', 2026, sara)).statusCode).toBe(403);
  });
});
