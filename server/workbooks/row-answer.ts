import type { Criterion } from '../../criteria/model.ts';
import { answerBody, type AnswerBody } from '../assessments/contract.ts';
import type { RowProblem, TextRow } from './rows.ts';

export const ANSWERS = 'Svar';
export const EVIDENCE = 'Underlag';
const NOT_APPLICABLE = 'ej aktuellt';

/** What the columns call the fields of an answer, and of an evidence. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  level: 'Nivå',
  notApplicable: 'Läge',
  reason: 'Skäl',
  motivation: 'Motivering',
  evidence: 'Underlag',
  title: 'Titel',
  link: 'Länk',
  diarienummer: 'Diarienummer',
  date: 'Datum',
};

function levelIn(text: string): number | null {
  if (text === '') return null;
  return /^[0-4]$/.test(text) ? Number(text) : Number.NaN;
}

const filled = (key: string, value: string) => (value === '' ? {} : { [key]: value });

const evidenceOf = ({ text }: TextRow) => ({
  title: text('Titel'),
  ...filled('link', text('Länk')),
  ...filled('diarienummer', text('Diarienummer')),
  ...filled('date', text('Datum')),
});

/**
 * The answer that a row gives with its rows of evidence (undefined when the workbook has no such sheet: then the ones
 * there are stand), by the same rules as an answer that is typed; or everything that is wrong with it, at its place.
 */
export function answerIn(
  { row, text }: TextRow,
  evidence: readonly TextRow[] | undefined,
  criterion: Criterion,
  before: AnswerBody,
): AnswerBody | readonly RowProblem[] {
  const here = (reason: string): RowProblem => ({ sheet: ANSWERS, row, reason });
  const level = levelIn(text('Nivå'));
  if (Number.isNaN(level)) return [here('Nivå: ska vara 0, 1, 2, 3, 4 eller tom.')];
  const notApplicable = text('Läge').toLocaleLowerCase('sv') === NOT_APPLICABLE;
  const parsed = answerBody.safeParse({
    level,
    notApplicable,
    reason: text('Skäl'),
    motivation: text('Motivering'),
    evidence: evidence?.map(evidenceOf) ?? before.evidence,
  });
  if (parsed.success)
    return notApplicable && !criterion.mayBeNotApplicable
      ? [here('Läge: kriteriet gäller alla och kan inte vara ej aktuellt.')]
      : parsed.data;
  return parsed.error.issues.map(({ path, message }) => {
    const [field, place] = path;
    const reason = `${FIELD_WORDS[String(path.at(-1))] ?? FIELD_WORDS[String(field)] ?? ''}: ${message}`;
    const found = field === 'evidence' && typeof place === 'number' ? evidence?.[place] : undefined;
    return found ? { sheet: EVIDENCE, row: found.row, reason } : here(reason);
  });
}
