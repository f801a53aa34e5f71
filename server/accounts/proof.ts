import type { SignInMethod } from '../database/identity-rows.ts';
import type { UserRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';

/**
 * Ways in that prove more than that somebody knows a password; an organisation's own sign-in asks for what the organisation
 * demands. The demo's accounts hold nothing that is true.
 */
export const STRONG: ReadonlySet<SignInMethod> = new Set(['passkey', 'recovery', 'oidc', 'saml', 'demo']);

/** As the log says it. */
export const WAY_NAMES: Readonly<Record<SignInMethod, string>> = {
  password: 'lösenord',
  passkey: 'nyckel',
  recovery: 'återställningskod',
  link: 'länk',
  oidc: 'organisationens inloggning',
  saml: 'organisationens inloggning',
  demo: 'demo',
};

type Account = Pick<UserRow, 'id' | 'role' | 'organisation_code'>;

/** SKL's administrators see every member's answers: a password is not enough for them, nor for anyone where PASSKEYS says so. */
export const needsPasskey = ({ config }: Pick<Deps, 'config'>, { role }: Pick<Account, 'role'>): boolean =>
  config.passkeysFor === 'everyone' || (config.passkeysFor === 'administrators' && role === 'network_admin');

export async function hasPasskey({ db }: Pick<Deps, 'db'>, userId: string): Promise<boolean> {
  const row = await db.selectFrom('passkeys').select('id').where('user_id', '=', userId).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** The organisation's own sign-in, where its people may use nothing else. */
export function refuseOwnSignIn({ config }: Pick<Deps, 'config'>, organisationCode: string | null): void {
  const own = config.providers.find(
    ({ only, organisations }) => only && organisations.some(({ code }) => code === organisationCode),
  );
  if (own)
    throw new Problem(
      403,
      'own-sign-in',
      `Din organisation har en egen inloggning. Välj ${own.name} på inloggningssidan. Lösenord används inte.`,
    );
}

/** Refuses whoever has the right password, where a password alone opens nothing. Throws 403 with what to do instead. */
export async function refusePasswordAlone(deps: Deps, account: Account): Promise<void> {
  refuseOwnSignIn(deps, account.organisation_code);
  if (needsPasskey(deps, account) && (await hasPasskey(deps, account.id)))
    throw new Problem(
      403,
      'passkey-needed',
      'Lösenordet räcker inte för det här kontot. Logga in med din nyckel (passkey), eller med en av dina återställningskoder.',
    );
}
