import type { Kysely } from 'kysely';

/** What an action is to lead to, the level it aims at, and the year whose level it set out from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const columns = [
    (table: string) => db.schema.alterTable(table).addColumn('effect', 'text', (c) => c.notNull().defaultTo('')),
    (table: string) => db.schema.alterTable(table).addColumn('target_level', 'integer'),
    (table: string) => db.schema.alterTable(table).addColumn('base_year', 'integer'),
  ];
  for (const add of columns) await add('actions').execute();
}
