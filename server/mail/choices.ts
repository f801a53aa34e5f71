import type { SignedInUser } from '../access/requester.ts';
import type { Deps } from '../deps.ts';
import { invalid } from '../http/problem.ts';
import type { MailChoices } from './contract.ts';
import { MAIL_KINDS, optionalFor, type MailKind } from './kinds.ts';

/** What a person can be sent in her role, and what she has turned down. */
export async function mailChoicesOf({ db, config }: Deps, { id, role }: SignedInUser): Promise<MailChoices> {
  const rows = await db.selectFrom('mail_refusals').select('kind').where('user_id', '=', id).execute();
  const refused = new Set(rows.map(({ kind }) => kind));
  return {
    configured: config.mail !== null,
    kinds: optionalFor(role).map((kind) => ({ kind, name: MAIL_KINDS[kind].name, wanted: !refused.has(kind) })),
  };
}

/** Turns down some kinds, and wants the others that the role can be sent. */
export async function chooseMail(deps: Deps, user: SignedInUser, refused: readonly MailKind[]): Promise<MailChoices> {
  const offered = optionalFor(user.role);
  const other = refused.find((kind) => !offered.includes(kind));
  if (other !== undefined) throw invalid('refused', `${MAIL_KINDS[other].name} går inte att välja bort`);
  if (offered.length === 0) return mailChoicesOf(deps, user);
  await deps.db.transaction().execute(async (trx) => {
    await trx.deleteFrom('mail_refusals').where('user_id', '=', user.id).where('kind', 'in', offered).execute();
    const rows = [...new Set(refused)].map((kind) => ({ user_id: user.id, kind }));
    if (rows.length > 0) await trx.insertInto('mail_refusals').values(rows).execute();
  });
  return mailChoicesOf(deps, user);
}
