import type { Kysely } from 'kysely';
import { acceptByIdentity } from '../accounts/invitations.ts';
import { activeCoordinators, insertUser, userByEmail, userById } from '../accounts/queries.ts';
import { logEvent } from '../audit/events.ts';
import type { Database, UserRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { email as emailField, requiredText } from '../http/fields.ts';
import { Problem } from '../http/problem.ts';
import { queueMail } from '../mail/queue.ts';
import { organisationByCode } from '../organisations/queries.ts';
import type { Identity } from './provider.ts';
import type { ProviderSettings, Served } from './settings.ts';

const refused = (code: string, message: string) => new Problem(403, code, message);

const domainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1);

function serves(served: Served, email: string, { claims }: Identity): boolean {
  if ('domain' in served) return domainOf(email) === served.domain;
  return [claims[served.claim]].flat().includes(served.value);
}

/** Which organisation the sign-in vouches for this person in. Throws when there is none. */
async function organisationFor(
  deps: Deps,
  { organisations, name }: ProviderSettings,
  email: string,
  identity: Identity,
): Promise<string> {
  const code = organisations.find((served) => serves(served, email, identity))?.code;
  const organisation = code === undefined ? undefined : await organisationByCode(deps.db, code);
  if (!organisation || organisation.ended_on !== null)
    throw refused(
      'no-organisation',
      `${name} känner dig som ${email}, men säger inte att du hör till en kommun eller region som använder den här inloggningen. Kontakta er IT-avdelning.`,
    );
  return organisation.code;
}

/** The account that this identity has had before. */
async function knownAccount(db: Kysely<Database>, issuer: string, subject: string): Promise<UserRow | undefined> {
  const row = await db
    .selectFrom('identities')
    .select('user_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row && userById(db, row.user_id);
}

/** An account that somebody at this issuer has already: her address can be given to another, her subject cannot. */
async function hasIdentity(db: Kysely<Database>, issuer: string, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('identities')
    .select('subject')
    .where('issuer', '=', issuer)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row !== undefined;
}

function refuseClosed({ disabled_at }: UserRow): void {
  if (disabled_at !== null)
    throw refused('closed', 'Ditt konto är stängt. Tala med samordnaren i din organisation om det ska öppnas igen.');
}

/** Tells the coordinators that somebody waits for a role. */
async function tellNewcomer(deps: Deps, trx: Kysely<Database>, userId: string, code: string): Promise<void> {
  const coordinators = await activeCoordinators(trx, code);
  await queueMail(
    deps,
    trx,
    coordinators.map(({ id }) => ({
      kind: 'newcomer' as const,
      key: `newcomer:${userId}:${id}`,
      to: { userId: id },
      params: { newcomer: userId },
    })),
  );
}

/**
 * The account of somebody whom an organisation's own sign-in vouches for; made the first time, without rights until a
 * coordinator gives a role, or with the role of the invitation that she came by. An account that was there before is taken
 * over only within the same organisation and with an address that is confirmed. Throws 403 with the reason otherwise.
 */
export async function accountOf(
  deps: Deps,
  provider: ProviderSettings,
  identity: Identity,
  invitationId: string | null,
): Promise<string> {
  if (identity.subject === '')
    throw refused('no-subject', `${provider.name} sade inte vem du är. Kontakta er IT-avdelning.`);
  const address = emailField.safeParse(identity.email);
  if (!address.success)
    throw refused(
      'no-email',
      `${provider.name} lämnade ingen e-postadress. Be er IT-avdelning att låta den följa med.`,
    );
  const email = address.data;
  const code = await organisationFor(deps, provider, email, identity);
  const known = await knownAccount(deps.db, provider.issuer, identity.subject);
  if (known) {
    refuseClosed(known);
    if (known.organisation_code !== code)
      throw refused(
        'other-organisation',
        'Ditt konto hör till en annan organisation. Be samordnaren där att stänga det och ta bort personuppgifterna i det.',
      );
    if (invitationId !== null) await acceptByIdentity(deps, deps.db, invitationId, known.email);
    return known.id;
  }
  if (!identity.emailConfirmed)
    throw refused(
      'email-not-confirmed',
      `${provider.name} säger att din e-postadress inte är bekräftad. Bekräfta den där, och försök igen.`,
    );
  const existing = await userByEmail(deps.db, email);
  if (existing) refuseClosed(existing);
  if (existing && existing.organisation_code !== code)
    throw refused(
      'taken',
      `${email} har redan ett konto som inte hör till din organisation. Hör av dig till den som driver tjänsten.`,
    );
  if (existing && (await hasIdentity(deps.db, provider.issuer, existing.id)))
    throw refused(
      'other-person-before',
      `Någon annan hos ${provider.name} har haft adressen ${email} och ett konto här. Be samordnaren att stänga det gamla kontot och ta bort personuppgifterna i det.`,
    );
  return deps.db.transaction().execute(async (trx) => {
    const at = deps.now().toISOString();
    const id = existing?.id ?? deps.newId();
    if (!existing) {
      const name = requiredText(100).safeParse(identity.name);
      const added = await insertUser(trx, {
        id,
        email,
        name: name.success ? name.data : email,
        password_hash: null,
        role: 'unassigned',
        organisation_code: code,
        county_code: null,
        national: 0,
        created_at: at,
        disabled_at: null,
        erased_at: null,
      });
      if (!added) throw refused('at-once', `${email} fick just ett konto. Försök igen.`);
    }
    await trx
      .insertInto('identities')
      .values({ issuer: provider.issuer, subject: identity.subject, user_id: id, created_at: at })
      .execute();
    await logEvent(deps, trx, {
      event: existing ? 'identity-linked' : 'user-joined',
      userId: id,
      organisationCode: code,
      details: { name: provider.name },
    });
    if (existing) {
      const key = `identity-linked:${id}:${at}`;
      const params = { what: 'identity-linked', at };
      await queueMail(deps, trx, [{ kind: 'sign-in-changed', key, to: { userId: id }, params }]);
    }
    if (invitationId !== null) await acceptByIdentity(deps, trx, invitationId, email);
    else if (!existing) await tellNewcomer(deps, trx, id, code);
    return id;
  });
}
