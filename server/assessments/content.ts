import type { EvidenceItem } from '../../criteria/carry-over.ts';
import type { Share } from '../../criteria/measure.ts';
import type { AnswerState } from '../../criteria/score.ts';
import type { Level } from '../../criteria/model.ts';
import type { AnswerRow } from '../database/schema.ts';
import type { AnswerBody, AnswerView, Carried, ItemView } from './contract.ts';
import type { AnswerWithName } from './queries.ts';

/** What the column `content` of an answer holds. */
export interface StoredText {
  readonly reason: string;
  readonly motivation: string;
  readonly evidence: readonly EvidenceItem[];
}

/** Answers to criteria have area codes; indicators, conditions and wanted support share the table. */
export function isItem(code: string): boolean {
  return /^(NT|FS|ST)-/.test(code);
}

export function toStored(body: AnswerBody): Pick<AnswerRow, 'level' | 'not_applicable' | 'content'> {
  const { level, notApplicable, reason, motivation, evidence } = body;
  return {
    level,
    not_applicable: notApplicable ? 1 : 0,
    content: JSON.stringify({ reason, motivation, evidence } satisfies StoredText),
  };
}

export function toAnswerView(row: AnswerWithName): AnswerView {
  const { reason, motivation, evidence } = JSON.parse(row.content) as StoredText;
  return {
    code: row.code,
    revision: row.revision,
    level: row.level as Level | null,
    notApplicable: row.not_applicable === 1,
    reason,
    motivation,
    evidence: [...evidence],
    toConfirm: row.to_confirm === 1,
    carried: row.carried === null ? null : (JSON.parse(row.carried) as Carried),
    updatedAt: row.updated_at,
    updatedBy: row.updated_by_name,
  };
}

export function toItemView(row: AnswerRow): ItemView {
  return {
    code: row.code,
    revision: row.revision,
    content: JSON.parse(row.content) as Record<string, unknown>,
    updatedAt: row.updated_at,
  };
}

/** What the scoring engine needs to know of an answer. */
export function toState(row: AnswerRow): AnswerState {
  return {
    level: row.level as Level | null,
    notApplicable: row.not_applicable === 1,
    toConfirm: row.to_confirm === 1,
    hasEvidence: (JSON.parse(row.content) as StoredText).evidence.length > 0,
  };
}

/** The share that an indicator's content gives; undefined when it is not filled in, or is a count. */
export function shareIn(content: string): Share | undefined {
  const { numerator, denominator } = JSON.parse(content) as Partial<Record<keyof Share, number | null>>;
  return typeof numerator === 'number' && typeof denominator === 'number' ? { numerator, denominator } : undefined;
}

/** States of all criteria that have an answer row, by code. */
export function statesOf(rows: readonly AnswerRow[]): Map<string, AnswerState> {
  return new Map(rows.filter(({ code }) => !isItem(code)).map((row) => [row.code, toState(row)]));
}
