import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { isSignedBy } from './keys.ts';
import { bytesOf, documentHash, signedResult } from './result.ts';

/** The document is taken as it is, so that nothing in it escapes the signature. */
const sent = z.strictObject({
  document: z.custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  ),
  signature: z.strictObject({
    alg: z.literal('EdDSA'),
    kid: z.string().regex(/^[\w-]{43}$/),
    value: z.string().regex(/^[\w-]{86}$/),
  }),
});

const about = z.object({
  statement: z.string(),
  organisation: z.object({ code: z.string(), name: z.string() }),
  year: z.number(),
});

export type Verdict =
  /** Not a result file. */
  | { readonly kind: 'unreadable' }
  /** Signed by nobody that this installation knows. */
  | { readonly kind: 'unknown-key' }
  /** The signature is not of this content: something has been changed. */
  | { readonly kind: 'changed' }
  /** Genuine. `current` says whether it is what is shown today. */
  | {
      readonly kind: 'genuine';
      /** Whose it is, by name, and what it is. */
      readonly organisation: string;
      readonly statement: string;
      readonly current: boolean;
      readonly retiredAt: string | null;
    };

/** Judges a result file that someone has got hold of. */
export async function verdictOn(deps: Deps, text: string): Promise<Verdict> {
  let parsed: z.infer<typeof sent>;
  let bytes: Buffer;
  try {
    parsed = sent.parse(JSON.parse(text));
    bytes = bytesOf(parsed.document);
  } catch {
    return { kind: 'unreadable' };
  }
  const { document, signature } = parsed;
  const key = await deps.db
    .selectFrom('signing_keys')
    .select(['public_key', 'retired_at'])
    .where('kid', '=', signature.kid)
    .executeTakeFirst();
  if (!key) return { kind: 'unknown-key' };
  if (!isSignedBy(key.public_key, bytes, signature.value)) return { kind: 'changed' };
  const { statement, organisation, year } = about.parse(document);
  const now = await signedResult(deps, organisation.code, year).catch(() => undefined);
  return {
    kind: 'genuine',
    organisation: organisation.name,
    statement,
    current: now !== undefined && documentHash(now.document) === documentHash(document),
    retiredAt: key.retired_at,
  };
}
