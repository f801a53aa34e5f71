import { msg } from '@lit/localize';
import type { Level } from '../../criteria/model.ts';
import type { AnswerBody, AnswerView } from '../../server/assessments/contract.ts';
import type { FieldError } from '../api/http.ts';
import type { EvidenceDraft } from '../components/evidence-editor.ts';

/** The form as the person has filled it in, complete or not. */
export interface AnswerDraft {
  readonly level: Level | null;
  readonly notApplicable: boolean;
  readonly reason: string;
  readonly motivation: string;
  readonly evidence: readonly EvidenceDraft[];
}

export function draftOf(answer: AnswerView | undefined): AnswerDraft {
  return {
    level: answer?.level ?? null,
    notApplicable: answer?.notApplicable ?? false,
    reason: answer?.reason ?? '',
    motivation: answer?.motivation ?? '',
    evidence: (answer?.evidence ?? []).map(({ title, link = '', diarienummer = '', date = '' }) => ({
      title,
      link,
      diarienummer,
      date,
    })),
  };
}

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

/** What is missing before the answer can be sent. Field names are the ids of the controls. */
export function problemsOf(draft: AnswerDraft): readonly FieldError[] {
  const problems: FieldError[] = [];
  if (draft.notApplicable && draft.reason.trim() === '')
    problems.push({ field: 'reason', message: msg('Skriv varför kriteriet inte är aktuellt hos er.') });
  draft.evidence.forEach((row, i) => {
    if (!isEmpty(row) && row.title.trim() === '')
      problems.push({ field: `evidence-${i}-title`, message: msg('Skriv en rubrik på underlaget.') });
    if (row.link.trim() !== '' && !isWebAddress(row.link.trim()))
      problems.push({ field: `evidence-${i}-link`, message: msg('Länken ska börja med https://') });
  });
  return problems;
}
