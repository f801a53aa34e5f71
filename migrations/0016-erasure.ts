import { sql, type Kysely } from 'kysely';
import { isPostgres } from '../server/database/kind.ts';

/**
 * What an event tells may be taken away when the person it names is erased (server/privacy/erase.ts), and nothing else of
 * it: its place in the chain and the hash of what it told stay, so that the chain holds.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('users').addColumn('erased_at', 'text').execute();
  if (isPostgres(db)) {
    await sql`
      create or replace function events_append_only() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and old.hash is null
          and (new.id, new.at, new.event, new.user_id, new.organisation_code, new.assessment_id, new.details)
            is not distinct from
            (old.id, old.at, old.event, old.user_id, old.organisation_code, old.assessment_id, old.details)
        then return new;
        end if;
        if tg_op = 'UPDATE' and old.hash is not null and new.details = '{"erased":true}'
          and (new.id, new.at, new.event, new.user_id, new.organisation_code, new.assessment_id, new.seq, new.details_hash, new.hash)
            is not distinct from
            (old.id, old.at, old.event, old.user_id, old.organisation_code, old.assessment_id, old.seq, old.details_hash, old.hash)
        then return new;
        end if;
        raise exception 'events are append-only';
      end $$`.execute(db);
    return;
  }
  await sql`drop trigger events_not_changed`.execute(db);
  await sql`
    create trigger events_not_changed before update on events
    when new.id is not old.id or new.at is not old.at or new.event is not old.event
      or new.user_id is not old.user_id or new.organisation_code is not old.organisation_code
      or new.assessment_id is not old.assessment_id
      or (old.hash is null and new.details is not old.details)
      or (old.hash is not null and (new.details is not '{"erased":true}' or new.seq is not old.seq
        or new.details_hash is not old.details_hash or new.hash is not old.hash))
    begin select raise(abort, 'events are append-only'); end`.execute(db);
}
