import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadCatalogues } from '../../criteria/catalogue/load.ts';
import { readConfig } from '../config.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open.ts';
import { readSnapshot, type Read } from '../key-figures/snapshot.ts';
import { storeKeyFigures } from '../key-figures/store.ts';
import { thisYear } from '../today.ts';

/** Years that are worth fetching: the newest figures are often a year or two old, and elections come every fourth. */
const YEARS_BACK = 6;
const now = () => new Date();

const loaded = loadCatalogues(fileURLToPath(new URL('../../criteria', import.meta.url)));
if (!loaded.ok) throw new Error('The criteria have faults: npm run criteria:check');
const { keyFigures } = loaded.catalogues;

/** Without files: what there is to fetch, since the service itself fetches nothing from elsewhere. */
function tellAddresses(): void {
  const year = thisYear({ now });
  const years = Array.from({ length: YEARS_BACK }, (_, i) => year - YEARS_BACK + 1 + i).join(',');
  console.log('Hämta varje adress till en fil, och läs in filerna: npm run kolada:import FIL …');
  for (const { id } of keyFigures.figures) console.log(`https://api.kolada.se/v3/data/kpi/${id}/year/${years}`);
}

async function importFiles(paths: readonly string[]): Promise<void> {
  const files = paths.map((path) => ({ path, content: readFileSync(path, 'utf8') }));
  const db = openDatabase(readConfig(process.env).databaseUrl);
  try {
    await migrateToLatest(db);
    const organisations = await db.selectFrom('organisations').select(['code', 'kind']).execute();
    const kinds = new Map(organisations.map(({ code, kind }) => [code, kind]));
    const rows: Read[] = [];
    let faults = 0;
    for (const { path, content } of files) {
      const read = readSnapshot(content, keyFigures, kinds);
      if (read.ok) {
        rows.push(...read.snapshot.rows);
        console.log(
          `${path}: läste ${read.snapshot.rows.length === 1 ? '1 värde' : `${read.snapshot.rows.length} värden`}, hoppade över ${read.snapshot.others} om andra.`,
        );
        if (read.snapshot.more !== null) console.log(`${path} har en sida till: ${read.snapshot.more}`);
      } else {
        faults += read.problems.length;
        for (const problem of read.problems.slice(0, 10)) console.error(`${path}: ${problem}.`);
      }
    }
    if (faults > 0) {
      console.error(`${faults} fel. Inget är inläst.`);
      process.exitCode = 1;
      return;
    }
    await storeKeyFigures(db, rows, now().toISOString());
    console.log('Inläst.');
  } finally {
    await db.destroy();
  }
}

const paths = process.argv.slice(2);
if (paths.length === 0) tellAddresses();
else
  try {
    await importFiles(paths);
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    console.error(
      code === 'ENOENT'
        ? `Filen ${String(path)} finns inte. Inget är inläst.`
        : `Inget är inläst: ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exitCode = 1;
  }
