import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';

/** What the next answer is to be like; `undefined` as a claim takes it away. */
export interface Answer {
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signed with a key that the issuer has not told of. */
  readonly foreignKey?: boolean;
  readonly algorithm?: 'RS256' | 'none';
  /** The token endpoint refuses. */
  readonly refuses?: boolean;
}

const json = (value: unknown) => JSON.stringify(value);

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text);
}

/** An OpenID Connect issuer that answers as it is told to, right or wrong: the hostile ones are made of this. */
export class Issuer {
  readonly url: string;
  readonly clientId = 'mr-kollen';
  answer: Answer = {};
  /** What each code stands for: the nonce and the PKCE challenge it was asked with. */
  readonly #codes = new Map<string, { nonce: string; challenge: string }>();
  readonly #key: CryptoKey;
  readonly #foreign: CryptoKey;
  readonly #stop: () => Promise<void>;
  #n = 0;

  private constructor(url: string, key: CryptoKey, foreign: CryptoKey, stop: () => Promise<void>) {
    this.url = url;
    this.#key = key;
    this.#foreign = foreign;
    this.#stop = stop;
  }

  static async start(): Promise<Issuer> {
    const [own, foreign] = await Promise.all([
      generateKeyPair('RS256', { extractable: true }),
      generateKeyPair('RS256'),
    ]);
    const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
    const holder: { issuer?: Issuer } = {};
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://x');
      const send = (status: number, value: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(json(value));
      };
      const { issuer } = holder;
      if (!issuer) send(500, {});
      else if (pathname === '/.well-known/openid-configuration')
        send(200, {
          issuer: issuer.url,
          authorization_endpoint: `${issuer.url}/auth`,
          token_endpoint: `${issuer.url}/token`,
          jwks_uri: `${issuer.url}/jwks`,
          end_session_endpoint: `${issuer.url}/end`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          code_challenge_methods_supported: ['S256'],
          authorization_response_iss_parameter_supported: true,
        });
      else if (pathname === '/jwks') send(200, { keys: [jwk] });
      else if (pathname === '/token')
        void bodyOf(request).then(async (form) => {
          const [status, value] = await issuer.#token(form);
          send(status, value);
        });
      else send(404, {});
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const issuer = new Issuer(url, own.privateKey, foreign.privateKey, async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    });
    holder.issuer = issuer;
    return issuer;
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  /** The person signs in there: takes the address she was sent to, and returns the one she is sent back to. */
  authorize(sentTo: string, change: Readonly<Record<string, string>> = {}): string {
    const asked = new URL(sentTo).searchParams;
    const code = `code-${++this.#n}`;
    this.#codes.set(code, { nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '' });
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.search = new URLSearchParams({ code, state: asked.get('state') ?? '', iss: this.url, ...change }).toString();
    return back.pathname + back.search;
  }

  async #token(form: URLSearchParams): Promise<[number, unknown]> {
    const asked = this.#codes.get(form.get('code') ?? '');
    const { createHash } = await import('node:crypto');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!asked || asked.challenge !== challenge || this.answer.refuses) return [400, { error: 'invalid_grant' }];
    this.#codes.delete(form.get('code') ?? '');
    const id_token = await this.sign({ nonce: asked.nonce, ...this.answer.claims });
    return [200, { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token }];
  }

  /** A token of this issuer's, as `answer` says. */
  async sign(
    claims: Readonly<Record<string, unknown>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const all = { iss: this.url, aud: this.clientId, iat: now, exp: now + 60, ...claims };
    const payload = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as JWTPayload;
    if (this.answer.algorithm === 'none') {
      const part = (value: unknown) => Buffer.from(json(value)).toString('base64url');
      return `${part({ alg: 'none' })}.${part(payload)}.`;
    }
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', kid: 'one', ...headers })
      .sign(this.answer.foreignKey ? this.#foreign : this.#key);
  }
}
