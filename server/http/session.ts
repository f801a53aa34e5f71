import cookie from '@fastify/cookie';
import session, { type SessionStore } from '@fastify/session';
import type { FastifyInstance, FastifyRequest, Session } from 'fastify';
import type { Role } from '../accounts/permissions.ts';
import { hashOf, type Deps } from '../deps.ts';

/** The person behind a request, read with the session in one query. */
export interface SignedInUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly organisationCode: string | null;
  readonly countyCode: string | null;
  readonly national: boolean;
  /** Hash of the session id; names the session in the person's own list. */
  readonly sessionKey: string;
}

declare module 'fastify' {
  interface Session {
    userId?: string;
    device?: string;
    user?: SignedInUser;
  }
  interface FastifyRequest {
    user: SignedInUser | null;
  }
}

type Callback = (error: unknown) => void;

function settle(work: Promise<unknown>, callback: Callback): void {
  work.then(() => callback(null), callback);
}

/** Sessions in our database: revocable at once, and gone when the account is disabled. */
class DatabaseSessions implements SessionStore {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  set(id: string, value: Session, callback: Callback): void {
    const { db, now, config } = this.#deps;
    const at = now();
    const row = {
      id: hashOf(id),
      user_id: value.userId ?? null,
      device: value.device ?? '',
      created_at: at.toISOString(),
      expires_at: new Date(at.getTime() + config.sessionHours * 3_600_000).toISOString(),
    };
    const save = db.insertInto('sessions').values(row).onConflict((c) => c.column('id').doUpdateSet({ user_id: row.user_id, device: row.device }));
    settle(save.execute(), callback);
  }

  get(id: string, callback: (error: unknown, value?: Session | null) => void): void {
    this.#read(hashOf(id)).then((value) => callback(null, value), (error: unknown) => callback(error));
  }

  destroy(id: string, callback: Callback): void {
    settle(this.#deps.db.deleteFrom('sessions').where('id', '=', hashOf(id)).execute(), callback);
  }

  async #read(key: string): Promise<Session | null> {
    const row = await this.#deps.db
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .select(['users.id', 'name', 'email', 'role', 'organisation_code', 'county_code', 'national', 'sessions.expires_at'])
      .where('sessions.id', '=', key)
      .where('users.disabled_at', 'is', null)
      .executeTakeFirst();
    if (!row || row.expires_at <= this.#deps.now().toISOString()) return null;
    const user: SignedInUser = {
      id: row.id,
      name: row.name,
      email: row.email,
      role: row.role,
      organisationCode: row.organisation_code,
      countyCode: row.county_code,
      national: row.national === 1,
      sessionKey: key,
    };
    return { cookie: { originalMaxAge: null, expires: new Date(row.expires_at) }, userId: row.id, user } as unknown as Session;
  }
}

async function secretOf(deps: Deps): Promise<string> {
  if (deps.config.sessionSecret) return deps.config.sessionSecret;
  await deps.db.insertInto('settings').values({ name: 'session-secret', value: deps.newToken() }).onConflict((c) => c.column('name').doNothing()).execute();
  const { value } = await deps.db.selectFrom('settings').select('value').where('name', '=', 'session-secret').executeTakeFirstOrThrow();
  return value;
}

/** https://github.com/fastify/session. Reading a session writes nothing: it is saved only at sign-in. */
export async function useSessions(app: FastifyInstance, deps: Deps): Promise<void> {
  await app.register(cookie);
  await app.register(session, {
    secret: await secretOf(deps),
    store: new DatabaseSessions(deps),
    cookieName: 'mr-kollen',
    cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', path: '/', maxAge: deps.config.sessionHours * 3_600_000 },
    saveUninitialized: false,
    rolling: false,
  });
  app.decorateRequest('user', null);
  app.addHook('onRequest', (request: FastifyRequest, _reply, done) => {
    request.user = request.session.user ?? null;
    done();
  });
}
