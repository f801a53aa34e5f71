import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open.ts';
import { today } from '../today.ts';
import { importOrganisations } from '../organisations/import.ts';

/** `npm run organisations:import FILE -- --date 2025-12-31`: population and groups change every year. */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { date: { type: 'string' } } });
const [file] = positionals;
if (!file || !existsSync(file)) {
  console.error(
    file ? `Filen ${file} finns inte.` : 'Ange en CSV-fil: npm run organisations:import FIL -- --date 2025-12-31',
  );
  process.exit(1);
}
if (values.date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.date)) {
  console.error('Datumet för folkmängden ska skrivas som 2025-12-31.');
  process.exit(1);
}
const db = openDatabase(readConfig(process.env).databaseUrl);
await migrateToLatest(db);
const now = () => new Date();
const result = await importOrganisations({ db, now }, readFileSync(file, 'utf8'), values.date ?? today({ now }));
if (result.ok) {
  console.log(
    `${result.imported} organisationer är inlästa.${result.ended.length > 0 ? ` Markerade som upphörda: ${result.ended.join(', ')}.` : ''}`,
  );
} else {
  for (const { line, field, reason } of result.problems) console.error(`${file}, rad ${line}: ${field} ${reason}.`);
  console.error(`\n${result.problems.length} fel. Inget är inläst.`);
  process.exitCode = 1;
}
await db.destroy();
