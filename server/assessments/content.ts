import type { EvidenceItem } from '../../criteria/scoring/carry-over.ts';
import type { Share } from '../../criteria/comparison/measure.ts';
import type { AnswerState } from '../../criteria/scoring/score.ts';
import type { Level } from '../../criteria/model.ts';
import type { AnswerRow } from '../database/schema.ts';
import type { AnswerBody, AnswerView, Carried, ItemView } from './contract.ts';
import type { AnswerWithName } from './queries.ts';

/** The one place that knows how an answer is written in the database: what its column `content` holds, by its kind. */

/** Of a criterion. */
export interface StoredText {
  readonly reason: string;
  readonly motivation: string;
  readonly evidence: readonly EvidenceItem[];
}

type Content = Pick<AnswerRow, 'content'>;

export const isItem = ({ kind }: Pick<AnswerRow, 'kind'>): boolean => kind !== 'criterion';

export function textIn({ content }: Content): StoredText {
  return JSON.parse(content) as StoredText;
}

export function contentOf({ reason, motivation, evidence }: StoredText): string {
  return JSON.stringify({ reason, motivation, evidence } satisfies StoredText);
}

/** Of an item: its fields, as its contract has checked them. */
function fieldsIn({ content }: Content): Record<string, unknown> {
  return JSON.parse(content) as Record<string, unknown>;
}

/** The share that an indicator gives; undefined when it is not filled in, or is a count. */
export function shareIn(row: Content): Share | undefined {
  const { numerator, denominator } = fieldsIn(row);
  return typeof numerator === 'number' && typeof denominator === 'number' ? { numerator, denominator } : undefined;
}

/** The number that a count gives; null when it is not filled in. */
export function valueIn(row: Content): number | null {
  const { value } = fieldsIn(row);
  return typeof value === 'number' ? value : null;
}

/** Which option of a condition is chosen. */
export function choiceIn(row: Content): number | null {
  const { choice } = fieldsIn(row);
  return typeof choice === 'number' ? choice : null;
}

/** What an organisation wants support with; empty when nothing is written. */
export function wishIn(row: Content): string {
  const { text } = fieldsIn(row);
  return typeof text === 'string' ? text : '';
}

export function toStored(body: AnswerBody): Pick<AnswerRow, 'kind' | 'level' | 'not_applicable' | 'content'> {
  return {
    kind: 'criterion',
    level: body.level,
    not_applicable: body.notApplicable ? 1 : 0,
    content: contentOf(body),
  };
}

export function toAnswerView(row: AnswerWithName): AnswerView {
  const { reason, motivation, evidence } = textIn(row);
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
  return { code: row.code, revision: row.revision, content: fieldsIn(row), updatedAt: row.updated_at };
}

/** The answers to criteria, by code. */
export function answersByCode(rows: readonly AnswerWithName[]): Map<string, AnswerView> {
  return new Map(rows.filter((row) => !isItem(row)).map((row) => [row.code, toAnswerView(row)]));
}

/** What the scoring engine needs to know of an answer, without its texts. */
export function levelState(row: Pick<AnswerRow, 'level' | 'not_applicable' | 'to_confirm'>): AnswerState {
  return { level: row.level as Level | null, notApplicable: row.not_applicable === 1, toConfirm: row.to_confirm === 1 };
}

/** States of all criteria that have an answer row, by code. */
export function statesOf(rows: readonly AnswerRow[]): Map<string, AnswerState> {
  return new Map(
    rows
      .filter((row) => !isItem(row))
      .map((row) => [row.code, { ...levelState(row), hasEvidence: textIn(row).evidence.length > 0 }]),
  );
}
