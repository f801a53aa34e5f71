import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { inject } from 'vitest';
import { openDatabase } from '../../server/database/open.ts';
import type { Database } from '../../server/database/schema.ts';

export interface TestDatabase {
  readonly db: Kysely<Database>;
  /** As DATABASE_URL; null where nobody else can open it. */
  readonly url: string | null;
  readonly close: () => Promise<void>;
}

let made = 0;

/** A fresh database of the project's kind, migrated and with all organisations. */
export async function freshDatabase(): Promise<TestDatabase> {
  const template = inject('template');
  const kind = process.env.TEST_DATABASE;
  if (kind === 'pglite') {
    const pglite = await PGlite.create({ loadDataDir: new Blob([readFileSync(template)]) });
    const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
    return {
      db,
      url: null,
      close: async () => {
        await db.destroy();
        await pglite.close().catch(() => undefined);
      },
    };
  }
  if (kind === 'postgres') {
    const url = new URL(process.env.TEST_POSTGRES_URL ?? '');
    const admin = openDatabase(url.href);
    const name = `test_${process.pid}_${++made}`;
    await sql`create database ${sql.raw(name)} template ${sql.raw(template)}`.execute(admin);
    await admin.destroy();
    url.pathname = `/${name}`;
    const db = openDatabase(url.href);
    return { db, url: url.href, close: () => db.destroy() };
  }
  const folder = mkdtempSync(join(tmpdir(), 'mr-kollen-test-'));
  const file = join(folder, 'test.db');
  copyFileSync(template, file);
  const db = openDatabase(file);
  return {
    db,
    url: file,
    close: async () => {
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
