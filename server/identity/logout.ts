import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import { logEvent } from '../audit/events.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { firstUse } from './flow.ts';
import type { OidcProvider } from './oidc.ts';
import type { OidcSettings } from './settings.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const SECONDS = 120;
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

const refused = (reason: string) =>
  new Problem(400, 'invalid-logout-token', 'Utloggningen gick inte att lita på.', [
    { field: 'logout_token', message: reason },
  ]);

/** OpenID Connect Back-Channel Logout 1.0, section 2.6. Throws 400. */
async function checked(settings: OidcSettings, provider: OidcProvider, token: string): Promise<JWTPayload> {
  const metadata = (await provider.config()).serverMetadata();
  const keys = createRemoteJWKSet(new URL(metadata.jwks_uri ?? settings.issuer), { timeoutDuration: 10_000 });
  let payload: JWTPayload;
  let type: string | undefined;
  try {
    ({
      payload,
      protectedHeader: { typ: type },
    } = await jwtVerify(token, keys, {
      issuer: metadata.issuer,
      audience: settings.clientId,
      algorithms: ALGORITHMS,
      maxTokenAge: SECONDS,
      clockTolerance: 30,
      requiredClaims: ['iat', 'jti', 'events'],
    }));
  } catch {
    throw refused('är inte undertecknad av utfärdaren, inte för oss, eller för gammal');
  }
  // Older providers write nothing, or JWT; what says that it is something else is something else.
  if (type !== undefined && !/^(logout\+jwt|JWT)$/i.test(type)) throw refused('är av ett annat slag');
  const events = payload.events as Readonly<Record<string, unknown>> | null;
  if (typeof events !== 'object' || events === null || !(EVENT in events)) throw refused('är ingen utloggning');
  if ('nonce' in payload) throw refused('är en inloggning');
  if (typeof payload.sub !== 'string' && typeof payload.sid !== 'string') throw refused('säger inte vem');
  return payload;
}

/** The organisation's own sign-in says that somebody has signed out there, or may no longer be in. Ends the sessions here. */
export async function endByLogoutToken(
  deps: Deps,
  settings: OidcSettings,
  provider: OidcProvider,
  token: string,
): Promise<void> {
  const { sub, sid, jti } = await checked(settings, provider, token);
  const until = new Date(deps.now().getTime() + 2 * SECONDS * 1000).toISOString();
  await deps.db.transaction().execute(async (trx) => {
    if (!(await firstUse(trx, `logout ${settings.issuer} ${jti ?? ''}`, until))) throw refused('har redan använts');
    let ended = trx.deleteFrom('sessions').where('provider', '=', settings.id);
    if (typeof sid === 'string') ended = ended.where('provider_session', '=', sid);
    else
      ended = ended.where('user_id', 'in', (eb) =>
        eb
          .selectFrom('identities')
          .select('user_id')
          .where('issuer', '=', settings.issuer)
          .where('subject', '=', sub ?? ''),
      );
    const rows = await ended.returning(['user_id', 'organisation_code']).execute();
    for (const [userId, [row]] of Map.groupBy(rows, ({ user_id }) => user_id))
      await logEvent(deps, trx, {
        event: 'sessions-ended',
        userId,
        organisationCode: row?.organisation_code ?? null,
        details: { provider: settings.name },
      });
  });
}
