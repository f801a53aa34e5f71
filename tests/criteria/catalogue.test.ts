import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCatalogues } from '../../criteria/catalogue/load.ts';
import { criteriaFolder } from '../../server/config.ts';
import { v1, v2 } from './builders.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mr-kollen-criteria-'));
  for (const part of ['1.0', '2.0', 'reference', 'checksums.json'])
    cpSync(join(criteriaFolder, part), join(folder, part), { recursive: true });
  // Names criteria of later versions too.
  rmSync(join(folder, 'reference/kolada.yaml'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const SL = '2.0/styrning-och-ledning.yaml';
const MAP = '2.0/mapping.yaml';
const CAT = '2.0/catalogue.yaml';
const RULES = '2.0/rules.yaml';

/** What is broken · file · text replaced · by · expected reason. The line is where the replacement begins. */
const BROKEN: [what: string, file: string, from: string, to: string, reason: RegExp][] = [
  ['unreadable YAML', SL, 'title: Politiskt beslut', 'title: [Politiskt beslut', /YAML/],
  ['the same field twice', SL, '    title: Politiskt', '    title: A\n    title: Politiskt', /två gånger/],
  ['unknown role', SL, 'roles: [demokratiaktor]', 'roles: [demokratiaktör]', /uppdraget «demokratiaktör» finns inte/],
  ['unknown theme', SL, 'themes: [styrning]', 'themes: [styrelse]', /temat «styrelse» finns inte/],
  ['unknown principle', SL, 'principle: transparens', 'principle: öppenhet', /rättighetsprincipen «öppenhet»/],
  ['unknown SDG target', SL, 'sdg: ["16.6", "16.b"]', 'sdg: ["16.6", "16.d"]', /delmålet «16.d» finns inte/],
  ['SDG target without quotes', SL, 'sdg: ["16.10", "16.6"]', 'sdg: [16.10, "16.6"]', /citattecken/],
  ['unknown source', SL, 'sources: [S004, P-LUND, P-IMP]', 'sources: [S099]', /källan «S099»/],
  ['unknown support', SL, 'support: [SKR-MR, MRW]', 'support: [SKL]', /stödet «SKL»/],
  ['unknown convention', SL, 'rights: [RF 1:2, ICCPR 2, ICESCR 2]', 'rights: [XYZ 2]', /rättighetskällan «XYZ»/],
  [
    'missing level',
    SL,
    '      4: Fullmäktige får minst en gång',
    '      # 4: Fullmäktige får minst en gång',
    /levels 4 saknas/,
  ],
  [
    'a sixth level',
    SL,
    '      4: Fullmäktige får',
    '      5: Ännu bättre.\n      4: Fullmäktige får',
    /Nivåerna är 0–4/,
  ],
  ['empty level', SL, '0: Fullmäktige har inte behandlat frågan.', '0: ""', /är tom/],
  [
    'two levels with the same text',
    SL,
    '0: Fullmäktige har inte behandlat frågan.',
    '0: Mänskliga rättigheter nämns i en vision eller ett måldokument, men det finns inget eget beslut.',
    /har samma text/,
  ],
  [
    'a level borrowed from another criterion',
    SL,
    '0: Fullmäktige har inte behandlat frågan.',
    '0: Ingen har uppdraget, varken i politiken eller i förvaltningen.',
    /samma text som i/,
  ],
  [
    'vague wording',
    SL,
    '0: Fullmäktige har inte behandlat frågan.',
    '0: Fullmäktige arbetar aktivt med frågan.',
    /går inte att kontrollera/,
  ],
  ['a rule about an unknown criterion', RULES, 'to: SL-03', 'to: SL-99', /SL-99 finns inte i version 2\.0/],
  ['a rule about an unknown condition', RULES, 'condition: FS-01', 'condition: FS-99', /FS-99 finns inte/],
  ['a rule about an unknown indicator', RULES, 'indicator: NT-01', 'indicator: NT-99', /NT-99 finns inte/],
  [
    'a rule about an option that is not there',
    RULES,
    'options: [0]',
    'options: [4]',
    /FS-01 har inget svarsalternativ 4/,
  ],
  ['a rule with an unknown field', RULES, 'at_least: 1', 'atleast: 1', /känns igen: atleast/],
  ['duplicate code', SL, 'code: SL-02', 'code: SL-01', /används två gånger/],
  ['code of another area', SL, 'code: SL-02', 'code: UF-99', /hör inte hemma/],
  ['malformed code', SL, 'code: SL-02', 'code: SL2', /kod som SL-01/],
  [
    'question without a question mark',
    SL,
    'hela organisationens arbete?',
    'hela organisationens arbete.',
    /frågetecken/,
  ],
  ['unknown field', SL, '    starter: true', '    startar: true', /startar/],
  ['missing field', SL, '    why: Ett eget beslut', '    # why: Ett eget beslut', /why saknas/],
  [
    'applies to nobody known',
    '2.0/agenda-2030.yaml',
    'applies_to: [kommun]',
    'applies_to: [landsting]',
    /kommun eller region/,
  ],
  [
    'övergripande beside another role',
    SL,
    'roles: [overgripande]',
    'roles: [overgripande, arbetsgivare]',
    /övergripande kan inte/,
  ],
  [
    'criterion left out of the mapping',
    MAP,
    'AG-03, AG-04, AG-07]',
    'AG-03, AG-04]',
    /AG-07 i version 2.0 finns inte med/,
  ],
  ['unknown criterion in the mapping', MAP, 'AG-03, AG-04, AG-07]', 'AG-03, AG-04, AG-07, AG-99]', /AG-99 finns inte/],
  ['criterion mapped twice', MAP, 'same: [SL-01,', 'same: [SL-08, SL-01,', /mer än ett ställe/],
  [
    '"same" with changed levels',
    SL,
    '0: Fullmäktige har inte behandlat frågan.',
    '0: Frågan är inte behandlad i fullmäktige.',
    /kan inte vara same/,
  ],
  ['split into one', MAP, 'to: [SL-11, UF-06]', 'to: [SL-11]', /minst två/],
  ['version other than the folder', CAT, 'version: "2.0"', 'version: "2.1"', /mappen heter/],
  ['missing file', CAT, 'file: uppfoljning.yaml', 'file: uppföljning.yaml', /Filen finns inte/],
  ['share without a whole', CAT, 'denominator: Alla förtroendevalda, ', '', /numerator och denominator/],
  ['indicator for an unknown criterion', CAT, 'criteria: [SL-06] }', 'criteria: [SL-66] }', /SL-66 finns inte/],
  ['changed level text in a published version', SL, '4: Utfallet jämförs', '4: Resultatet jämförs', /same|publicerad/],
  [
    'changed grouping in a published version',
    SL,
    'themes: [upphandling, styrning]',
    'themes: [styrning]',
    /publicerad/,
  ],
];

describe('broken catalogues are refused with file, line and reason', () => {
  test.each(BROKEN)('%s', (_what, file, from, to, reason) => {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    expect(before, 'the text to break').toContain(from);
    writeFileSync(path, before.replace(from, to));
    const loaded = loadCatalogues(folder);
    expect(loaded.ok).toBe(false);
    if (loaded.ok) return;
    const found = loaded.problems.find((problem) => reason.test(problem.reason));
    expect(found, JSON.stringify(loaded.problems)).toBeDefined();
    expect(found?.line).toBeGreaterThan(0);
    expect(found?.file).toMatch(/\.(yaml|json)$/);
  });

  test('a start track that misses an area says which', () => {
    const path = join(folder, '2.0/agenda-2030.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('    starter: true\n', ''));
    const loaded = loadCatalogues(folder);
    expect(loaded.ok ? [] : loaded.problems.map(({ reason }) => reason).join()).toContain('Agenda 2030');
  });

  test('the line is the line of the mistake', () => {
    const path = join(folder, SL);
    writeFileSync(path, readFileSync(path, 'utf8').replace('principle: transparens', 'principle: öppenhet'));
    const line =
      readFileSync(path, 'utf8')
        .split('\n')
        .findIndex((text) => text.includes('öppenhet')) + 1;
    const loaded = loadCatalogues(folder);
    expect(loaded.ok ? undefined : loaded.problems[0]).toMatchObject({ file: SL, line });
  });

  test.each([
    ['a criterion that is in no version', 'criteria: [XX-01]', /^XX-01 finns inte i någon version/],
    ['something else than a number of Kolada', 'id: 5401', /ska vara ett nummer i Kolada/],
    [
      'the same number twice',
      'criteria: [SL-01] }\n  - { id: N05401, title: T, tasks: [kommun], criteria: [SL-01]',
      /N05401 står två gånger/,
    ],
  ])('a list of key figures with %s', (_what, fault, reason) => {
    const row = '  - { id: N05401, title: T, tasks: [kommun], criteria: [SL-01] }';
    const [what = ''] = fault.split(':');
    const list = (figure: string) => `source: S\nlink: https://x.se/\nchecked: 2026-11-30\nfigures:\n${figure}\n`;
    const path = join(folder, 'reference/kolada.yaml');
    writeFileSync(path, list(row));
    expect(loadCatalogues(folder).ok).toBe(true);
    writeFileSync(path, list(row.replace(new RegExp(`${what}: [^,}]+`), fault)));
    const loaded = loadCatalogues(folder);
    expect(loaded.ok ? [] : loaded.problems).toEqual([
      expect.objectContaining({
        file: 'reference/kolada.yaml',
        line: fault.includes('\n') ? 6 : 5,
        reason: expect.stringMatching(reason) as string,
      }),
    ]);
  });

  test('spelling in an explanation and links may be corrected in a published version', () => {
    const path = join(folder, SL);
    writeFileSync(path, readFileSync(path, 'utf8').replace('why: Ett eget beslut', 'why: Ett särskilt beslut'));
    expect(loadCatalogues(folder).ok).toBe(true);
  });
});

describe('the published versions', () => {
  test('have the outline’s size, and a start track of 12 that touches every area and role', () => {
    expect(v1.criteria).toHaveLength(39);
    expect(v2.criteria).toHaveLength(51);
    for (const version of [v1, v2]) {
      const starter = version.criteria.filter((criterion) => criterion.starter);
      expect(starter).toHaveLength(12);
      expect(new Set(starter.map(({ area }) => area)).size).toBe(4);
      expect(new Set(starter.flatMap(({ roles }) => roles)).size).toBe(5);
    }
  });

  test('racism and antisemitism has at least three criteria in at least two roles', () => {
    const racism = v2.criteria.filter(({ themes }) => themes.includes('rasism-antisemitism'));
    expect(racism.length).toBeGreaterThanOrEqual(3);
    expect(new Set(racism.flatMap(({ roles }) => roles)).size).toBeGreaterThanOrEqual(2);
  });

  test('explain themselves in two or three sentences, and point only at criteria that exist', () => {
    for (const version of [v1, v2]) {
      const codes = new Set(version.criteria.map(({ code }) => code));
      for (const { code, why } of version.criteria) {
        const sentences = why.split(/[.;] /).length;
        expect(sentences, code).toBeGreaterThanOrEqual(2);
        if (version === v2 && code === 'UF-15') continue; // names the two it replaced
        for (const mentioned of why.match(/\b[A-Z]{2}-\d{2}\b/g) ?? [])
          expect(codes, `${code} mentions ${mentioned}`).toContain(mentioned);
      }
    }
  });

  test('tell apart the pairs that are easily confused', () => {
    const why = (code: string) => v2.criteria.find((criterion) => criterion.code === code)?.why ?? '';
    for (const [code, other] of [
      ['SL-01', 'SL-12'],
      ['SL-01', 'AG-01'],
      ['SL-12', 'SL-01'],
      ['AG-01', 'SL-01'],
      ['SL-10', 'SL-14'],
      ['SL-14', 'SL-10'],
      ['UF-03', 'AG-04'],
      ['AG-04', 'UF-03'],
      ['CS-02', 'CS-05'],
      ['CS-02', 'CS-08'],
      ['CS-08', 'CS-02'],
    ] as const) {
      expect(why(code), code).toContain(other);
    }
  });

  test('1.0 rests only on sources that were there by 2019', () => {
    for (const { code, sources } of v1.criteria) {
      expect(
        sources.some(({ date }) => date !== undefined && Number(date.slice(0, 4)) <= 2019),
        code,
      ).toBe(true);
    }
  });
});
