import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { organisationCode, requiredText } from '../http/fields.ts';

const url = z
  .url('ska vara en adress som börjar med https://')
  .refine(
    (value) => value.startsWith('https:') || /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(value),
    'ska börja med https://',
  );

/** Whose people a sign-in vouches for: those with the e-mail domain, or with the claim. */
const served = z.union(
  [
    z.strictObject({
      code: organisationCode,
      domain: z
        .string()
        .regex(
          /^[a-z0-9-]+(\.[a-z0-9-]+)+$/,
          'ska vara den del av e-postadressen som står efter @, till exempel lund.se',
        ),
    }),
    z.strictObject({ code: organisationCode, claim: requiredText(200), value: requiredText(500) }),
  ],
  'ska ha code, och antingen domain eller claim och value',
);

const common = {
  id: z
    .string()
    .regex(/^[a-z0-9-]{2,40}$/, 'ska vara små bokstäver, siffror och bindestreck, till exempel lund')
    // /logga-in/aterstallning is a page of ours.
    .refine((id) => id !== 'aterstallning', 'är upptaget. Välj ett annat'),
  name: requiredText(100),
  organisations: z.array(served).min(1, 'ska nämna minst en organisation'),
  /** Whether the organisations' people may no longer sign in with a password here. */
  only: z.boolean().default(false),
};

const oidc = z
  .strictObject({
    ...common,
    kind: z.literal('oidc'),
    issuer: url,
    clientId: requiredText(500),
    clientSecret: requiredText(500).optional(),
    clientSecretFile: requiredText(500).optional(),
    scope: requiredText(500).default('openid email profile'),
    emailClaim: requiredText(100).default('email'),
  })
  .refine((given) => (given.clientSecret === undefined) !== (given.clientSecretFile === undefined), {
    path: ['clientSecretFile'],
    error: 'ska vara en fil med klientens hemlighet, eller så anges clientSecret',
  });

const saml = z.strictObject({
  ...common,
  kind: z.literal('saml'),
  /** The entityID of the organisation's sign-in, and where it takes requests. */
  issuer: requiredText(500),
  entryPoint: url,
  /** Certificates it signs with, PEM. Two while it changes key. */
  certificateFiles: z.array(requiredText(500)).min(1, 'ska nämna minst ett certifikat'),
  /** Our private key, to sign requests with, and its certificate. Federations demand it. */
  privateKeyFile: requiredText(500).optional(),
  publicCertificateFile: requiredText(500).optional(),
  /** How sure the person's identity must be, as the federation names it. */
  authnContext: requiredText(500).optional(),
  emailClaim: requiredText(200).default('urn:oid:0.9.2342.19200300.100.1.3'),
  nameClaim: requiredText(200).default('urn:oid:2.16.840.1.113730.3.1.241'),
  subjectClaim: requiredText(200).optional(),
});

const file = z
  .array(z.discriminatedUnion('kind', [oidc, saml], 'kind ska vara oidc eller saml'))
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'två har samma id');

export type Served = z.infer<typeof served>;

interface Shared {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly organisations: readonly Served[];
  readonly only: boolean;
}

/** An OpenID Connect provider, with its secret read. */
export interface OidcSettings extends Shared {
  readonly kind: 'oidc';
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  readonly emailClaim: string;
}

/** A SAML 2.0 identity provider, with its certificates read. */
export interface SamlSettings extends Shared {
  readonly kind: 'saml';
  readonly entryPoint: string;
  readonly certificates: readonly string[];
  readonly privateKey: string | null;
  readonly publicCertificate: string | null;
  readonly authnContext: string | null;
  readonly emailClaim: string;
  readonly nameClaim: string;
  readonly subjectClaim: string | null;
}

export type ProviderSettings = OidcSettings | SamlSettings;

function settled(given: z.infer<typeof file>[number], read: (name: string) => string): ProviderSettings {
  if (given.kind === 'oidc') {
    const { clientSecret, clientSecretFile, ...rest } = given;
    return { ...rest, clientSecret: clientSecret ?? read(clientSecretFile ?? '').trim() };
  }
  const { certificateFiles, privateKeyFile, publicCertificateFile, authnContext, subjectClaim, ...rest } = given;
  return {
    ...rest,
    certificates: certificateFiles.map(read),
    privateKey: privateKeyFile === undefined ? null : read(privateKeyFile),
    publicCertificate: publicCertificateFile === undefined ? null : read(publicCertificateFile),
    authnContext: authnContext ?? null,
    subjectClaim: subjectClaim ?? null,
  };
}

/**
 * The organisations' own sign-ins, from the YAML file that IDENTITY_FILE names. Files it names lie beside it. Throws an
 * error in Swedish that names the place.
 */
export function readProviders(path: string): readonly ProviderSettings[] {
  const wrong = (what: string) => new Error(`Fel i ${path} (IDENTITY_FILE):\n${what}`);
  const read = (name: string, from: string) => {
    try {
      return readFileSync(resolve(dirname(path), name), 'utf8');
    } catch {
      throw wrong(`  ${from}${name} går inte att läsa. Kontrollera sökvägen, och att tjänsten får läsa filen.`);
    }
  };
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw wrong('  Filen går inte att läsa. Kontrollera sökvägen, och att tjänsten får läsa den.');
  }
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    throw wrong(`  Filen går inte att läsa som YAML: ${(error as Error).message.split('\n')[0] ?? ''}`);
  }
  const parsed = file.safeParse(content);
  if (!parsed.success)
    throw wrong(
      parsed.error.issues.map(({ path: at, message }) => `  ${at.join('.') || 'listan'}: ${message}`).join('\n'),
    );
  return parsed.data.map((given) => settled(given, (name) => read(name, `${given.id}: `)));
}
