import { msg, str } from '@lit/localize';
import { ANSWER_LIMITS } from '../../criteria/scoring/answer-limits.ts';
import type { Level } from '../../criteria/model.ts';
import type { AnswerBody, AnswerView } from '../../server/assessments/contract.ts';
import type { FieldError } from '../api/http.ts';
import type { Completed, Form } from './form.ts';

/** One row of evidence: every field is text while it is being typed. */
export interface EvidenceDraft {
  /** Stays with the row while it is written, so that the stored row it began as is known. */
  readonly row: string;
  readonly title: string;
  readonly link: string;
  readonly diarienummer: string;
  readonly date: string;
}

/** The form as the person has filled it in, complete or not. */
export interface AnswerDraft {
  readonly level: Level | null;
  readonly notApplicable: boolean;
  readonly reason: string;
  readonly motivation: string;
  readonly evidence: readonly EvidenceDraft[];
}

type Given = Pick<AnswerView, 'level' | 'notApplicable' | 'reason' | 'motivation' | 'evidence'>;

export function draftOf(answer: Given | undefined): AnswerDraft {
  return {
    level: answer?.level ?? null,
    notApplicable: answer?.notApplicable ?? false,
    reason: answer?.reason ?? '',
    motivation: answer?.motivation ?? '',
    evidence: (answer?.evidence ?? []).map(({ title, link = '', diarienummer = '', date = '' }, i) => ({
      row: String(i),
      title,
      link,
      diarienummer,
      date,
    })),
  };
}

export const emptyEvidence = (): EvidenceDraft => ({
  row: crypto.randomUUID(),
  title: '',
  link: '',
  diarienummer: '',
  date: '',
});

function isEmpty({ title, link, diarienummer, date }: EvidenceDraft): boolean {
  return [title, link, diarienummer, date].every((value) => value.trim() === '');
}

/** What the server is sent: rows that nobody has written in are left out. */
export function bodyOf(draft: AnswerDraft): AnswerBody {
  return {
    level: draft.level,
    notApplicable: draft.notApplicable,
    reason: draft.reason,
    motivation: draft.motivation,
    evidence: draft.evidence
      .filter((row) => !isEmpty(row))
      .map(({ title, link, diarienummer, date }) => ({
        title,
        ...(link.trim() === '' ? {} : { link }),
        ...(diarienummer.trim() === '' ? {} : { diarienummer }),
        ...(date === '' ? {} : { date }),
      })),
  };
}

function isWebAddress(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

const tooLong = (value: string, most: number) =>
  value.trim().length > most ? msg(str`Texten är för lång: högst ${most} tecken.`) : undefined;

/** What is wrong with a field of an evidence row; undefined when it can be sent. */
function faultOf(row: EvidenceDraft, field: 'title' | 'link' | 'diarienummer'): string | undefined {
  if (field === 'title' && row.title.trim() === '') return msg('Skriv en rubrik, så sparas underlaget.');
  if (field === 'link' && row.link.trim() !== '' && !isWebAddress(row.link.trim()))
    return msg('Länken ska börja med https://');
  return tooLong(row[field], ANSWER_LIMITS[field]);
}

/** A row with its faulty fields as they were stored; undefined when it has no title to be stored under. */
function completeRow(
  row: EvidenceDraft,
  before: EvidenceDraft | undefined,
  held: (field: string, message: string) => void,
): EvidenceDraft | undefined {
  let complete = row;
  for (const field of ['title', 'link', 'diarienummer'] as const) {
    const fault = faultOf(row, field);
    if (fault === undefined) continue;
    held(field, fault);
    if (field === 'title' && !before) return undefined;
    complete = { ...complete, [field]: before?.[field] ?? '' };
  }
  return complete;
}

/**
 * Holds back only what is not complete: an evidence row without a title, a link that is none, "ej aktuellt" without a
 * reason, a text that is too long. Each stays as it was stored; everything else is sent. Fields are named by the ids
 * of their controls.
 */
export function complete(draft: AnswerDraft, before: AnswerDraft): Completed<AnswerDraft> {
  const held: FieldError[] = [];
  const hold = (field: string, message: string) => held.push({ field, message });
  let sendable = draft;
  for (const field of ['reason', 'motivation'] as const) {
    const fault = tooLong(draft[field], ANSWER_LIMITS[field]);
    if (fault === undefined) continue;
    hold(field, fault);
    sendable = { ...sendable, [field]: before[field] };
  }
  if (sendable.notApplicable && sendable.reason.trim() === '') {
    hold('reason', msg('Skriv varför kriteriet inte gäller er. Sedan sparas svaret.'));
    sendable = { ...sendable, level: before.level, notApplicable: before.notApplicable, reason: before.reason };
  }
  const evidence = draft.evidence.flatMap((row, i) =>
    isEmpty(row)
      ? []
      : (completeRow(
          row,
          before.evidence.find((earlier) => earlier.row === row.row),
          (field, message) => hold(`evidence-${i}-${field}`, message),
        ) ?? []),
  );
  if (evidence.length > ANSWER_LIMITS.evidence)
    hold(`evidence-${evidence.length - 1}-title`, msg(str`Det får vara högst ${ANSWER_LIMITS.evidence} underlag.`));
  return { draft: { ...sendable, evidence: evidence.slice(0, ANSWER_LIMITS.evidence) }, held };
}

/** The answer to a criterion. */
export const answerForm: Form<AnswerDraft, AnswerView> = { draftOf, complete, bodyOf };
