import { LEVELS } from '../model.ts';
import type { AreaFile, Reference } from './load.ts';
import { checksOf, type CatalogueFile, type CriterionRow } from './schema.ts';
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

/** Checks one version against the vocabulary and against itself. */
export function checkVersion(
  folder: string,
  file: YamlFile<CatalogueFile>,
  areas: readonly YamlFile<AreaFile>[],
  reference: Reference,
): Problem[] {
  const problems: Problem[] = [];
  const catalogue = file.value;
  if (catalogue.version !== folder)
    problems.push(file.problemAt(['version'], `Versionen är ${catalogue.version} men mappen heter ${folder}.`));
  const codes = new Map<string, string>();
  const wordings = new Map<string, string>();
  const rows: (CriterionRow & { area: string })[] = [];
  areas.forEach((areaFile, n) => {
    const { area, criteria } = areaFile.value;
    if (area !== catalogue.areas[n]?.code)
      problems.push(
        areaFile.problemAt(
          ['area'],
          `Filen säger område ${area} men catalogue.yaml säger ${catalogue.areas[n]?.code ?? 'inget'}.`,
        ),
      );
    criteria.forEach((row, i) => {
      const path = ['criteria', i];
      if (codes.has(row.code))
        problems.push(areaFile.problemAt([...path, 'code'], `Koden ${row.code} används två gånger.`));
      codes.set(row.code, area);
      for (const level of LEVELS) {
        const wording = checksOf(row.levels[level]).join(' ');
        const twin = wordings.get(wording);
        if (twin !== undefined && twin !== row.code)
          problems.push(
            areaFile.problemAt(
              [...path, 'levels', String(level)],
              `${row.code} nivå ${level} har samma text som i ${twin}. Varje kriterium behöver sina egna nivåer.`,
            ),
          );
        wordings.set(wording, row.code);
      }
      problems.push(
        ...checkCriterion(areaFile.problemAt, row, area, path, reference),
        ...checkLaw(areaFile.problemAt, row, path, reference),
        ...checkWording(areaFile.problemAt, row, path, catalogue.published, reference.plainLanguage),
      );
      rows.push({ ...row, area });
    });
  });
  const others = [...catalogue.indicators.map(({ code }) => code), ...catalogue.conditions.map(({ code }) => code)];
  others.forEach((code, i) => {
    if (codes.has(code) || others.indexOf(code) !== i)
      problems.push(file.problemAt(['indicators'], `Koden ${code} används två gånger.`));
  });
  catalogue.indicators.forEach((indicator, i) => {
    indicator.criteria.forEach((code, c) => {
      if (!codes.has(code))
        problems.push(
          file.problemAt(
            ['indicators', i, 'criteria', c],
            `${indicator.code}: kriteriet ${code} finns inte i den här versionen.`,
          ),
        );
    });
  });
  return [...problems, ...checkStarter(file, rows, reference)];
}
