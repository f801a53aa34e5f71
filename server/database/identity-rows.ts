/** How a session began. `link` is an invitation or reset, `demo` the demo's one click. */
export type SignInMethod = 'password' | 'passkey' | 'recovery' | 'link' | 'oidc' | 'saml' | 'demo';

/** A person as an organisation's own sign-in knows her. */
export interface IdentityRow {
  issuer: string;
  subject: string;
  user_id: string;
  created_at: string;
}

export type FlowKind = 'oidc' | 'saml' | 'saml-done' | 'passkey-new' | 'passkey-sign-in';

/** A sign-in that somebody has begun. `id` and `browser` are hashes; `content` is JSON, and never holds a link's token. */
export interface SignInFlowRow {
  id: string;
  kind: FlowKind;
  browser: string;
  content: string;
  expires_at: string;
}

export interface UsedOnceRow {
  id: string;
  expires_at: string;
}

export interface PasskeyRow {
  /** The credential's id, as the browser gives it (base64url). */
  id: string;
  user_id: string;
  /** COSE key, base64url. */
  public_key: string;
  counter: number;
  /** JSON array. */
  transports: string;
  name: string;
  created_at: string;
  used_at: string | null;
}

export interface RecoveryCodeRow {
  code_hash: string;
  user_id: string;
  used_at: string | null;
}

export interface ApiTokenRow {
  id: string;
  token_hash: string;
  organisation_code: string;
  name: string;
  /** JSON array of scopes (access/scopes.ts). */
  scopes: string;
  created_by: string;
  created_at: string;
  expires_at: string;
  used_at: string | null;
  revoked_at: string | null;
}

/** Tables of identity-rows.ts. */
export interface IdentityTables {
  identities: IdentityRow;
  sign_in_flows: SignInFlowRow;
  used_once: UsedOnceRow;
  passkeys: PasskeyRow;
  recovery_codes: RecoveryCodeRow;
  api_tokens: ApiTokenRow;
}
