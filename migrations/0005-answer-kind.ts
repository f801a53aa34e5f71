import { sql, type Kysely } from 'kysely';

/**
 * What an answer is of: a criterion, or one of the items beside them. It was told by the first letters of the code, which
 * a new version may choose as it likes; from now on it is said when the answer is stored.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('answers')
    .addColumn('kind', 'text', (column) => column.notNull().defaultTo('criterion'))
    .execute();
  for (const [prefix, kind] of [
    ['NT-', 'indicator'],
    ['FS-', 'condition'],
    ['ST-', 'support'],
  ])
    await sql`update answers set kind = ${kind} where code like ${`${prefix}%`}`.execute(db);
}
