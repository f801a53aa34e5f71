import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse as parseRdf, type Quad } from 'oxigraph';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rememberKey, retireKey, rotateKeyFile, signerFromFile, signerOf } from '../../server/open/keys.ts';
import type { SignedResult } from '../../server/open/result.ts';
import { verdictOn } from '../../server/open/verdict.ts';
import { DATASETS } from '../../server/opendata/datasets.ts';
import { Service, type Person } from './service.ts';
import { kommuner, submitted } from './submitted.ts';

let service: Service;
let coordinator: Person;
const LUND = '1281';
const MARK = '=1+1 Bara öppet sägs detta;=2+2 med;"=3+3 "citat", komma och\n- ny rad';
/** Text as it stands in a CSV: what a spreadsheet would run has an apostrophe before it, and a list stays a list. */
const GUARDED = new Map([
  [MARK, MARK.replaceAll('=', "'=")],
  [`Underlag ${MARK}`, `Underlag ${MARK.replace(';=', ";'=").replace('"=', '"\'=')}`],
]);

beforeAll(async () => {
  service = await Service.start({ contactEmail: 'data@skl.example' });
  coordinator = await service.person('coordinator', LUND);
  await service.round();
  const others = await kommuner(service, 14, 'B3');
  await service.join(LUND, ...others);
  for (const [i, code] of others.entries())
    await submitted(service, code, { sharing: 'statistik', levels: { 'SL-01': i % 4, 'SL-02': 2 } });
  await submitted(service, LUND, { sharing: 'oppet', levels: { 'SL-01': 3, 'SL-02': 4 }, motivation: MARK });
  await service.closeRound();
});
afterAll(() => service.stop());

const get = async (url: string) => {
  const response = await service.call('GET', url);
  expect(response.statusCode, url).toBe(200);
  return response;
};

interface Field {
  readonly name: string;
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly constraints?: { readonly required?: boolean; readonly enum?: string[] };
}

/** What a value of a type looks like in a CSV by JSON Table Schema. */
const LOOKS: Readonly<Record<string, RegExp>> = {
  string: /[\s\S]/,
  integer: /^-?\d+$/,
  number: /^-?\d+(\.\d+)?$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  year: /^\d{4}$/,
};

test.each(DATASETS.map((dataset) => [dataset.id, dataset] as const))(
  '%s: every CSV is what its schema says, to another parser, and the same as the JSON',
  async (id, dataset) => {
    const schema = (await get(`/data/${id}.schema.json`)).json<{ fields: Field[] }>();
    for (const part of await dataset.parts(service.deps)) {
      const name = `/data/${id}${part ? `-${part}` : ''}`;
      const csv = await get(`${name}.csv`);
      expect(csv.headers).toMatchObject({
        'content-type': 'text/csv; charset=utf-8',
        'access-control-allow-origin': '*',
      });
      const { data, errors, meta } = Papa.parse<Record<string, string>>(csv.body, {
        header: true,
        skipEmptyLines: true,
      });
      expect(errors).toEqual([]);
      expect(meta.fields).toEqual(schema.fields.map((field) => field.name));
      for (const row of data) {
        for (const { name: column, type, constraints } of schema.fields) {
          const value = row[column] ?? '';
          if (value === '') expect(constraints?.required ?? false, `${name} ${column}`).toBe(false);
          else expect(value, `${name} ${column}`).toMatch(LOOKS[type] ?? /^$/);
          if (value !== '' && constraints?.enum) expect(constraints.enum).toContain(value);
        }
      }
      const { rows, license } = (await get(`${name}.json`)).json<{
        rows: Record<string, string | number | boolean | null>[];
        license: string;
      }>();
      expect(license).toMatch(/^http:\/\/creativecommons\.org\//);
      const asCsv = (value: string | number | boolean | null) =>
        value === null ? '' : (GUARDED.get(String(value)) ?? String(value));
      expect(rows.map((row) => Object.values(row).map(asCsv))).toEqual(data.map((row) => Object.values(row)));
      if (id !== 'skyltfonster') expect(rows.length, name).toBeGreaterThan(0);
    }
  },
);

test('figures in the files are the public publication and nothing else', async () => {
  const { rows } = (await get('/data/siffror-2026.json')).json<{ rows: Record<string, unknown>[] }>();
  const of = (grupp: string) => rows.find((row) => row.grupp === grupp && row.matt === 'criterion:SL-01');
  expect(of('kommuner')).toMatchObject({ visas: true, antal: 15, omfattar: 'alla' });
  // In a group, the public meets only those that are open: one is too few.
  expect(of('kommungrupp-b3')).toMatchObject({ visas: false, antal: null, median: null });
});

test('what an organisation wrote is in the file of reasons, as it was written, and in no figures', async () => {
  const { rows } = (await get('/data/motiveringar-2026.json')).json<{ rows: Record<string, unknown>[] }>();
  expect(rows[0]).toMatchObject({ organisation: LUND, motivering: MARK });
  expect((await get('/data/sjalvskattningar-2026.csv')).body).not.toContain('citat');
});

describe('the catalogue by DCAT-AP-SE 3.0.1', () => {
  const FORMATS = {
    ttl: 'text/turtle',
    jsonld: 'application/ld+json',
    rdf: 'application/rdf+xml',
  } as const;
  const read = async (format: keyof typeof FORMATS): Promise<Quad[]> =>
    parseRdf((await get(`/data/katalog.${format}`)).body, { format: FORMATS[format] });
  const asText = (quads: readonly Quad[]) => quads.map((each) => each.toString()).sort();

  test('is the same graph in Turtle, JSON-LD and RDF/XML, to an independent parser', async () => {
    const turtle = asText(await read('ttl'));
    expect(turtle.length).toBeGreaterThan(100);
    expect(asText(await read('jsonld'))).toEqual(turtle);
    expect(asText(await read('rdf'))).toEqual(turtle);
  });

  const DCAT = 'http://www.w3.org/ns/dcat#';
  const DCT = 'http://purl.org/dc/terms/';
  /** Mandatory in DCAT-AP-SE 3.0.1 (cardinality at least 1), with what else the portal asks: class → properties. */
  const MANDATORY: readonly (readonly [string, readonly string[]])[] = [
    [`${DCAT}Catalog`, [`${DCT}title`, `${DCT}description`, `${DCT}publisher`, `${DCT}license`, `${DCAT}dataset`]],
    [
      `${DCAT}Dataset`,
      [`${DCT}title`, `${DCT}description`, `${DCT}publisher`, `${DCAT}contactPoint`, `${DCAT}distribution`],
    ],
    [`${DCAT}Distribution`, [`${DCAT}accessURL`, `${DCAT}downloadURL`, `${DCT}license`, `${DCT}format`]],
    ['http://xmlns.com/foaf/0.1/Agent', ['http://xmlns.com/foaf/0.1/name']],
    [
      'http://www.w3.org/2006/vcard/ns#Organization',
      ['http://www.w3.org/2006/vcard/ns#fn', 'http://www.w3.org/2006/vcard/ns#hasEmail'],
    ],
  ];
  const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

  test.each(MANDATORY)('every %s has its mandatory properties', async (type, properties) => {
    const quads = await read('ttl');
    const subjects = quads
      .filter(({ predicate, object }) => predicate.value === TYPE && object.value === type)
      .map(({ subject }) => subject.value);
    expect(subjects.length).toBeGreaterThan(0);
    for (const subject of subjects) {
      const has = new Set(
        quads.filter((each) => each.subject.value === subject).map(({ predicate }) => predicate.value),
      );
      for (const property of properties) expect([...has], subject).toContain(property);
    }
  });

  test('one publisher, absolute addresses, no blank nodes, licences by their exact address, CC0 on the catalogue', async () => {
    const quads = await read('ttl');
    for (const { subject, object } of quads) {
      expect(subject.termType).toBe('NamedNode');
      expect(object.termType).not.toBe('BlankNode');
      if (object.termType === 'NamedNode') expect(object.value).toMatch(/^(https?:\/\/|mailto:)/);
    }
    const values = (property: string) => quads.filter(({ predicate }) => predicate.value === property);
    expect(new Set(values(`${DCT}publisher`).map(({ object }) => object.value)).size).toBe(1);
    for (const { subject, object } of values(`${DCT}license`)) {
      expect([
        'http://creativecommons.org/publicdomain/zero/1.0/',
        'http://creativecommons.org/licenses/by/4.0/',
      ]).toContain(object.value);
      if (subject.value.endsWith('#katalog')) expect(object.value).toContain('zero');
    }
  });

  test('every address that it gives for download, schema or page answers', async () => {
    const quads = await read('ttl');
    const addresses = quads
      .filter(({ predicate }) =>
        [`${DCAT}downloadURL`, `${DCT}conformsTo`, `${DCAT}accessURL`, `${DCAT}landingPage`].includes(predicate.value),
      )
      .map(({ object }) => object.value.replace(service.deps.config.publicUrl, '').replace(/#.*/, ''));
    expect(addresses.length).toBeGreaterThan(10);
    for (const address of new Set(addresses)) await get(address);
  });
});

describe('an open result that can be verified', () => {
  const result = async () => (await get(`/data/resultat/${LUND}/2026.json`)).json<SignedResult>();
  const verify = async (text: string) =>
    (
      await service.call('POST', `/oppet/${LUND}/2026/kontroll`, {
        payload: new URLSearchParams({ fil: text }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    ).body;

  test('says whose own assessment it is, and nothing of approval', async () => {
    const { document, signature } = await result();
    expect(document.statement).toBe('Självskattning 2026, egen bedömning, kriterier 2.0');
    expect(signature.alg).toBe('EdDSA');
    const page = (await get(`/oppet/${LUND}/2026/kontroll`)).body;
    expect(page).toContain('Självskattning 2026, egen bedömning, kriterier 2.0');
    expect(page).not.toMatch(/godkän|certifier|intyg/i);
    // Twice the same bytes, twice the same signature.
    expect((await result()).signature).toEqual(signature);
  });

  test('is genuine as it is, and not after one letter', async () => {
    const file = await result();
    expect(await verify(JSON.stringify(file))).toContain(
      'Lunds kommun: Självskattning 2026, egen bedömning, kriterier 2.0</h3><p>Det undertecknade innehållet är äkta. Det är detsamma som visas nu.',
    );
    // Order and spaces do not matter: the canonical form is signed.
    const turned = { signature: file.signature, document: Object.fromEntries(Object.entries(file.document).reverse()) };
    expect(await verify(JSON.stringify(turned, null, 4))).toContain(
      'Lunds kommun: Självskattning 2026, egen bedömning, kriterier 2.0</h3><p>Det undertecknade innehållet är äkta. Det är detsamma som visas nu.',
    );
    const changed = JSON.parse(JSON.stringify(file)) as { document: { answers: { level: number }[] } };
    (changed.document.answers[0] as { level: number }).level = 4;
    expect(await verify(JSON.stringify(changed))).toContain('Signaturen stämmer inte');
    const { publicKey: _public, ...stranger } = signerOf(generateKeyPairSync('ed25519').privateKey);
    const forged = { ...file, signature: { ...file.signature, kid: stranger.kid } };
    expect(await verify(JSON.stringify(forged))).toContain('inte undertecknad av den här tjänsten');
    const with_ = (change: object) => JSON.stringify({ ...file, ...change });
    const { kid } = file.signature;
    for (const text of [
      '',
      '{}',
      'inte json',
      '[1]',
      '{"document":{},"signature":{}}',
      // What JSON can say and the canonical form cannot.
      JSON.stringify(file).replace('"year":2026', '"year":1e999'),
      with_({ document: { a: '\ud800' } }),
      with_({ signature: { ...file.signature, kid: kid.replace(/.$/, '\0') } }),
      // Nothing may stand beside what is signed.
      with_({ decision: 'Godkänd' }),
    ])
      expect(await verify(text), text.slice(0, 80)).toContain('går inte att läsa');
    const hidden = JSON.stringify(file).replace('"document":{', '"document":{"__proto__":{"level":4},');
    expect(await verify(hidden)).toContain('Signaturen stämmer inte');
    // The longest file there can be is still read.
    const long = with_({ document: { ...file.document, note: 'å'.repeat(400_000) } });
    expect(await verify(long)).toContain('Signaturen stämmer inte');
  });

  test('is not there for anyone who is not open', async () => {
    const [other = ''] = await kommuner(service, 1, 'B3');
    for (const url of [
      `/oppet/${other}`,
      `/oppet/${other}/2026`,
      `/oppet/${other}/2026/kontroll`,
      `/data/resultat/${other}/2026.json`,
    ])
      expect((await service.call('GET', url)).statusCode, url).toBe(404);
    expect((await get('/oppet')).body).not.toContain(`/oppet/${other}`);
  });

  test('outlives the key: what the old one signed is still genuine', async () => {
    const old = await result();
    const folder = mkdtempSync(join(tmpdir(), 'mr-kollen-key-'));
    const file = join(folder, 'signing-key.pem');
    const first = signerFromFile(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(signerFromFile(file).kid).toBe(first.kid);
    const { signer: second, replaced } = rotateKeyFile(file);
    expect(replaced?.kid).toBe(signerFromFile(`${file}.${replaced?.kid.slice(0, 12) ?? ''}`).kid);
    expect(second.kid).not.toBe(first.kid);
    rmSync(folder, { recursive: true });
    await rememberKey(service.deps, second);
    // Another process may still sign with the old one: it is retired when it is replaced, not when a new one is met.
    expect(await verdictOn(service.deps, JSON.stringify(old))).toMatchObject({ retiredAt: null });
    await retireKey(service.deps, service.deps.signer.kid);
    const verdict = await verdictOn(service.deps, JSON.stringify(old));
    expect(verdict).toMatchObject({ kind: 'genuine', current: true, retiredAt: '2026-11-23T08:00:00.000Z' });
    const { keys } = (await get('/data/nycklar.json')).json<{ keys: { kid: string; retired: string | null }[] }>();
    expect(keys.find(({ kid }) => kid === second.kid)?.retired).toBeNull();
    expect(keys.find(({ kid }) => kid === old.signature.kid)?.retired).not.toBeNull();
    await rememberKey(service.deps, service.deps.signer);
  });

  test('the page says what it finds: of the signature, and of the decision', async () => {
    const page = async () => (await get(`/oppet/${LUND}/2026/kontroll`)).body;
    const standing = async () => (await result()).document.decision.standing;
    const { db, signer } = service.deps;
    expect(await page()).toContain('Signaturen stämmer.');
    expect(await page()).toContain('Uppgifterna är de som beslutades.');

    const key = db.updateTable('signing_keys').where('kid', '=', signer.kid);
    await key.set({ public_key: signerOf(generateKeyPairSync('ed25519').privateKey).publicKey }).execute();
    expect(await page()).toContain('Signaturen stämmer inte.');
    await key.set({ public_key: signer.publicKey }).execute();

    const answer = db.updateTable('answers').where('assessment_id', '=', `${LUND}-2026`).where('code', '=', 'SL-01');
    await answer.set({ level: 4 }).execute();
    expect(await standing()).toBe('changed');
    expect(await page()).toContain('Uppgifterna är inte de som beslutades.');
    await answer.set({ level: 3 }).execute();
    expect(await standing()).toBe('as-decided');

    await service.call('POST', `/api/v1/assessments/${LUND}-2026/masks`, {
      as: coordinator,
      payload: { code: 'SL-01', fragment: 'citat' },
    });
    expect(await standing()).toBe('masked');
    expect(await page()).toContain('Personuppgifter har maskerats efter beslutet.');
    // Masking excuses what was masked, and nothing that was changed by another way.
    await answer.set({ level: 4 }).execute();
    expect(await standing()).toBe('changed');
    await answer.set({ level: 3 }).execute();
  });

  test('when it is no longer open, the file is genuine but not what is shown, and every open thing is gone', async () => {
    const file = await result();
    const before = (await get('/sitemap.xml')).body;
    expect(before).toContain(`/oppet/${LUND}/2026<`);
    await service.call('PUT', `/api/v1/assessments/${LUND}-2026/submission`, {
      as: coordinator,
      payload: { sharing: 'natverket', toCounty: false },
    });
    expect(await verdictOn(service.deps, JSON.stringify(file))).toMatchObject({ kind: 'genuine', current: false });
    expect((await get('/sitemap.xml')).body).not.toContain('/oppet/1281');
    for (const url of [
      `/oppet/${LUND}`,
      `/oppet/${LUND}/2026`,
      `/data/resultat/${LUND}/2026.json`,
      '/data/motiveringar-2026.csv',
    ])
      expect((await service.call('GET', url)).statusCode, url).toBe(404);
  });
});

test('what people write is text in the feed, on the page and in its metadata', async () => {
  const skl = await service.person('network_admin', null);
  const hostile = '</script><script>alert(1)</script>]]><b>x</b>';
  const made = await service.call('POST', `/api/v1/organisations/${LUND}/examples`, {
    as: coordinator,
    payload: { subject: 'SL-01', title: hostile },
  });
  const { id, slug } = made.json<{ id: string; slug: string }>();
  const text = {
    title: hostile,
    what: hostile,
    why: hostile,
    effect: hostile,
    hard: hostile,
    time: '',
    suited: '',
    contact: hostile,
    contactEmail: '',
    link: '',
    pictures: [],
  };
  const go = (method: string, url: string, as: Person, payload: object, revision: number) =>
    service.call(method, url, { as, payload, headers: { 'if-match': `"${revision}"` } });
  await go('PUT', `/api/v1/organisations/${LUND}/examples/${id}`, coordinator, text, 1);
  await go('POST', `/api/v1/organisations/${LUND}/examples/${id}/steps`, coordinator, { step: 'consent' }, 2);
  await go('POST', `/api/v1/network/examples/${id}/steps`, skl, { step: 'publish' }, 3);
  for (const url of ['/skyltfonster', `/skyltfonster/${slug}`, '/skyltfonster/flode.xml', '/']) {
    const { body } = await get(url);
    expect(body, url).not.toMatch(/<script>alert|<b>x/);
  }
  expect((await get('/skyltfonster/flode.xml')).body).toContain('&#60;script&#62;');
});
