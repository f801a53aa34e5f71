import { publishChecksums } from '../../criteria/catalogue/checksum.ts';
import { loadCatalogues } from '../../criteria/catalogue/load.ts';
import { lix } from '../../criteria/catalogue/plain-language.ts';
import { everyCriterion, type Catalogue } from '../../criteria/model.ts';
import { criteriaFolder } from '../config.ts';

/** `npm run criteria:check`: says what is wrong in the YAML files, or what there is. For editors at SKL. */
const publish = process.argv.includes('--publish');

/** How easy a version is to read, on average per kind of text (criteria/README.md, "Så skrivs en nivå"). */
function readability(catalogue: Catalogue): string {
  const criteria = everyCriterion(catalogue);
  const mean = (texts: readonly string[]) =>
    Math.round(texts.reduce((sum, text) => sum + lix(text), 0) / Math.max(1, texts.length));
  const levels = [0, 1, 2, 3, 4].map((level) => mean(criteria.map((criterion) => criterion.levels[level] ?? '')));
  return `LIX i snitt: frågor ${mean(criteria.map(({ question }) => question))}, förklaringar ${mean(criteria.map(({ why }) => why))}, nivåer 0–4 ${levels.join(', ')}.`;
}

const loaded = loadCatalogues(criteriaFolder, { checksums: !publish });
if (!loaded.ok) {
  for (const { file, line, reason } of loaded.problems) console.error(`${file}, rad ${line}: ${reason}`);
  console.error(`\n${loaded.problems.length} fel. Inget är ändrat.`);
  process.exitCode = 1;
} else {
  for (const catalogue of loaded.catalogues.versions) {
    const { version, criteria, deepenings, indicators } = catalogue;
    const languages = [...(loaded.catalogues.translations.get(version)?.keys() ?? [])];
    const starter = criteria.filter((criterion) => criterion.starter).length;
    console.log(
      `Version ${version}: ${criteria.length} kriterier, ${starter} i startspåret, ${deepenings.length > 0 ? `${deepenings.flatMap((each) => each.criteria).length} i ${deepenings.length} fördjupningar, ` : ''}${indicators.length} nyckeltal${languages.length > 0 ? `, också på ${languages.join(', ')}` : ''}. Inga fel.`,
    );
    console.log(`  ${readability(catalogue)}`);
  }
  if (publish)
    console.log(
      `Kontrollsumma sparad för: ${publishChecksums(criteriaFolder, loaded.catalogues).join(', ') || 'inga nya versioner'}.`,
    );
}
