import { LEVELS } from '../model.ts';
import { areaOf, type AreaFile, type Reference } from './compose-version.ts';
import { checksOf, type CatalogueFile, type CriterionRow, type DeepeningFile } from './schema.ts';
import { checkWording } from './plain-language.ts';
import type { Problem, YamlFile } from './yaml-file.ts';

/** Wordings that no colleague can check against documents. */
const VAGUE = ['arbetar aktivt med', 'i viss mån', 'på olika sätt arbetar'];

type At = (path: readonly PropertyKey[], reason: string) => Problem;

function unknownIn(
  at: At,
  path: readonly PropertyKey[],
  used: readonly string[],
  known: ReadonlySet<string>,
  what: string,
): Problem[] {
  return used.flatMap((value, i) =>
    known.has(value) ? [] : [at([...path, i], `${what} «${value}» finns inte i ordlistan (criteria/reference).`)],
  );
}

function checkTexts(at: At, row: CriterionRow, path: readonly PropertyKey[]): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  for (const level of LEVELS) {
    const wording = checksOf(row.levels[level]).join(' ').toLocaleLowerCase('sv');
    const twin = seen.get(wording);
    if (twin !== undefined)
      problems.push(
        at([...path, 'levels', String(level)], `${row.code}: nivå ${twin} och nivå ${level} har samma text.`),
      );
    seen.set(wording, level);
    for (const phrase of VAGUE) {
      if (wording.includes(phrase))
        problems.push(
          at(
            [...path, 'levels', String(level)],
            `${row.code}: «${phrase}» går inte att kontrollera. Skriv vad som ska finnas eller ha hänt.`,
          ),
        );
    }
  }
  if (!row.question.endsWith('?'))
    problems.push(at([...path, 'question'], `${row.code}: frågan ska sluta med frågetecken.`));
  return problems;
}

function checkCriterion(
  at: At,
  row: CriterionRow,
  area: string,
  path: readonly PropertyKey[],
  reference: Reference,
): Problem[] {
  const { vocabulary } = reference;
  const ids = (terms: readonly { id: string }[]) => new Set(terms.map(({ id }) => id));
  const targets = row.sdg.map((entry) => (typeof entry === 'string' ? entry : entry.target));
  const problems = [
    ...unknownIn(at, [...path, 'roles'], row.roles, ids(vocabulary.roles), `${row.code}: uppdraget`),
    ...unknownIn(at, [...path, 'themes'], row.themes, ids(vocabulary.themes), `${row.code}: temat`),
    ...unknownIn(at, [...path, 'sdg'], targets, new Set(Object.keys(vocabulary.targets)), `${row.code}: delmålet`),
    ...unknownIn(at, [...path, 'support'], row.support, new Set(Object.keys(reference.support)), `${row.code}: stödet`),
    ...unknownIn(at, [...path, 'sources'], row.sources, new Set(Object.keys(reference.sources)), `${row.code}: källan`),
    ...unknownIn(
      at,
      [...path, 'rights'],
      row.rights.map((right) => right.split(' ')[0] ?? ''),
      new Set(Object.keys(vocabulary.instruments)),
      `${row.code}: rättighetskällan`,
    ),
    ...checkTexts(at, row, path),
  ];
  if (!ids(vocabulary.principles).has(row.principle))
    problems.push(
      at(
        [...path, 'principle'],
        `${row.code}: rättighetsprincipen «${row.principle}» finns inte i ordlistan (criteria/reference).`,
      ),
    );
  if (!row.code.startsWith(`${area}-`))
    problems.push(at([...path, 'code'], `${row.code} hör inte hemma i området ${area}: koden ska börja med ${area}-.`));
  if (row.roles.includes('overgripande') && row.roles.length > 1)
    problems.push(at([...path, 'roles'], `${row.code}: övergripande kan inte stå tillsammans med ett annat uppdrag.`));
  if (row.applies_to.length < 1) problems.push(at([...path, 'applies_to'], `${row.code} gäller ingen.`));
  return problems;
}

/** Whoever is told that the law demands something must be able to read where, and no source may be called missing beside it. */
function checkLaw(at: At, row: CriterionRow, path: readonly PropertyKey[], reference: Reference): Problem[] {
  const known = new Set(Object.keys(reference.laws));
  const laws = row.law.map(({ law }) => law);
  const problems = unknownIn(at, [...path, 'law'], laws, known, `${row.code}: lagen`);
  const floor = row.legal_floor;
  if (floor && !laws.includes(floor.law))
    problems.push(
      at(
        [...path, 'legal_floor'],
        `${row.code}: lagkravets lag «${floor.law}» står inte bland kriteriets lagar (law).`,
      ),
    );
  if (row.sources.includes('L-LAG') && laws.length === 0)
    problems.push(
      at([...path, 'sources'], `${row.code}: källan L-LAG säger att lagen står vid kriteriet, men law är tom.`),
    );
  if (row.sources.includes('INF') && laws.length > 0)
    problems.push(
      at(
        [...path, 'sources'],
        `${row.code}: INF säger att offentlig källa saknas, men kriteriet har en lag. Skriv L-LAG.`,
      ),
    );
  return problems;
}

/** The starter track must touch every area and every role, or it gives a lopsided first picture. */
function checkStarter(
  file: YamlFile<CatalogueFile>,
  rows: readonly (CriterionRow & { area: string })[],
  reference: Reference,
): Problem[] {
  const starter = rows.filter((row) => row.starter);
  const missingArea = file.value.areas.filter(({ code }) => !starter.some((row) => row.area === code));
  const missingRole = reference.vocabulary.roles.filter(({ id }) => !starter.some((row) => row.roles.includes(id)));
  const missing = [...missingArea.map(({ name }) => name), ...missingRole.map(({ name }) => name)];
  return missing.length === 0
    ? []
    : [file.problemAt(['areas'], `Startspåret (starter: true) saknar kriterier i: ${missing.join(', ')}.`)];
}

/** A criterion where it is written: in an area's file, or in a deepening. */
interface Placed {
  readonly row: CriterionRow;
  readonly area: string;
  readonly path: readonly PropertyKey[];
  readonly at: At;
}

function checkDeepenings(file: YamlFile<DeepeningFile> | undefined, areas: ReadonlySet<string>): Problem[] {
  if (!file) return [];
  const { deepenings } = file.value;
  return deepenings.flatMap(({ id, criteria }, i) => [
    ...(deepenings.findIndex((other) => other.id === id) === i
      ? []
      : [file.problemAt(['deepenings', i, 'id'], `Fördjupningen ${id} står två gånger.`)]),
    ...criteria.flatMap(({ code, starter }, c) => [
      ...(areas.has(areaOf(code))
        ? []
        : [
            file.problemAt(
              ['deepenings', i, 'criteria', c, 'code'],
              `${code}: koden ska börja med ett av områdena, ${[...areas].join(', ')}.`,
            ),
          ]),
      ...(starter
        ? [
            file.problemAt(
              ['deepenings', i, 'criteria', c, 'starter'],
              `${code}: en fördjupning är frivillig och kan inte ingå i startspåret.`,
            ),
          ]
        : []),
    ]),
  ]);
}

/** No code and no level text twice in a version. */
function checkUnique(placed: readonly Placed[]): Problem[] {
  const problems: Problem[] = [];
  const codes = new Set<string>();
  const wordings = new Map<string, string>();
  for (const { row, path, at } of placed) {
    if (codes.has(row.code)) problems.push(at([...path, 'code'], `Koden ${row.code} används två gånger.`));
    codes.add(row.code);
    for (const level of LEVELS) {
      const wording = checksOf(row.levels[level]).join(' ');
      const twin = wordings.get(wording);
      if (twin !== undefined && twin !== row.code)
        problems.push(
          at(
            [...path, 'levels', String(level)],
            `${row.code} nivå ${level} har samma text som i ${twin}. Varje kriterium behöver sina egna nivåer.`,
          ),
        );
      wordings.set(wording, row.code);
    }
  }
  return problems;
}

/** Checks one version against the vocabulary and against itself. */
export function checkVersion(
  folder: string,
  file: YamlFile<CatalogueFile>,
  areas: readonly YamlFile<AreaFile>[],
  deepenings: YamlFile<DeepeningFile> | undefined,
  reference: Reference,
): Problem[] {
  const problems: Problem[] = [];
  const catalogue = file.value;
  if (catalogue.version !== folder)
    problems.push(file.problemAt(['version'], `Versionen är ${catalogue.version} men mappen heter ${folder}.`));
  areas.forEach(({ value: { area }, problemAt }, n) => {
    if (area !== catalogue.areas[n]?.code)
      problems.push(
        problemAt(
          ['area'],
          `Filen säger område ${area} men catalogue.yaml säger ${catalogue.areas[n]?.code ?? 'inget'}.`,
        ),
      );
  });
  const core = areas.flatMap(({ value: { area, criteria }, problemAt: at }) =>
    criteria.map((row, i): Placed => ({ row, area, path: ['criteria', i], at })),
  );
  const deep = deepenings
    ? deepenings.value.deepenings.flatMap(({ criteria }, i) =>
        criteria.map((row, c): Placed => {
          const path = ['deepenings', i, 'criteria', c];
          return { row, area: areaOf(row.code), path, at: deepenings.problemAt };
        }),
      )
    : [];
  for (const { row, area, path, at } of [...core, ...deep])
    problems.push(
      ...checkCriterion(at, row, area, path, reference),
      ...checkLaw(at, row, path, reference),
      ...checkWording(at, row, path, catalogue.published, reference.plainLanguage),
    );
  problems.push(
    ...checkUnique([...core, ...deep]),
    ...checkDeepenings(deepenings, new Set(catalogue.areas.map(({ code }) => code))),
  );
  const codes = new Set([...core, ...deep].map(({ row }) => row.code));
  const others = [...catalogue.indicators.map(({ code }) => code), ...catalogue.conditions.map(({ code }) => code)];
  others.forEach((code, i) => {
    if (codes.has(code) || others.indexOf(code) !== i)
      problems.push(file.problemAt(['indicators'], `Koden ${code} används två gånger.`));
  });
  catalogue.indicators.forEach((indicator, i) => {
    indicator.criteria.forEach((code, c) => {
      if (!core.some(({ row }) => row.code === code))
        problems.push(
          file.problemAt(
            ['indicators', i, 'criteria', c],
            `${indicator.code}: kriteriet ${code} finns inte i den här versionen.`,
          ),
        );
    });
  });
  return [
    ...problems,
    ...checkStarter(
      file,
      core.map(({ row, area }) => ({ ...row, area })),
      reference,
    ),
  ];
}
