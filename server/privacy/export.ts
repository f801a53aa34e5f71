import type { SignedInUser } from '../access/requester.ts';
import { logEvent } from '../audit/events.ts';
import { userById } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import { HELD, keyOf } from './held.ts';

/** Everything that the service holds about a person, under headings in Swedish (GDPR, articles 15 and 20). */
export async function personalData(deps: Deps, user: SignedInUser): Promise<Record<string, unknown>> {
  const account = await userById(deps.db, user.id);
  if (!account) throw notFound('Kontot');
  await logEvent(deps, deps.db, {
    event: 'own-data-fetched',
    userId: user.id,
    organisationCode: user.organisationCode,
  });
  const parts: [string, unknown][] = [];
  for (const held of HELD) {
    const { table, by, columns, title } = held;
    const rows = await deps.db
      .selectFrom(table)
      .select(columns as never)
      .where(by as never, '=', keyOf(held, account) as never)
      .execute();
    if (rows.length > 0) parts.push([title, rows]);
  }
  return { fetched: deps.now().toISOString(), from: deps.config.publicUrl, ...Object.fromEntries(parts) };
}
