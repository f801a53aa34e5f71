import type { Criterion } from '../../criteria/model.ts';
import { answerBody, type AnswerBody, type AnswerView } from '../assessments/contract.ts';
import { Problem } from '../http/problem.ts';
import type { ImportPreview } from './contract.ts';
import type { SheetRows } from './read.ts';
import { rowsOf, type RowProblem, type TextRow } from './rows.ts';

const ANSWERS = 'Svar';
const EVIDENCE = 'Underlag';
const NOT_APPLICABLE = 'ej aktuellt';

/** The words of the columns for what an answer's fields are called in it. */
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

interface Known {
  readonly asked: readonly Criterion[];
  readonly answers: ReadonlyMap<string, AnswerView>;
}

type Sheet = readonly TextRow[] | RowProblem | undefined;
const isProblem = (sheet: Sheet): sheet is RowProblem => sheet !== undefined && 'reason' in sheet;

function levelIn(text: string): number | null {
  if (text === '') return null;
  return /^[0-4]$/.test(text) ? Number(text) : Number.NaN;
}

const filled = (key: string, value: string) => (value === '' ? {} : { [key]: value });

function evidenceIn(rows: readonly TextRow[] | undefined, code: string) {
  return rows
    ?.filter(({ text }) => text('Kod') === code)
    .map(({ text }) => ({
      title: text('Titel'),
      ...filled('link', text('Länk')),
      ...filled('diarienummer', text('Diarienummer')),
      ...filled('date', text('Datum')),
    }));
}

const EMPTY: AnswerBody = { level: null, notApplicable: false, reason: '', motivation: '', evidence: [] };

function contentOf({ level, notApplicable, reason, motivation, evidence }: AnswerBody): AnswerBody {
  return { level, notApplicable, reason, motivation, evidence };
}

/** The order of fields is not a change, and nor are empty ones. */
const same = (a: AnswerBody, b: AnswerBody) => canonical(a) === canonical(b);
function canonical({ level, notApplicable, reason, motivation, evidence }: AnswerBody): string {
  const rows = evidence.map(({ title, link, diarienummer, date }) => [
    title,
    link ?? '',
    diarienummer ?? '',
    date ?? '',
  ]);
  return JSON.stringify([level, notApplicable, reason, motivation, rows]);
}

/** Refuses the whole file, with every place that is wrong: nothing is half-read. */
function refuse(problems: readonly RowProblem[]): never {
  throw new Problem(
    422,
    'wrong-workbook',
    'Filen går inte att läsa in. Rätta raderna nedan och försök igen. Inget är ändrat.',
    problems.map(({ sheet, row, reason }) => ({ field: `${sheet}, rad ${row}`, message: reason })),
  );
}

/** What a workbook made by the export (documents/tables.ts) would change. Rows that are gone change nothing. */
export function previewOf(sheets: readonly SheetRows[], { asked, answers }: Known): ImportPreview {
  const find = (name: string, needed: readonly string[]): Sheet => {
    const sheet = sheets.find((each) => each.name === name);
    return sheet && rowsOf(sheet, needed);
  };
  const rows = find(ANSWERS, ['Kod', 'Nivå', 'Läge', 'Skäl', 'Motivering']);
  const evidence = find(EVIDENCE, ['Kod', 'Titel', 'Diarienummer', 'Datum', 'Länk']);
  if (rows === undefined) refuse([{ sheet: ANSWERS, row: 1, reason: 'Bladet saknas. Utgå från en export härifrån.' }]);
  const broken = [rows, evidence].filter(isProblem);
  if (broken.length > 0 || isProblem(rows) || isProblem(evidence)) refuse(broken);

  const criteria = new Map(asked.map((criterion) => [criterion.code, criterion]));
  const problems: RowProblem[] = [];
  const seen = new Set<string>();
  const changes: ImportPreview['changes'] = [];
  for (const { row, text } of evidence ?? [])
    if (!criteria.has(text('Kod')))
      problems.push({ sheet: EVIDENCE, row, reason: `Koden ”${text('Kod')}” finns inte bland era kriterier.` });
  for (const { row, text } of rows) {
    const at = (reason: string) => problems.push({ sheet: ANSWERS, row, reason });
    const criterion = criteria.get(text('Kod'));
    if (!criterion) at(`Koden ”${text('Kod')}” finns inte bland era kriterier.`);
    else if (seen.has(criterion.code)) at(`${criterion.code} står på flera rader.`);
    else {
      seen.add(criterion.code);
      const answer = answers.get(criterion.code);
      const before = answer ? contentOf(answer) : EMPTY;
      const level = levelIn(text('Nivå'));
      const notApplicable = text('Läge').toLocaleLowerCase('sv') === NOT_APPLICABLE;
      const parsed = answerBody.safeParse({
        level,
        notApplicable,
        reason: text('Skäl'),
        motivation: text('Motivering'),
        evidence: evidenceIn(evidence, criterion.code) ?? before.evidence,
      });
      if (Number.isNaN(level)) at('Nivå: ska vara 0, 1, 2, 3, 4 eller tom.');
      else if (!parsed.success)
        for (const { path, message } of parsed.error.issues)
          at(`${FIELD_WORDS[String(path.at(-1) ?? path[0])] ?? FIELD_WORDS[String(path[0])] ?? ''}: ${message}`);
      else if (notApplicable && !criterion.mayBeNotApplicable)
        at('Läge: kriteriet gäller alla och kan inte vara ej aktuellt.');
      else if (!same(before, parsed.data))
        changes.push({
          code: criterion.code,
          title: criterion.title,
          revision: answer?.revision ?? 0,
          before: answer ? before : null,
          after: parsed.data,
        });
    }
  }
  if (problems.length > 0) refuse(problems);
  return { changes, unchanged: seen.size - changes.length };
}
