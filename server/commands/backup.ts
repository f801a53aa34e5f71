import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeBackup } from '../backup/make.ts';
import { backupName, prune } from '../backup/keep.ts';
import { openDatabase } from '../database/open.ts';
import { run } from './run.ts';

/** `npm run backup [-- --to FOLDER]`: everything in one file, while the service goes on. */
const { values } = parseArgs({ options: { to: { type: 'string' } } });
await run(async (config) => {
  const { databaseUrl, pictureFolder, backups } = config;
  const folder = values.to ?? backups?.folder;
  if (folder === undefined) throw new Error('Ange en mapp: BACKUP_FOLDER, eller npm run backup -- --to MAPP.');
  if (!databaseUrl.includes('://') && !existsSync(databaseUrl))
    throw new Error(`Databasen ${databaseUrl} finns inte. Kontrollera DATABASE_URL.`);
  const at = new Date();
  const file = resolve(join(folder, backupName(at)));
  const db = openDatabase(databaseUrl);
  const { rows, pictures } = await makeBackup(db, { file, pictureFolder, at }).finally(() => db.destroy());
  const n = Object.values(rows).reduce((sum, each) => sum + each, 0);
  console.log(
    `${file}\n${n} rader i ${Object.keys(rows).length} tabeller och ${pictures} bildfiler, lästa tillbaka utan fel.`,
  );
  const gone = values.to === undefined && backups ? await prune(folder, backups.keepDays, at) : [];
  if (gone.length > 0) console.log(`Borttagna, äldre än ${backups?.keepDays ?? 0} dagar: ${gone.join(', ')}`);
});
