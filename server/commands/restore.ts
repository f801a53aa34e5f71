import { parseArgs } from 'node:util';
import { checkBackup } from '../backup/check.ts';
import { restoreBackup } from '../backup/restore.ts';
import { openDatabase } from '../database/open.ts';
import { run } from './run.ts';

/** `npm run restore FILE`: puts a backup into the empty database of DATABASE_URL. `--drill` tries it in memory only. */
const { values, positionals } = parseArgs({ options: { drill: { type: 'boolean' } }, allowPositionals: true });
await run(async (config) => {
  const [file] = positionals;
  if (file === undefined) throw new Error('Ange filen: npm run restore -- FIL');
  const { databaseUrl, pictureFolder } = config;
  const { head } = await checkBackup(file);
  const db = openDatabase(values.drill ? ':memory:' : databaseUrl);
  const { rows, pictures } = await restoreBackup(db, { file, pictureFolder, drill: values.drill ?? false }).finally(
    () => db.destroy(),
  );
  const n = Object.values(rows).reduce((sum, each) => sum + each, 0);
  const what = `${n} rader i ${Object.keys(rows).length} tabeller och ${pictures} bildfiler från ${head.at}`;
  console.log(values.drill ? `Övningen gick bra: ${what}. Inget är ändrat.` : `Återställt: ${what}. Starta tjänsten.`);
});
