import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FlowKind } from '../database/identity-rows.ts';
import { hostCookie } from '../access/session.ts';
import { hashOf, type Deps } from '../deps.ts';

/** Which browser began: what is begun in one is not finished in another (login CSRF, RFC 9700 section 4.7). */
const NAME = 'mr-kollen-start';
const cookieName = ({ config }: Deps) => hostCookie(config.publicUrl, NAME);
const MINUTES = 10;

interface Begun {
  readonly kind: FlowKind;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Remembers what a browser has begun. Returns its state, which can be used once within ten minutes. */
export async function beginFlow(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  { kind, content }: Begun,
  state: string = deps.newToken(),
): Promise<string> {
  // A browser with several tabs has one and the same, or the tab that was first could not go on.
  const browser = request.cookies[cookieName(deps)] ?? deps.newToken();
  const until = new Date(deps.now().getTime() + MINUTES * 60_000).toISOString();
  await deps.db
    .insertInto('sign_in_flows')
    .values({ id: hashOf(state), kind, browser: hashOf(browser), content: JSON.stringify(content), expires_at: until })
    .execute();
  reply.setCookie(cookieName(deps), browser, {
    httpOnly: true,
    sameSite: 'lax',
    secure: cookieName(deps) === NAME ? 'auto' : true,
    path: '/',
    maxAge: MINUTES * 60,
  });
  return state;
}

/**
 * Takes what was begun with this state; undefined when there is none, it is of another kind, too old, or taken already.
 * `fromBrowser` false is for an answer that another site posts, which brings no cookie: then the browser is asked next.
 */
export async function takeFlow(
  deps: Deps,
  request: FastifyRequest,
  kind: FlowKind,
  state: string,
  fromBrowser = true,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  let taken = deps.db
    .deleteFrom('sign_in_flows')
    .where('id', '=', hashOf(state))
    .where('kind', '=', kind)
    .where('expires_at', '>', deps.now().toISOString());
  if (fromBrowser) taken = taken.where('browser', '=', hashOf(request.cookies[cookieName(deps)] ?? ''));
  const row = await taken.returning(['content', 'browser']).executeTakeFirst();
  if (!row) return undefined;
  return { ...(JSON.parse(row.content) as Record<string, unknown>), browser: row.browser };
}

/** Passes what is begun on to a next step, for the same browser. */
export async function passOn(deps: Deps, kind: FlowKind, browser: string, content: Begun['content']): Promise<string> {
  const state = deps.newToken();
  const until = new Date(deps.now().getTime() + 60_000).toISOString();
  await deps.db
    .insertInto('sign_in_flows')
    .values({ id: hashOf(state), kind, browser, content: JSON.stringify(content), expires_at: until })
    .execute();
  return state;
}

/** True the first time an id is seen before `until` (ISO time). One statement, so that two at once are told apart. */
export async function firstUse(db: Deps['db'], id: string, until: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('used_once')
    .values({ id: hashOf(id), expires_at: until })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Forgets what nobody has finished, and what can no longer be used again (server/duties.ts asks). */
export async function forgetFlows({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const at = now().toISOString();
  await db.deleteFrom('sign_in_flows').where('expires_at', '<=', at).execute();
  await db.deleteFrom('used_once').where('expires_at', '<=', at).execute();
}
