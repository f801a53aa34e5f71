import * as client from 'openid-client';
import type { OidcSettings } from './settings.ts';
import { SignInDeclined, type Answer, type Identity, type IdentityProvider, type Secrets } from './provider.ts';

const HOUR = 3_600_000;
const SECONDS_TO_ANSWER = 10;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * OpenID Connect, code flow with PKCE, state and nonce (https://openid.net/specs/openid-connect-core-1_0.html; RFC 9700).
 * The issuer's answer is taken at an address of its own, and its ID token's signature is checked although it comes
 * directly from the issuer.
 */
export class OidcProvider implements IdentityProvider {
  readonly #settings: OidcSettings;
  readonly #redirect: string;
  readonly #publicUrl: string;
  #found: { readonly at: number; readonly config: Promise<client.Configuration> } | undefined;

  constructor(settings: OidcSettings, publicUrl: string) {
    this.#settings = settings;
    this.#publicUrl = publicUrl;
    this.#redirect = `${publicUrl}/logga-in/${settings.id}/svar`;
  }

  async #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const extra = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
    return client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: SECONDS_TO_ANSWER,
      execute: [...extra, client.enableNonRepudiationChecks],
    });
  }

  /** What the issuer says of itself, asked for once an hour; one that could not be asked is asked again at once. */
  config(): Promise<client.Configuration> {
    if (this.#found && Date.now() - this.#found.at < HOUR) return this.#found.config;
    const config = this.#discover();
    this.#found = { at: Date.now(), config };
    config.catch(() => {
      this.#found = undefined;
    });
    return config;
  }

  async begin(state: string): Promise<{ url: string; secrets: Secrets }> {
    const config = await this.config();
    const secrets = { verifier: client.randomPKCECodeVerifier(), nonce: client.randomNonce() };
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: this.#redirect,
      scope: this.#settings.scope,
      state,
      nonce: secrets.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, secrets };
  }

  async finish({ address }: Answer, state: string, { verifier = '', nonce = '' }: Secrets): Promise<Identity> {
    const config = await this.config();
    const current = new URL(this.#redirect);
    current.search = address.search;
    let tokens: Awaited<ReturnType<typeof client.authorizationCodeGrant>>;
    try {
      tokens = await client.authorizationCodeGrant(config, current, {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      });
    } catch (error) {
      if (error instanceof client.AuthorizationResponseError) throw new SignInDeclined(error.error, { cause: error });
      throw error;
    }
    const token = tokens.claims() ?? { sub: '' };
    const told = { ...token } as Record<string, unknown>;
    if (told[this.#settings.emailClaim] === undefined && config.serverMetadata().userinfo_endpoint)
      Object.assign(told, await client.fetchUserInfo(config, tokens.access_token, token.sub));
    return {
      subject: token.sub,
      email: textOf(told[this.#settings.emailClaim]),
      // Some write it as text.
      emailConfirmed: told.email_verified !== false && told.email_verified !== 'false',
      name: textOf(told.name) || [told.given_name, told.family_name].map(textOf).filter(Boolean).join(' '),
      session: textOf(told.sid) || null,
      claims: told,
    };
  }

  async endUrl(): Promise<string | null> {
    const config = await this.config();
    if (!config.serverMetadata().end_session_endpoint) return null;
    return client.buildEndSessionUrl(config, {
      client_id: this.#settings.clientId,
      post_logout_redirect_uri: `${this.#publicUrl}/`,
    }).href;
  }
}
