import { execFile } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Deps } from '../deps.ts';
import { today } from '../today.ts';

const DAY = 86_400_000;
/** A backup that was begun this long ago and is not done has been stopped. */
const STOPPED_AFTER = 2 * 3_600_000;
const DONE = 'done';
const NAME = /^mr-kollen-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.backup\.gz$/;

/** `mr-kollen-2026-11-28T02-00-00Z.backup.gz`: sorted by name is sorted by time. */
export const backupName = (at: Date): string =>
  `mr-kollen-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.backup.gz`;

/** When a file of ours was made; undefined for any other file. */
function madeAt(name: string): Date | undefined {
  const [, day, hours, minutes, seconds] = NAME.exec(name) ?? [];
  return day === undefined ? undefined : new Date(`${day}T${hours}:${minutes}:${seconds}Z`);
}

/** Removes our backups that are older than so many days; never the newest, and never a file that is not ours. */
export async function prune(folder: string, keepDays: number, now: Date): Promise<readonly string[]> {
  const ours = (await readdir(folder)).filter((name) => madeAt(name) !== undefined).sort();
  const old = ours.slice(0, -1).filter((name) => now.getTime() - (madeAt(name)?.getTime() ?? 0) > keepDays * DAY);
  for (const name of old) await rm(join(folder, name));
  return old;
}

/**
 * Once a day, by one process of however many: a process of its own makes the backup, so that nobody waits. The first that
 * says so in the database does it.
 */
export async function backUpDaily(deps: Deps): Promise<void> {
  const { backups, databaseUrl, pictureFolder } = deps.config;
  if (backups === null) return;
  const name = `backup:${today(deps)}`;
  const value = deps.now().toISOString();
  const stopped = new Date(deps.now().getTime() - STOPPED_AFTER).toISOString();
  const { numInsertedOrUpdatedRows } = await deps.db
    .insertInto('settings')
    .values({ name, value })
    // Whoever began and was stopped has left the time; whoever is done has left a word, which sorts after any time.
    .onConflict((c) => c.column('name').doUpdateSet({ value }).where('settings.value', '<', stopped))
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return;
  await deps.db
    .deleteFrom('settings')
    .where('name', 'like', 'backup:%')
    .where('name', '<', `backup:${today({ now: () => new Date(deps.now().getTime() - 7 * DAY) })}`)
    .execute();
  try {
    await promisify(execFile)(process.execPath, [fileURLToPath(new URL('../commands/backup.ts', import.meta.url))], {
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        BACKUP_FOLDER: backups.folder,
        BACKUP_DAYS: String(backups.keepDays),
        ...(pictureFolder === null ? {} : { PICTURE_FOLDER: pictureFolder }),
      },
    });
    await deps.db.updateTable('settings').set({ value: DONE }).where('name', '=', name).execute();
  } catch (error) {
    // It is tried again: a day without a backup is not a small thing.
    await deps.db.deleteFrom('settings').where('name', '=', name).execute();
    throw error;
  }
}
