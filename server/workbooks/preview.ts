import type { Criterion } from '../../criteria/model.ts';
import type { AnswerBody, AnswerView } from '../assessments/contract.ts';
import { Problem } from '../http/problem.ts';
import type { ImportPreview } from './contract.ts';
import type { SheetRows } from './read.ts';
import { ANSWERS, answerIn, EVIDENCE } from './row-answer.ts';
import { rowsOf, type RowProblem, type TextRow } from './rows.ts';

interface Known {
  readonly asked: readonly Criterion[];
  readonly answers: ReadonlyMap<string, AnswerView>;
}

type Sheet = readonly TextRow[] | RowProblem | undefined;
const isProblem = (sheet: Sheet): sheet is RowProblem => sheet !== undefined && 'reason' in sheet;

const EMPTY: AnswerBody = { level: null, notApplicable: false, reason: '', motivation: '', evidence: [] };

const contentOf = ({ level, notApplicable, reason, motivation, evidence }: AnswerBody): AnswerBody => ({
  level,
  notApplicable,
  reason,
  motivation,
  evidence,
});

/** The order of fields is not a change, and nor are empty ones. */
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

interface Read {
  readonly rows: readonly TextRow[];
  /** Undefined when the workbook has no sheet of evidence. */
  readonly evidence: readonly TextRow[] | undefined;
}

function sheetsIn(sheets: readonly SheetRows[]): Read {
  const find = (name: string, needed: readonly string[]): Sheet => {
    const sheet = sheets.find((each) => each.name === name);
    return sheet && rowsOf(sheet, needed);
  };
  const rows = find(ANSWERS, ['Kod', 'Nivå', 'Läge', 'Skäl', 'Motivering']);
  const evidence = find(EVIDENCE, ['Kod', 'Titel', 'Diarienummer', 'Datum', 'Länk']);
  if (rows === undefined) refuse([{ sheet: ANSWERS, row: 1, reason: 'Bladet saknas. Utgå från en export härifrån.' }]);
  if (isProblem(rows) || isProblem(evidence)) refuse([rows, evidence].filter(isProblem));
  return { rows, evidence };
}

/** What a workbook made by the export (documents/tables.ts) would change. Rows that are gone change nothing. */
export function previewOf(sheets: readonly SheetRows[], { asked, answers }: Known): ImportPreview {
  const { rows, evidence } = sheetsIn(sheets);
  const criteria = new Map(asked.map((criterion) => [criterion.code, criterion]));
  const problems: RowProblem[] = [];
  const seen = new Set<string>();
  const changes: ImportPreview['changes'] = [];
  const unknown = (sheet: string, { row, text }: TextRow) =>
    problems.push({ sheet, row, reason: `Koden ”${text('Kod')}” finns inte bland era kriterier.` });

  for (const line of evidence ?? []) if (!criteria.has(line.text('Kod'))) unknown(EVIDENCE, line);
  for (const line of rows) {
    const code = line.text('Kod');
    const criterion = criteria.get(code);
    if (!criterion) {
      unknown(ANSWERS, line);
      continue;
    }
    if (seen.has(code)) {
      problems.push({ sheet: ANSWERS, row: line.row, reason: `${code} står på flera rader.` });
      continue;
    }
    seen.add(code);
    const answer = answers.get(code);
    const before = answer ? contentOf(answer) : EMPTY;
    const mine = evidence?.filter(({ text }) => text('Kod') === code);
    const after = answerIn(line, mine, criterion, before);
    if (!('level' in after)) problems.push(...after);
    else if (canonical(before) !== canonical(after))
      changes.push({
        code,
        title: criterion.title,
        revision: answer?.revision ?? 0,
        before: answer ? before : null,
        after,
      });
  }
  if (problems.length > 0) refuse(problems);
  return { changes, unchanged: seen.size - changes.length };
}
