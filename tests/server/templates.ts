import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import type { TestProject } from 'vitest/node';
import { migrateToLatest } from '../../server/database/migrate.ts';
import { openDatabase } from '../../server/database/open.ts';
import type { Database } from '../../server/database/schema.ts';
import { ensureOrganisations } from '../../server/organisations/reference.ts';

declare module 'vitest' {
  interface ProvidedContext {
    template: string;
  }
}

async function fill(db: Kysely<Database>): Promise<void> {
  await migrateToLatest(db);
  await ensureOrganisations({ db, now: () => new Date() });
}

/** Migrates one database per kind, once; every test file starts from a copy. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'mr-kollen-test-'));
  const kind = (project.config.env as Record<string, string>).TEST_DATABASE;
  let template = join(folder, 'template');
  if (kind === 'sqlite') {
    const db = openDatabase(template);
    await fill(db);
    await db.destroy();
  } else if (kind === 'pglite') {
    const pglite = await PGlite.create();
    await fill(new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) }));
    writeFileSync(template, Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()));
    await pglite.close();
  } else {
    const url = new URL(process.env.TEST_POSTGRES_URL ?? '');
    const admin = openDatabase(url.href);
    template = `template_${process.pid}`;
    const { sql } = await import('kysely');
    await sql`create database ${sql.raw(template)}`.execute(admin);
    url.pathname = `/${template}`;
    const db = openDatabase(url.href);
    await fill(db);
    await db.destroy();
    await admin.destroy();
  }
  project.provide('template', template);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
