import { everyCriterion, type Catalogue } from '../model.ts';
import type { MappingFile } from './schema.ts';
import type { Problem, YamlFile } from './yaml-file.ts';

interface Mention {
  readonly code: string;
  readonly path: readonly PropertyKey[];
}

function mentions(mapping: MappingFile): { old: Mention[]; new: Mention[] } {
  const kept: Mention[] = [
    ...mapping.same.map((code, i) => ({ code, path: ['same', i] })),
    ...mapping.reworded.map(({ code }, i) => ({ code, path: ['reworded', i, 'code'] })),
  ];
  return {
    old: [
      ...kept,
      ...mapping.split.map(({ from }, i) => ({ code: from, path: ['split', i, 'from'] })),
      ...mapping.merged.flatMap(({ from }, i) => from.map((code, j) => ({ code, path: ['merged', i, 'from', j] }))),
      ...mapping.withdrawn.map(({ code }, i) => ({ code, path: ['withdrawn', i, 'code'] })),
    ],
    new: [
      ...kept,
      ...mapping.split.flatMap(({ to }, i) => to.map((code, j) => ({ code, path: ['split', i, 'to', j] }))),
      ...mapping.merged.map(({ to }, i) => ({ code: to, path: ['merged', i, 'to'] })),
      ...mapping.new.map((code, i) => ({ code, path: ['new', i] })),
    ],
  };
}

function account(
  file: YamlFile<MappingFile>,
  mentioned: readonly Mention[],
  codes: ReadonlySet<string>,
  version: string,
): Problem[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { code, path } of mentioned) {
    if (!codes.has(code)) problems.push(file.problemAt(path, `${code} finns inte i version ${version}.`));
    else if (seen.has(code))
      problems.push(file.problemAt(path, `${code} i version ${version} står på mer än ett ställe.`));
    seen.add(code);
  }
  const left = [...codes].filter((code) => !seen.has(code));
  if (left.length > 0)
    problems.push(
      file.problemAt([], `${left.join(', ')} i version ${version} finns inte med. Varje kriterium måste redovisas.`),
    );
  return problems;
}

/** Every criterion of both versions is accounted for exactly once, and `same` really is the same. */
export function checkMapping(
  file: YamlFile<MappingFile>,
  catalogue: Catalogue,
  previous: Catalogue | undefined,
): Problem[] {
  const mapping = file.value;
  if (!previous || mapping.from !== previous.version)
    return [file.problemAt(['from'], `Den föregående versionen ${mapping.from} går inte att läsa.`)];
  if (mapping.to !== catalogue.version)
    return [file.problemAt(['to'], `Mappningen gäller ${mapping.to} men ligger i mappen för ${catalogue.version}.`)];
  const { old, new: current } = mentions(mapping);
  const problems = [
    ...account(file, old, new Set(everyCriterion(previous).map(({ code }) => code)), previous.version),
    ...account(file, current, new Set(everyCriterion(catalogue).map(({ code }) => code)), catalogue.version),
  ];
  mapping.same.forEach((code, i) => {
    const before = everyCriterion(previous).find((row) => row.code === code);
    const after = everyCriterion(catalogue).find((row) => row.code === code);
    if (!before || !after) return;
    if (before.question !== after.question || before.levels.join('\n') !== after.levels.join('\n')) {
      problems.push(
        file.problemAt(
          ['same', i],
          `${code} har ändrad fråga eller ändrade nivåer och kan inte vara same. Använd reworded.`,
        ),
      );
    }
  });
  return problems;
}
