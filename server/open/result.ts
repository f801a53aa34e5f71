import canonicalize from 'canonicalize';
import type { Decision } from '../assessments/contract.ts';
import { isItem, toAnswerView, toItemView } from '../assessments/content.ts';
import {
  answersOf,
  assessmentHead,
  frozenOf,
  type AnswerWithName,
  type AssessmentHead,
} from '../assessments/queries.ts';
import { frozenContent, sha256 } from '../assessments/transitions.ts';
import type { Deps } from '../deps.ts';
import { notShown } from '../http/problem.ts';
import { latestSubmission } from '../rounds/queries.ts';
import { ANYONE } from '../comparison/named.ts';
import { sightOf } from '../access/sight.ts';
import { openAssessment } from './assessments.ts';

/** How an open result is spoken of everywhere. Never as approved or certified: the platform has no such thing. */
export function resultName(year: number, catalogue: string): string {
  return `Självskattning ${year}, egen bedömning, kriterier ${catalogue}`;
}

/** The open part of an adopted assessment. Everything in it is signed. */
export interface ResultDocument extends Readonly<Record<string, unknown>> {
  readonly statement: string;
  readonly decision: {
    readonly body: string;
    readonly date: string;
    readonly paragraph: string;
    readonly diarienummer: string;
    /** Of everything that was decided on, also what is not shown here. */
    readonly sha256: string;
    readonly standing: Standing;
  };
}

export interface SignedResult {
  readonly document: ResultDocument;
  readonly signature: { readonly alg: 'EdDSA'; readonly kid: string; readonly value: string };
}

/** A document's canonical bytes (RFC 8785), which are what is signed. */
export const bytesOf = (document: unknown): Buffer => Buffer.from(canonicalize(document) ?? '');

/**
 * How what is shown stands to what was decided on: the same; the same but for personal data that was masked
 * afterwards, which the log tells of; or something else, which no way through the tool leads to.
 */
export type Standing = 'as-decided' | 'masked' | 'changed';

async function standingOf(deps: Deps, row: AssessmentHead, answers: readonly AnswerWithName[]): Promise<Standing> {
  const now = frozenContent(row, answers);
  if (sha256(now) === row.hash) return 'as-decided';
  const [frozen, masking] = await Promise.all([
    frozenOf(deps.db, row.id),
    deps.db
      .selectFrom('events')
      .select('id')
      .where('assessment_id', '=', row.id)
      .where('event', '=', 'text-masked')
      .executeTakeFirst(),
  ]);
  return masking && frozen?.frozen_json === now ? 'masked' : 'changed';
}

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
  // What is signed is this submission and no other: sharing may have been lowered while the rest was read.
  if (!submission || sightOf(ANYONE, submission) !== 'text') throw notShown('Självskattningen');
  const [row, answers] = await Promise.all([
    assessmentHead(deps.db, submission.assessment_id),
    answersOf(deps.db, submission.assessment_id),
  ]);
  if (row.decision === null || row.hash === null) throw new Error(`${row.id} is sent but not decided on.`);
  const { body, date, paragraph, diarienummer } = JSON.parse(row.decision) as Decision;
  const document: ResultDocument = {
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
    decision: {
      body,
      date,
      paragraph,
      diarienummer,
      sha256: row.hash,
      standing: await standingOf(deps, row, answers),
    },
    profile: shown.areas.map(({ key, name, index }) => ({ area: key, name, index })),
    answers: answers
      .filter((row) => !isItem(row))
      .map((answer) => {
        const { code: criterion, level, notApplicable, reason, motivation, evidence } = toAnswerView(answer);
        return { criterion, level, notApplicable, reason, motivation, evidence };
      }),
    indicators: answers
      .filter(({ kind }) => kind === 'indicator')
      .map((item) => {
        const { code: indicator, content } = toItemView(item);
        return { indicator, ...content };
      }),
  };
  const { signer } = deps;
  return { document, signature: { alg: 'EdDSA', kid: signer.kid, value: signer.sign(bytesOf(document)) } };
}
