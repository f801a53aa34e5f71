import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { XmlDocument, XmlElement, XsdValidator } from 'libxml2-wasm';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Service, type Person } from './service.ts';

/** What goes to the e-archive: readable without the tool, and nothing changed without it showing. */
let service: Service;
let sara: Person;
let id: string;
let folder: Record<string, Uint8Array> = {};

const schema = XmlDocument.fromString(readFileSync(new URL('../schemas/mets-csip.xsd', import.meta.url), 'utf8'));
const validator = XsdValidator.fromDoc(schema);
const fetch = (as = sara) => service.call('GET', `/api/v1/assessments/${id}/archive.zip`, { as });
const post = (path: string, payload: object) =>
  service.call('POST', `/api/v1/assessments/${id}/${path}`, { as: sara, payload });
const text = (name: string) => strFromU8(folder[name] ?? new Uint8Array());
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** Reads the package: its one folder's files, by their place in it. */
async function read(): Promise<void> {
  const answer = await fetch();
  expect(answer.statusCode).toBe(200);
  const parts = unzipSync(answer.rawPayload);
  expect(Object.keys(parts).every((name) => name.startsWith(`mr-kollen-${id}/`))).toBe(true);
  folder = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name.slice(`mr-kollen-${id}/`.length), part]),
  );
}

beforeAll(async () => {
  service = await Service.start();
  sara = await service.person('coordinator');
  id = await service.assessment(sara);
  await service.answer(sara, id, 'SL-01', { level: 2, motivation: 'Anna & <alla> "andra"' });
});
afterAll(() => service.stop());

test('before the decision there is nothing to keep', async () => {
  expect((await fetch()).statusCode).toBe(409);
});

describe('of an adopted assessment', () => {
  beforeAll(async () => {
    await post('transitions', { to: 'ready' });
    const { hash } = (await service.call('GET', `/api/v1/assessments/${id}`, { as: sara })).json<{ hash: string }>();
    const decision = {
      body: 'Kommunstyrelsen & råd',
      date: '2026-01-10',
      paragraph: '12',
      diarienummer: 'KS 2026/1',
      maxSharing: 'none',
    };
    await post('transitions', { to: 'adopted', hash, decision });
    await read();
  });

  test('has what it should, and nothing else', () => {
    expect(Object.keys(folder).sort()).toEqual([
      'METS.xml',
      'documentation/LAS-MIG.txt',
      'documentation/kriterier-2.0.json',
      'metadata/descriptive/dc.xml',
      'representations/rep1/METS.xml',
      'representations/rep1/data/sjalvskattning.json',
      'representations/rep1/data/sjalvskattning.pdf',
    ]);
  });

  test.each(['METS.xml', 'representations/rep1/METS.xml'])(
    '%s is valid, and the schema would notice if it were not',
    (name) => {
      const xml = text(name);
      expect(() => {
        validator.validate(XmlDocument.fromString(xml));
      }).not.toThrow();
      // The library does not follow references, so that is done here.
      const ids = new Set([...xml.matchAll(/ ID="([^"]*)"/g)].map(([, one]) => one));
      const referred = [...xml.matchAll(/ (?:FILEID|DMDID)="([^"]*)"/g)].map(([, one]) => one);
      expect(referred.length).toBeGreaterThan(0);
      expect(referred.filter((one) => !ids.has(one))).toEqual([]);
      for (const [from, to] of [
        [/ OBJID="[^"]*"/, ''],
        [/ROLE="ARCHIVIST"/, 'ROLE="BOSS"'],
        [/ CHECKSUMTYPE="SHA-256"/, ' CHECKSUMTYPE="MD5"'],
        [/<structMap[\s\S]*<\/structMap>/, ''],
        [/ FILEID="[^"]*"/, ''],
        [/LABEL="CSIP"/, 'LABEL="annat"'],
      ] as const) {
        const broken = xml.replace(from, to);
        expect(broken).not.toBe(xml);
        expect(() => {
          validator.validate(XmlDocument.fromString(broken));
        }, String(from)).toThrow();
      }
    },
  );

  test.each([
    ['METS.xml', ''],
    ['representations/rep1/METS.xml', 'representations/rep1/'],
  ])('%s lists each file with its size and checksum', (name, within) => {
    const mets = XmlDocument.fromString(text(name));
    const rows = mets.find('//m:file | //m:mdRef', { m: 'http://www.loc.gov/METS/' });
    expect(rows.length).toBeGreaterThan(1);
    for (const node of rows) {
      if (!(node instanceof XmlElement)) throw new Error('Files are elements.');
      const value = (name: string) => node.attrs.find((each) => each.name === name)?.value;
      const located = node.name === 'mdRef' ? node : node.firstChild;
      const href =
        (located instanceof XmlElement ? located : node).attrs.find(({ name }) => name === 'href')?.value ?? '';
      const bytes = folder[within + href];
      expect(bytes, href).toBeDefined();
      expect(value('SIZE')).toBe(String(bytes?.length));
      expect(value('CHECKSUM')).toBe(sha256(bytes ?? new Uint8Array()));
    }
  });

  test('names package type, software and whose it is, by the profile', () => {
    const xml = text('METS.xml');
    expect(xml).toContain('PROFILE="https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"');
    expect(xml).toContain('csip:OAISPACKAGETYPE="SIP"');
    expect(xml).toContain('csip:NOTETYPE="SOFTWARE VERSION"');
    expect(xml).toContain('<name>Lunds kommun</name><note csip:NOTETYPE="IDENTIFICATIONCODE">1281</note>');
    expect(text('metadata/descriptive/dc.xml')).toContain('Kommunstyrelsen &#38; råd');
    expect(() => XmlDocument.fromString(text('metadata/descriptive/dc.xml'))).not.toThrow();
  });

  test('has the content that the decision was about, byte for byte, and the criteria it was answered by', async () => {
    const { hash } = await service.deps.db
      .selectFrom('assessments')
      .select('hash')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(sha256(folder['representations/rep1/data/sjalvskattning.json'] ?? new Uint8Array())).toBe(hash);
    expect(text('documentation/LAS-MIG.txt')).toContain(`Kontrollsumma för det som beslutet gällde: ${hash}`);
    const { criteria } = JSON.parse(text('documentation/kriterier-2.0.json')) as {
      criteria: { code: string; levels: string[] }[];
    };
    expect(criteria).toHaveLength(51);
    expect(criteria.every(({ levels }) => levels.length === 5)).toBe(true);
  });

  test('has a PDF that says it is PDF/A-2a, in Swedish, with every answer', async () => {
    const bytes = folder['representations/rep1/data/sjalvskattning.pdf'] ?? new Uint8Array();
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
    const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
    expect((await document.getMetadata()).info).toMatchObject({ Language: 'sv-SE' });
    const pages = await Promise.all(
      Array.from({ length: document.numPages }, async (_none, i) => (await document.getPage(i + 1)).getTextContent()),
    );
    const words = pages.flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : ''))).join(' ');
    expect(words).toContain('Anna & <alla> "andra"');
    expect(words).toContain('SL-19');
  });

  test('after masking says so, and has the words nowhere', async () => {
    await post('masks', { code: 'SL-01', fragment: 'Anna' });
    await read();
    for (const [name, bytes] of Object.entries(folder))
      expect(Buffer.from(bytes).toString('utf8'), name).not.toContain('Anna');
    expect(text('documentation/LAS-MIG.txt')).toContain('maskerats efter beslutet');
  });

  test('is nobody else’s', async () => {
    expect((await fetch(await service.person('coordinator', '1282'))).statusCode).toBe(404);
    expect((await fetch(await service.person('contributor'))).statusCode).toBe(403);
  });
});
