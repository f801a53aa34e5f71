import { readFileSync } from 'node:fs';
import { loadCatalogues } from '../../criteria/catalogue/load.ts';
import { criteriaFolder, readConfig } from '../config.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open.ts';
import { readSnapshot, unfinished, type Snapshot } from '../key-figures/snapshot.ts';
import { storeKeyFigures } from '../key-figures/store.ts';
import { thisYear } from '../today.ts';

/** Years that are worth fetching: the newest figures are often a year or two old, and elections come every fourth. */
const YEARS_BACK = 6;
const now = () => new Date();

/** Something that the person at the keyboard can put right. */
class Mistake extends Error {}

function listOfFigures() {
  const loaded = loadCatalogues(criteriaFolder);
  if (!loaded.ok) throw new Mistake('Det finns fel i kriterierna. Kör npm run criteria:check.');
  return loaded.catalogues.keyFigures;
}

/** Without files: what there is to fetch, since the service itself fetches nothing from elsewhere. */
function tellAddresses(): void {
  const year = thisYear({ now });
  const years = Array.from({ length: YEARS_BACK }, (_, i) => year - YEARS_BACK + 1 + i).join(',');
  console.log('Hämta varje adress till en fil, och läs in filerna: npm run kolada:import FIL …');
  for (const { id } of listOfFigures().figures) console.log(`https://api.kolada.se/v3/data/kpi/${id}/year/${years}`);
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Mistake(
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? `Filen ${path} finns inte. Inget är inläst.`
        : `Filen ${path} går inte att läsa. Kontrollera att det är en fil och att du får läsa den.`,
    );
  }
}

/** Every file, or nothing. Throws a Mistake that names what is wrong. */
function readFiles(
  files: readonly { readonly path: string; readonly content: string }[],
  kinds: ReadonlyMap<string, 'kommun' | 'region'>,
): readonly Snapshot[] {
  const keyFigures = listOfFigures();
  const problems: string[] = [];
  const snapshots = files.flatMap(({ path, content }) => {
    const read = readSnapshot(content, keyFigures, kinds);
    if (!read.ok) {
      problems.push(...read.problems.slice(0, 10).map((problem) => `${path}: ${problem}.`));
      return [];
    }
    const { rows, others } = read.snapshot;
    console.log(
      `${path}: läste ${rows.length === 1 ? '1 värde' : `${rows.length} värden`}, hoppade över ${others} om andra.`,
    );
    return [read.snapshot];
  });
  for (const figure of unfinished(snapshots))
    problems.push(
      `Alla sidor av ${figure} är inte med. Hämta också den sida som next_url i filen anger, tills det inte finns någon, och läs in alla på en gång.`,
    );
  if (problems.length > 0) throw new Mistake([...problems, 'Inget är inläst.'].join('\n'));
  return snapshots;
}

async function importFiles(paths: readonly string[]): Promise<void> {
  const files = paths.map((path) => ({ path, content: contentOf(path) }));
  const db = openDatabase(readConfig(process.env).databaseUrl);
  try {
    await migrateToLatest(db);
    const organisations = await db.selectFrom('organisations').select(['code', 'kind']).execute();
    const snapshots = readFiles(files, new Map(organisations.map(({ code, kind }) => [code, kind])));
    await storeKeyFigures(
      db,
      snapshots.flatMap(({ rows }) => rows),
      now().toISOString(),
    );
    console.log('Inläst.');
  } finally {
    await db.destroy();
  }
}

try {
  const paths = process.argv.slice(2);
  if (paths.length === 0) tellAddresses();
  else await importFiles(paths);
} catch (error) {
  console.error(
    error instanceof Mistake
      ? error.message
      : `Inget är inläst. Databasen gick inte att använda: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
}
