import { msg } from '@lit/localize';
import type { Indicator } from '../../criteria/model.ts';
import type { ItemView } from '../../server/assessments/contract.ts';
import type { FieldError } from '../api/http.ts';
import { whole, type Form } from './form.ts';

/** The fields of an indicator as they are typed. */
export type IndicatorDraft = Readonly<Record<'numerator' | 'denominator' | 'value' | 'year' | 'comment', string>>;

const FIELDS = ['numerator', 'denominator', 'value', 'year', 'comment'] as const;

/** A stored value as it is typed. */
function textOf(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

/** Digits with spaces between thousands are what people paste; anything else is left for the reader to mend. */
export function numberOf(text: string): number | string | null {
  const digits = text.replaceAll(/[\s\u00a0\u202f]/g, '');
  if (digits === '') return null;
  return /^\d+$/.test(digits) ? Number(digits) : text;
}

function faultsOf(draft: IndicatorDraft, share: boolean): FieldError[] {
  const faults: FieldError[] = [];
  const numbers = (share ? (['numerator', 'denominator'] as const) : (['value'] as const)).map((field) => {
    const number = numberOf(draft[field]);
    if (typeof number === 'string') faults.push({ field, message: msg('Skriv ett helt tal, bara siffror.') });
    return number;
  });
  const [numerator, denominator] = numbers;
  if (share && faults.length === 0) {
    if ((numerator === null) !== (denominator === null))
      faults.push({
        field: numerator === null ? 'numerator' : 'denominator',
        message: msg('Fyll i båda talen. Sedan sparas de.'),
      });
    else if (denominator === 0)
      faults.push({ field: 'denominator', message: msg('Helheten måste vara större än noll.') });
    else if (typeof numerator === 'number' && typeof denominator === 'number' && numerator > denominator)
      faults.push({ field: 'numerator', message: msg('Delen kan inte vara större än helheten.') });
  }
  const year = numberOf(draft.year);
  if (year !== null && (typeof year === 'string' || year < 2014 || year > 2100))
    faults.push({ field: 'year', message: msg('Skriv ett årtal, till exempel 2026.') });
  return faults;
}

/** A number asked for beside the criteria. The numbers of a share are held back together; year and comment go alone. */
export function indicatorForm({ kind }: Pick<Indicator, 'kind'>): Form<IndicatorDraft, ItemView> {
  const share = kind === 'share';
  return {
    draftOf: (stored) =>
      Object.fromEntries(FIELDS.map((name) => [name, textOf(stored?.content[name])])) as IndicatorDraft,
    complete: (draft, before) => {
      const held = faultsOf(draft, share);
      const faulty = (field: string) => held.some((fault) => fault.field === field);
      const numbers = faulty('numerator') || faulty('denominator') || faulty('value');
      return {
        held,
        draft: {
          ...draft,
          ...(numbers ? { numerator: before.numerator, denominator: before.denominator, value: before.value } : {}),
          ...(faulty('year') ? { year: before.year } : {}),
        },
      };
    },
    bodyOf: (draft) => ({
      ...(share
        ? { numerator: numberOf(draft.numerator), denominator: numberOf(draft.denominator) }
        : { value: numberOf(draft.value) }),
      year: numberOf(draft.year),
      comment: draft.comment,
    }),
  };
}

/** Which of a condition's options is chosen. */
export const conditionForm: Form<number | null, ItemView> = {
  draftOf: (stored) => (typeof stored?.content.choice === 'number' ? stored.content.choice : null),
  complete: whole,
  bodyOf: (choice) => ({ choice }),
};

/** What an organisation wants support with in one area. */
export const supportForm: Form<string, ItemView> = {
  draftOf: (stored) => (typeof stored?.content.text === 'string' ? stored.content.text : ''),
  complete: whole,
  bodyOf: (text) => ({ text }),
};
