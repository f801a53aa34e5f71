import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { isSignedBy } from './keys.ts';
import { bytesOf, documentHash, signedResult } from './result.ts';

const sent = z.object({
  document: z.record(z.string(), z.unknown()),
  signature: z.object({ alg: z.literal('EdDSA'), kid: z.string().max(100), value: z.string().max(200) }),
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
  try {
    parsed = sent.parse(JSON.parse(text));
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
  if (!isSignedBy(key.public_key, bytesOf(document), signature.value)) return { kind: 'changed' };
  const {
    statement = '',
    organisation,
    year,
  } = document as {
    statement?: string;
    organisation?: { code?: string; name?: string };
    year?: number;
  };
  const now = await signedResult(deps, organisation?.code ?? '', year ?? 0).catch(() => undefined);
  return {
    kind: 'genuine',
    organisation: organisation?.name ?? '',
    statement,
    current: now !== undefined && documentHash(now.document) === documentHash(document),
    retiredAt: key.retired_at,
  };
}
