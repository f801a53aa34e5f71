import { loadCatalogues, type Catalogues } from '../../criteria/catalogue/load.ts';
import { criteriaFolder } from '../config.ts';

/** The catalogues of this installation; throws with every problem, by file and line. */
export function readCatalogues(): Catalogues {
  const loaded = loadCatalogues(criteriaFolder);
  if (loaded.ok) return loaded.catalogues;
  throw new Error(
    `Kriterierna går inte att läsa:\n${loaded.problems.map(({ file, line, reason }) => `  criteria/${file}, rad ${line}: ${reason}`).join('\n')}`,
  );
}
