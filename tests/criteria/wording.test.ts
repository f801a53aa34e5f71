import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCatalogues } from '../../criteria/catalogue/load.ts';
import { lix } from '../../criteria/catalogue/plain-language.ts';

/** How a level may be worded from version 3.0 on (criteria/README.md, "Så skrivs en nivå"). */
const source = new URL('../../criteria', import.meta.url).pathname;
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mr-kollen-wording-'));
  cpSync(source, folder, { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const SL = '3.0/styrning-och-ledning.yaml';
const EN = '3.0/en.yaml';
const DEEP = '3.0/fordjupning.yaml';
const MAPPING = '3.0/mapping.yaml';
const DEEP_CRITERIA = '    criteria:\n      - code: CS-13';
const SUPPORT = 'reference/support.yaml';
const LEVEL_1 = '      1: Rättigheterna står i minst ett dokument som styr en del av arbetet.';
const LEVEL_2 = '        - Det är bestämt vem som ansvarar för att beslutet följs.';
const LEVEL_4 = '        - Rapporten ligger på webbplatsen.';

const BROKEN: readonly (readonly [what: string, file: string, from: string, to: string, reason: RegExp])[] = [
  [
    'a limiting level 1: men',
    SL,
    LEVEL_1,
    '      1: Det finns ett dokument men det är gammalt.',
    /SL-01: «men» gör nivå 1 till en brist/,
  ],
  ['a limiting level 1: utan', SL, LEVEL_1, '      1: Det finns ett dokument utan mål.', /SL-01: «utan» gör nivå 1/],
  [
    'a limiting level 1: inte',
    SL,
    LEVEL_1,
    '      1: Det finns ett dokument som inte används.',
    /SL-01: «inte» gör nivå 1/,
  ],
  ['a limiting level 1: bara', SL, LEVEL_1, '      1: Det finns bara ett dokument.', /SL-01: «bara» gör nivå 1/],
  ['a limiting level 1: sällan', SL, LEVEL_1, '      1: Det används sällan.', /SL-01: «sällan»/],
  ['a limiting level 1: ingen', SL, LEVEL_1, '      1: Det finns ett mål och ingen plan.', /SL-01: «ingen» gör nivå 1/],
  [
    'two conditions joined by och',
    SL,
    LEVEL_2,
    '        - Beslutet anger en nämnd, och den har pengar.',
    /SL-01: «, och» fogar ihop två villkor/,
  ],
  [
    'two conditions joined by samt',
    SL,
    LEVEL_2,
    '        - Beslutet anger en nämnd samt ett datum.',
    /«samt» fogar ihop två villkor/,
  ],
  [
    'two conditions joined by a semicolon',
    SL,
    LEVEL_2,
    '        - Det finns en nämnd; den har pengar.',
    /«;» fogar ihop två villkor/,
  ],
  [
    'a clause that adds a condition',
    SL,
    LEVEL_2,
    '        - Det finns en nämnd, som har pengar.',
    /«, som» fogar ihop två villkor/,
  ],
  ['two sentences in a check', SL, LEVEL_2, '        - Det finns en nämnd. Den har pengar.', /en punkt är en mening/],
  ['a vague word: regelbundet', SL, LEVEL_2, '        - Det tas upp regelbundet.', /«regelbund» läses olika/],
  ['a vague word: större', SL, LEVEL_2, '        - Det gäller större beslut.', /«större» läses olika/],
  ['a vague word: berörda', SL, LEVEL_2, '        - De berörda har fått det.', /«berörd» läses olika/],
  ['a vague word: löpande', SL, LEVEL_2, '        - Det görs löpande.', /«löpande» läses olika/],
  ['a vague word: tydlig', SL, LEVEL_2, '        - Det finns en tydlig plan.', /«tydlig» läses olika/],
  [
    'a level that is hard to read',
    SL,
    LEVEL_1,
    '      1: Delegationsordningens ansvarsfördelning framgår.',
    /SL-01: LIX är \d+, och får vara högst 45/,
  ],
  [
    'a question that is hard to read',
    SL,
    'question: Finns en plan där varje åtgärd har en ansvarig och ett slutdatum?',
    'question: Ansvarsfördelas handlingsplanernas rättighetsåtgärder organisationsövergripande?',
    /SL-12: LIX är/,
  ],
  [
    'an explanation that is hard to read',
    SL,
    'why: Hänger arbetet på en enda person försvinner det när den personen slutar.',
    'why: Personberoende organisationsstrukturer undergräver rättighetsarbetets långsiktighet, handlingsutrymme, måluppfyllelse.',
    /SL-02: LIX är/,
  ],
  [
    'a forced change at level 4',
    SL,
    LEVEL_4,
    '        - Webbplatsen visar att beslutet har ändrats.',
    /«har ändrats» tvingar fram en ändring/,
  ],
  ['a level 4 that tells nobody', SL, LEVEL_4, '        - Rapporten är skriven.', /SL-01: nivå 4 lovar öppenhet/],
  [
    'what only a kommun has, asked of a region',
    SL,
    LEVEL_2,
    '        - Varje skola har fått beslutet.',
    /«skola» har bara kommunen/,
  ],
  [
    'level 3 as one text',
    SL,
    '      3:\n        - Minst hälften av nämnderna tar upp beslutet i sin plan för året.\n        - Nya förtroendevalda får beslutet när de börjar.',
    '      3: Nya förtroendevalda får beslutet när de börjar.',
    /SL-01: nivå 3 är en text, och ska ha två eller tre punkter/,
  ],
  [
    'more checks than anyone keeps in mind',
    SL,
    LEVEL_2,
    `${LEVEL_2}\n        - Det finns en plan.\n        - Det finns pengar.`,
    /SL-01: nivå 2 har 4 punkter, och ska ha två eller tre/,
  ],
  [
    'an empty list of checks',
    SL,
    '      2:\n        - Fullmäktige har beslutat att mänskliga rättigheter är en grund för arbetet.\n        - Det är bestämt vem som ansvarar för att beslutet följs.',
    '      2: []',
    /är tom/,
  ],
  [
    'a legal floor whose law is not beside it',
    SL,
    'legal_floor: { level: 2, law: DL, paragraph: "3 kap. 6 §"',
    'legal_floor: { level: 2, law: FL, paragraph: "3 kap. 6 §"',
    /SL-14: lagkravets lag «FL» står inte bland kriteriets lagar/,
  ],
  [
    'a legal floor at level 0',
    SL,
    'legal_floor: { level: 2, law: DL, paragraph: "3 kap. 6 §"',
    'legal_floor: { level: 0, law: DL, paragraph: "3 kap. 6 §"',
    /ska vara en nivå, 1–4/,
  ],
  [
    'a law that nobody knows',
    SL,
    'law: [{ law: VBL, paragraph: "5 kap. 2 §" }]',
    'law: [{ law: XYZ, paragraph: "5 kap. 2 §" }]',
    /SL-16: lagen «XYZ» finns inte/,
  ],
  [
    'no public source said beside a law',
    SL,
    'sources: [P-NIM, L-LAG]',
    'sources: [P-NIM, INF]',
    /SL-16: INF säger att offentlig källa saknas/,
  ],
  [
    'the law as a source where none is named',
    SL,
    'sources: [INF]',
    'sources: [L-LAG]',
    /SL-21: källan L-LAG säger att lagen står vid kriteriet/,
  ],
  [
    'support that is a front door',
    SUPPORT,
    'https://e-guide.do.se/lonekartlaggning',
    'https://e-guide.do.se',
    /DO, link är en startsida|DO link är en startsida/,
  ],
  ['a recommendation read on no day', SL, 'checked: "2026-11-25"', 'checked: "nyss"', /ska vara ett datum/],
  [
    'a translation with a check too few',
    EN,
    '        - It is settled who is responsible for the decision being followed.\n',
    '',
    /SL-01: nivå 2 har 1 punkter, och 2 på svenska/,
  ],
  ['a translation of a criterion that is not there', EN, '  SL-02:\n', '  SL-99:\n', /SL-99 finns inte i version 3\.0/],
  ['a criterion that is not translated', EN, '  SL-02:\n', '  SL-99:\n', /SL-02 är inte översatt/],
  [
    'a legal floor that is not translated',
    EN,
    '    law_says: Whoever has at least 50',
    '    # law_says: Whoever has at least 50',
    /SL-16: lagkravet är inte översatt/,
  ],
  [
    'an area that is not translated',
    EN,
    '  UF: { name: Follow-up',
    '  XX: { name: Follow-up',
    /Området UF är inte översatt/,
  ],
  [
    'a translation with an empty question',
    EN,
    'question: Can everyone make a complaint and get an answer?',
    "question: ''",
    /question är tom/,
  ],
  [
    'a deepening on the starter track',
    DEEP,
    '        applies_to: [kommun]',
    '        starter: true',
    /AG-10: en fördjupning är frivillig/,
  ],
  [
    'a deepening in no area',
    DEEP,
    '      - code: AG-11',
    '      - code: XX-11',
    /XX-11: koden ska börja med ett av områdena/,
  ],
  [
    'a code of the criteria in a deepening',
    DEEP,
    '      - code: AG-11',
    '      - code: AG-08',
    /Koden AG-08 används två gånger/,
  ],
  ['the same deepening twice', DEEP, '  - id: vardag', '  - id: demokrati', /Fördjupningen demokrati står två gånger/],
  ['a deepening without criteria', DEEP, DEEP_CRITERIA, '    criteria: []\n    other:', /behöver minst ett kriterium/],
  [
    'a vague word in a deepening',
    DEEP,
    'Det finns en lista över hot',
    'Det finns regelbundet en lista över hot',
    /SL-24: «regelbund»/,
  ],
  ['a deepening that the mapping does not account for', MAPPING, 'CS-13, ', '', /CS-13 i version 3.0 finns inte med/],
  [
    'a deepening that is not translated',
    EN,
    '  vardag: { name',
    '  other: { name',
    /Fördjupningen vardag är inte översatt/,
  ],
];

describe('wordings that two strangers would read apart are refused with file, line and reason', () => {
  test.each(BROKEN)('%s', (_what, file, from, to, reason) => {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    expect(before, 'the text to break').toContain(from);
    writeFileSync(path, before.replace(from, to));
    const loaded = loadCatalogues(folder);
    const problems = loaded.ok ? [] : loaded.problems;
    const found = problems.find((problem) => reason.test(problem.reason));
    expect(found, JSON.stringify(problems)).toMatchObject({ file });
    expect(found?.line).toBeGreaterThan(1);
  });

  test('an exception in the file lets one text break one rule', () => {
    const path = join(folder, 'reference/plain-language.yaml');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/ {2}- \{ code: SL-01, text: question.*\n/, ''));
    const loaded = loadCatalogues(folder);
    expect(loaded.ok ? [] : loaded.problems.map(({ reason }) => reason).join()).toMatch(/SL-01: LIX är/);
  });

  test('versions from before the rules are not held to them', () => {
    const path = join(folder, 'reference/plain-language.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace('since: "2027-01-01"', 'since: "2026-01-01"'));
    const loaded = loadCatalogues(folder);
    expect(loaded.ok ? [] : loaded.problems.filter(({ file }) => file.startsWith('2.0/')).length).toBeGreaterThan(50);
  });
});

describe('LIX', () => {
  // By hand: words / sentences + 100 × words of more than six letters / words.
  test.each([
    ['Vi har en plan.', 4],
    ['Nämnden har beslutat om planen.', 5 / 1 + (100 * 2) / 5],
    ['Planen finns. Den är ny.', 5 / 2 + 0],
    ['Mål 16 följs upp på nätet.', 6],
    ['', 0],
  ])('%s', (text, expected) => {
    expect(lix(text)).toBeCloseTo(expected, 10);
  });
});
