import { publishChecksums } from '../../criteria/catalogue/checksum.ts';
import { loadCatalogues } from '../../criteria/catalogue/load.ts';
import { criteriaFolder } from '../config.ts';

/** `npm run criteria:check`: says what is wrong in the YAML files, or what there is. For editors at SKL. */
const publish = process.argv.includes('--publish');
const loaded = loadCatalogues(criteriaFolder, { checksums: !publish });
if (!loaded.ok) {
  for (const { file, line, reason } of loaded.problems) console.error(`${file}, rad ${line}: ${reason}`);
  console.error(`\n${loaded.problems.length} fel. Inget är ändrat.`);
  process.exitCode = 1;
} else {
  for (const { version, criteria, indicators } of loaded.catalogues.versions) {
    const starter = criteria.filter((criterion) => criterion.starter).length;
    console.log(
      `Version ${version}: ${criteria.length} kriterier, ${starter} i startspåret, ${indicators.length} nyckeltal. Inga fel.`,
    );
  }
  if (publish)
    console.log(
      `Kontrollsumma sparad för: ${publishChecksums(criteriaFolder, loaded.catalogues).join(', ') || 'inga nya versioner'}.`,
    );
}
