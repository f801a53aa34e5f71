import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Kysely } from 'kysely';
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration';
import { migrationsFolder } from '../config.ts';
import type { Database } from './schema.ts';

function fromFolder(folder: string): MigrationProvider {
  return {
    async getMigrations() {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort();
      const loaded = names.map(
        async (name) =>
          [name.replace(/\.ts$/, ''), (await import(pathToFileURL(join(folder, name)).href)) as Migration] as const,
      );
      return Object.fromEntries(await Promise.all(loaded));
    },
  };
}

/** Every step of the schema that the code knows. */
export async function migrationNames(folder: string = migrationsFolder): Promise<readonly string[]> {
  return Object.keys(await fromFolder(folder).getMigrations());
}

const failed = (error: unknown): Error =>
  error instanceof Error ? error : new Error('Migreringen misslyckades.', { cause: error });

/** Brings an empty database to just this step of the schema. Throws when there is no such step. */
export async function migrateTo(db: Kysely<Database>, step: string, folder: string = migrationsFolder): Promise<void> {
  const { error } = await new Migrator({ db, provider: fromFolder(folder) }).migrateTo(step);
  if (error) throw failed(error);
}

/** Brings the database to the newest schema; all pending steps apply, or none. Returns the names of the steps run. */
export async function migrateToLatest(
  db: Kysely<Database>,
  folder: string = migrationsFolder,
): Promise<readonly string[]> {
  const { error, results } = await new Migrator({ db, provider: fromFolder(folder) }).migrateToLatest();
  if (error) throw failed(error);
  return (results ?? []).map(({ migrationName }) => migrationName);
}
