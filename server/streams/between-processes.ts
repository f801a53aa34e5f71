import { sql } from 'kysely';
import pg from 'pg';
import type { Deps } from '../deps.ts';
import type { Feed } from './feed.ts';

const AGAIN_MS = 2000;

/** How what happens in one process is heard in the others. */
export interface BetweenProcesses {
  /** Says to the others that something may have changed. */
  readonly say: (id: string) => void;
  readonly close: () => Promise<void>;
}

/** SQLite has one process: there is nobody to tell. */
const ALONE: BetweenProcesses = { say: () => undefined, close: () => Promise.resolve() };

/**
 * Over PostgreSQL's LISTEN and NOTIFY (https://www.postgresql.org/docs/current/sql-notify.html), on a connection of its
 * own. When that breaks it is made anew, and everything is looked at again, since what was said meanwhile is not repeated.
 */
export function betweenProcesses(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  /** The name that the feed has between the processes. */
  channel: 'mr_kollen_live' | 'mr_kollen_panel',
  feed: Pick<Feed<unknown>, 'hint' | 'hintAll'>,
  onError: (error: unknown) => void,
): BetweenProcesses {
  if (!/^postgres(ql)?:\/\//.test(config.databaseUrl)) return ALONE;
  let closed = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({
      connectionString: config.databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
    });
    const again = (error?: unknown) => {
      if (closed || client !== fresh) return;
      client = undefined;
      if (error) onError(error);
      void fresh.end().catch(() => undefined);
      timer = setTimeout(() => void connect(), AGAIN_MS);
      timer.unref();
    };
    client = fresh;
    fresh.on('notification', ({ payload }) => {
      if (payload) feed.hint(payload);
    });
    fresh.on('error', again);
    fresh.on('end', () => {
      again();
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${channel}`);
      feed.hintAll();
    } catch (error) {
      again(error);
    }
  };
  void connect();

  return {
    say: (id) => {
      sql`select pg_notify(${channel}, ${id})`.execute(db).catch(onError);
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
