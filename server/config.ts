import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { readProviders, type ProviderSettings } from './identity/settings.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Folders of the installation itself. */
export const criteriaFolder = `${root}criteria`;
export const migrationsFolder = `${root}migrations`;
export const clientFolder = `${root}dist/client`;
export const organisationsFile = `${root}criteria/reference/organisations.csv`;

const isProxyCount = (value: string) => /^[1-9]$/.test(value);
const isNetwork = (value: string) =>
  ipaddr.IPv4.isValidFourPartDecimal(value) || ipaddr.IPv6.isValid(value) || ipaddr.isValidCIDR(value);

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Everything the operator can set, by environment only. README lists the same names. */
const environmentSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce
    .number('ska vara ett portnummer, till exempel 3000')
    .int('ska vara ett portnummer, till exempel 3000')
    .min(0, 'ska vara minst 0')
    .max(65535, 'ska vara högst 65535')
    .default(3000),
  DATABASE_URL: z
    .string()
    .refine(
      (url) => !/^[a-z]+:\/\//.test(url) || /^postgres(ql)?:\/\//.test(url),
      'ska vara en sökväg till en SQLite-fil eller en adress som börjar med postgres://',
    )
    .default('./data/mr-kollen.db'),
  PUBLIC_URL: z.url().optional(),
  OPERATOR_NAME: z.string().min(1).default('SKL'),
  CONTACT_EMAIL: z.email().optional(),
  SESSION_HOURS: z.coerce.number().min(1).max(72).default(12),
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(10).max(4320).default(240),
  IDENTITY_FILE: z.string().min(1).optional(),
  PASSKEYS: z.enum(['nobody', 'administrators', 'everyone']).optional(),
  SIGNING_KEY_FILE: z.string().min(1).optional(),
  PICTURE_FOLDER: z.string().min(1).optional(),
  TRUST_PROXY: z
    .string()
    .default('false')
    .refine(
      (value) => value === 'false' || isProxyCount(value) || value.split(',').every((each) => isNetwork(each.trim())),
      'ska vara antalet proxyer framför tjänsten, till exempel 1, eller deras adresser, till exempel 10.0.0.0/8',
    )
    .transform((value): Config['trustProxy'] =>
      value === 'false' ? false : isProxyCount(value) ? Number(value) : value.split(',').map((each) => each.trim()),
    ),
  SMTP_URL: z
    .url()
    .regex(
      /^smtps?:\/\//,
      'ska börja med smtp:// eller smtps://, till exempel smtps://konto:lösenord@mejl.example.se:465',
    )
    .refine(
      (url) => URL.canParse(url) && isDecodable(new URL(url).password),
      'har ett tecken i lösenordet som behöver skrivas kodat, till exempel %25 för %',
    )
    .optional(),
  MAIL_FROM: z.string().min(3).optional(),
  BACKUP_FOLDER: z.string().min(1).optional(),
  BACKUP_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
  LINK_CHECKS: z
    .enum(['true', 'false'])
    .default('true')
    .transform((value) => value === 'true'),
  CLOSED_ACCOUNT_MONTHS: z.coerce.number().int().min(1).max(120).default(24),
  LIVE_SECONDS: z.coerce.number().int().min(0).max(3600).default(300),
  METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  METRICS_HOST: z.string().min(1).default('127.0.0.1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  /** Address that people use, without a trailing slash. Invitation links start with it. */
  readonly publicUrl: string;
  readonly operatorName: string;
  readonly contactEmail: string | null;
  readonly sessionHours: number;
  /** A session that nobody uses for this long has ended. */
  readonly sessionIdleMinutes: number;
  /** The organisations' own sign-ins (identity/settings.ts). */
  readonly providers: readonly ProviderSettings[];
  /** Who must have a passkey, if she does not come by her organisation's own sign-in. */
  readonly passkeysFor: 'nobody' | 'administrators' | 'everyone';
  /** The private key that open results are signed with; made the first time. */
  readonly signingKeyFile: string;
  /** Where pictures are kept as files; null when they are kept with the database. */
  readonly pictureFolder: string | null;
  /** How many proxies stand in front, or which: only what they say of a caller's address is believed. */
  readonly trustProxy: false | number | readonly string[];
  /** The mail server and who mail is from; null when the service sends none. */
  readonly mail: { readonly url: string; readonly from: string } | null;
  /** Where a backup is put every day, and how long it is kept; null when somebody else sees to it. */
  readonly backups: { readonly folder: string; readonly keepDays: number } | null;
  /** Whether the links of materials are visited now and then; never in the demo. */
  readonly linkChecks: boolean;
  /** How long a closed account still says whose it was. */
  readonly closedAccountMonths: number;
  /** How long an open page follows changes before it asks anew; 0 when pages do not follow. */
  readonly liveSeconds: number;
  /** Where monitoring reads figures of the process; null when it does not. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  readonly logLevel: string;
  /** Throw-away data, invented figures, one-click sign-in. Never set by environment: only by `npm run demo`. */
  readonly demo: boolean;
}

function mailOf({ SMTP_URL: url, MAIL_FROM, CONTACT_EMAIL }: z.infer<typeof environmentSchema>): Config['mail'] {
  if (url === undefined) return null;
  const from = MAIL_FROM ?? CONTACT_EMAIL;
  if (from === undefined)
    throw new Error(
      'Fel i inställningarna:\n  MAIL_FROM: behövs när SMTP_URL är satt. Skriv adressen som mejlen kommer från.',
    );
  return { url, from };
}

/** Reads the environment once. Throws an error that names each variable that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv, overrides: Partial<Config> = {}): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    throw new Error(
      `Fel i inställningarna:\n${parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`).join('\n')}`,
    );
  }
  const env = parsed.data;
  const databaseUrl = overrides.databaseUrl ?? env.DATABASE_URL;
  const publicUrl = (env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).replace(/\/$/, '');
  // Beside the database where that is a file, so that what belongs together is found together.
  const dataFolder = databaseUrl.includes('://') ? './data' : dirname(databaseUrl);
  return {
    host: env.HOST,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    publicUrl,
    operatorName: env.OPERATOR_NAME,
    contactEmail: env.CONTACT_EMAIL ?? null,
    sessionHours: env.SESSION_HOURS,
    sessionIdleMinutes: env.SESSION_IDLE_MINUTES,
    providers: env.IDENTITY_FILE === undefined ? [] : readProviders(env.IDENTITY_FILE),
    // A passkey belongs to a name on the web: on one's own computer there is none.
    passkeysFor: env.PASSKEYS ?? (publicUrl.startsWith('https:') ? 'administrators' : 'nobody'),
    signingKeyFile: env.SIGNING_KEY_FILE ?? join(dataFolder, 'signing-key.pem'),
    pictureFolder: env.PICTURE_FOLDER ?? null,
    trustProxy: env.TRUST_PROXY,
    mail: mailOf(env),
    backups: env.BACKUP_FOLDER === undefined ? null : { folder: env.BACKUP_FOLDER, keepDays: env.BACKUP_DAYS },
    linkChecks: env.LINK_CHECKS,
    closedAccountMonths: env.CLOSED_ACCOUNT_MONTHS,
    liveSeconds: env.LIVE_SECONDS,
    metrics: env.METRICS_PORT === undefined ? null : { host: env.METRICS_HOST, port: env.METRICS_PORT },
    logLevel: env.LOG_LEVEL,
    demo: false,
    ...overrides,
  };
}
