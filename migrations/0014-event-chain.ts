import { sql, type Kysely } from 'kysely';
import { isPostgres } from '../server/database/kind.ts';

/**
 * The log as a chain: each event's hash covers the one before it (server/audit/chain.ts). The database itself refuses to
 * remove an event, or to change one other than by putting it into the chain.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, type] of [
    ['seq', 'integer'],
    ['details_hash', 'text'],
    ['hash', 'text'],
  ] as const)
    await db.schema.alterTable('events').addColumn(name, type).execute();
  await db.schema.createIndex('events_seq').unique().on('events').column('seq').execute();
  await db.schema
    .createTable('event_chain')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .execute();
  await sql`insert into event_chain (id, seq, hash) values (1, 0, '')`.execute(db);
  if (isPostgres(db)) {
    await sql`
      create function events_append_only() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and old.hash is null
          and (new.id, new.at, new.event, new.user_id, new.organisation_code, new.assessment_id, new.details)
            is not distinct from
            (old.id, old.at, old.event, old.user_id, old.organisation_code, old.assessment_id, old.details)
        then return new;
        end if;
        raise exception 'events are append-only';
      end $$`.execute(db);
    await sql`create trigger events_append_only before update or delete on events for each row execute function events_append_only()`.execute(
      db,
    );
    return;
  }
  await sql`
    create trigger events_not_removed before delete on events
    begin select raise(abort, 'events are append-only'); end`.execute(db);
  await sql`
    create trigger events_not_changed before update on events
    when old.hash is not null or new.id is not old.id or new.at is not old.at or new.event is not old.event
      or new.user_id is not old.user_id or new.organisation_code is not old.organisation_code
      or new.assessment_id is not old.assessment_id or new.details is not old.details
    begin select raise(abort, 'events are append-only'); end`.execute(db);
}
