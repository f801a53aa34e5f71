/** What an organisation's own sign-in says of a person. */
export interface Identity {
  /** Never changes and is never given to somebody else, within the issuer. */
  readonly subject: string;
  readonly email: string;
  /** False when the sign-in itself says that the address is not confirmed. */
  readonly emailConfirmed: boolean;
  readonly name: string;
  /** Its own session, so that signing out there ends ours; null where it tells of none. */
  readonly session: string | null;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** What has to be remembered between being sent there and coming back. */
export type Secrets = Readonly<Record<string, string>>;

/** What came back: the address for OpenID Connect, the form for SAML. */
export interface Answer {
  readonly address: URL;
  readonly form: Readonly<Record<string, string>>;
}

/** The seam behind which OpenID Connect and SAML are alike. */
export interface IdentityProvider {
  /** Where to send the person. `state` comes back with the answer. */
  begin(state: string): Promise<{ readonly url: string; readonly secrets: Secrets }>;
  /** Checks everything, and throws unless the answer is for us, for this sign-in, and from whom it says. */
  finish(answer: Answer, state: string, secrets: Secrets): Promise<Identity>;
  /** Where to send somebody who signs out, so that she is signed out there too; null where it cannot be done. */
  endUrl(): Promise<string | null>;
}

/** The person said no there, or it could not sign her in: nothing is wrong with the answer itself. */
export class SignInDeclined extends Error {}
