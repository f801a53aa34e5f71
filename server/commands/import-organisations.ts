import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open.ts';
import { today } from '../today.ts';
import { importOrganisations, type ImportPlan, type Imported } from '../organisations/import.ts';

const USAGE = 'npm run organisations:import FIL -- --date 2025-12-31 [--preview] [--end-missing]';

/** Something that the person at the keyboard can put right. */
class Mistake extends Error {}

const now = () => new Date();

function askedFor() {
  const options = {
    date: { type: 'string' },
    preview: { type: 'boolean' },
    'end-missing': { type: 'boolean' },
  } as const;
  let parsed;
  try {
    parsed = parseArgs({ allowPositionals: true, options });
  } catch {
    throw new Mistake(`Det valet finns inte. Skriv ${USAGE}`);
  }
  const { positionals, values } = parsed;
  const [path] = positionals;
  if (path === undefined) throw new Mistake(`Ange en CSV-fil: ${USAGE}`);
  const date = values.date ?? today({ now });
  if (!z.iso.date().safeParse(date).success)
    throw new Mistake(`Datumet för folkmängden, ${date}, finns inte. Skriv det som 2025-12-31.`);
  if (date > today({ now })) throw new Mistake(`Datumet för folkmängden, ${date}, har inte varit ännu.`);
  let file;
  try {
    file = readFileSync(path);
  } catch (error) {
    throw new Mistake(
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? `Filen ${path} finns inte.`
        : `Filen ${path} går inte att läsa. Kontrollera att det är en fil och att du får läsa den.`,
    );
  }
  return {
    path,
    file,
    populationDate: date,
    preview: values.preview ?? false,
    endMissing: values['end-missing'] ?? false,
  };
}

function tellPlan({ rows, added, changed, ended }: ImportPlan): void {
  const list = (what: string, codes: readonly string[]) => {
    if (codes.length > 0) console.log(`${what} (${codes.length}): ${codes.join(', ')}`);
  };
  console.log(`Filen har ${rows} organisationer.`);
  list('Nya', added);
  list('Får nytt namn eller ny kommungrupp', changed);
  list('Upphör, finns inte i filen', ended);
}

function tell(path: string, preview: boolean, result: Imported): void {
  if (result.plan) tellPlan(result.plan);
  for (const { line, field, reason } of result.ok ? [] : result.problems)
    console.error(line === 0 ? `${path} ${reason}.` : `${path}, rad ${line}: ${field} ${reason}.`);
  if (!result.ok) {
    process.exitCode = 1;
    console.error(
      result.plan
        ? 'Inget är inläst. Ska organisationerna som saknas i filen upphöra? Lägg till --end-missing. Annars behöver de finnas i filen.'
        : `${result.problems.length} fel. Inget är inläst.`,
    );
  } else console.log(preview ? 'Inget är inläst: det här är vad som skulle hända.' : 'Inläst.');
}

try {
  const { path, file, ...options } = askedFor();
  const db = openDatabase(readConfig(process.env).databaseUrl);
  try {
    await migrateToLatest(db);
    tell(path, options.preview, await importOrganisations({ db, now }, file, options));
  } finally {
    await db.destroy();
  }
} catch (error) {
  console.error(
    error instanceof Mistake
      ? error.message
      : `Inget är inläst. Databasen gick inte att använda: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
}
