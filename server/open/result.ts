import canonicalize from 'canonicalize';
import { z } from 'zod';
import type { Decision } from '../assessments/contract.ts';
import { isItem, toAnswerView, toItemView } from '../assessments/content.ts';
import { answersOf, assessmentHead } from '../assessments/queries.ts';
import { sha256 } from '../assessments/transitions.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import { latestSubmission } from '../rounds/queries.ts';
import { openAssessment } from './assessments.ts';
import { isSignedBy } from './keys.ts';

/** How an open result is spoken of everywhere. Never as approved or certified: the platform has no such thing. */
export function resultName(year: number, catalogue: string): string {
  return `Självskattning ${year}, egen bedömning, kriterier ${catalogue}`;
}

export interface SignedResult {
  readonly document: Readonly<Record<string, unknown>>;
  readonly signature: { readonly alg: 'EdDSA'; readonly kid: string; readonly value: string };
}

const bytesOf = (document: unknown) => Buffer.from(canonicalize(document) ?? '');

/** SHA-256 (hex) of a document's canonical bytes (RFC 8785). */
export const documentHash = (document: unknown): string => sha256(bytesOf(document).toString());

/**
 * An open, adopted assessment as a document that can be verified: the answers and numbers that were decided on, and the
 * decision. Conditions and wishes for support, which are for the operator, and working notes are not in it.
 */
export async function signedResult(deps: Deps, code: string, year: number): Promise<SignedResult> {
  const [shown, submission] = await Promise.all([
    openAssessment(deps, code, year),
    latestSubmission(deps.db, code, year),
  ]);
  if (!submission) throw notFound('Självskattningen');
  const [row, answers, frozen] = await Promise.all([
    assessmentHead(deps.db, submission.assessment_id),
    answersOf(deps.db, submission.assessment_id),
    deps.db.selectFrom('assessments').select('hash').where('id', '=', submission.assessment_id).executeTakeFirst(),
  ]);
  const decision = row.decision === null ? null : (JSON.parse(row.decision) as Decision);
  const document = {
    format: 'mr-kollen-resultat-1',
    statement: resultName(year, shown.catalogue),
    ...(deps.config.demo ? { invented: 'Påhittade uppgifter' } : {}),
    installation: deps.config.publicUrl,
    operator: deps.config.operatorName,
    organisation: { code, name: shown.organisation.name },
    assessment: row.id,
    year,
    catalogue: shown.catalogue,
    track: row.track,
    decision: decision && {
      body: decision.body,
      date: decision.date,
      paragraph: decision.paragraph,
      diarienummer: decision.diarienummer,
      // Of everything that was decided on, also what is not shown here.
      sha256: frozen?.hash ?? '',
    },
    profile: shown.areas.map(({ key, name, index }) => ({ area: key, name, index })),
    answers: answers
      .filter(({ code: key }) => !isItem(key))
      .map((answer) => {
        const { code: criterion, level, notApplicable, reason, motivation, evidence } = toAnswerView(answer);
        return { criterion, level, notApplicable, reason, motivation, evidence };
      }),
    indicators: answers
      .filter(({ code: key }) => key.startsWith('NT-'))
      .map((item) => {
        const { code: indicator, content } = toItemView(item);
        return { indicator, ...content };
      }),
  };
  const { signer } = deps;
  return { document, signature: { alg: 'EdDSA', kid: signer.kid, value: signer.sign(bytesOf(document)) } };
}

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
    organisation?: { code?: string };
    year?: number;
  };
  const now = await signedResult(deps, organisation?.code ?? '', year ?? 0).catch(() => undefined);
  return {
    kind: 'genuine',
    statement,
    current: now !== undefined && documentHash(now.document) === documentHash(document),
    retiredAt: key.retired_at,
  };
}
