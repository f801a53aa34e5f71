import type { Kysely } from 'kysely';

/**
 * What an edition needs to be followed by one that tells nothing beside it: what was drawn for an organisation, the year
 * before's submission that its change is counted from, and the sets of kommungrupper that the year's figures are for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('edition_members').addColumn('lots', 'text').execute();
  await db.schema.alterTable('edition_members').addColumn('assessment_before', 'text').execute();
  await db.schema.alterTable('editions').addColumn('sets', 'text').execute();
}
