import type { NamedAssessment } from '../../comparison/contract.ts';
import type { Deps } from '../../deps.ts';
import { openAssessment, openAssessments } from '../../open/assessments.ts';
import { dataset } from '../dataset.ts';
import { text, type Column } from '../../tables/table.ts';

interface AnswerRow {
  readonly shown: NamedAssessment;
  readonly answer: NamedAssessment['answers'][number];
}
const ANSWER_PLACE: readonly Column<AnswerRow>[] = [
  {
    name: 'ar',
    type: 'year',
    title: 'År',
    description: 'Året som självskattningen beskriver',
    required: true,
    value: ({ shown }) => shown.year,
  },
  text('organisation', 'Organisation', 'Kommun- eller regionkod', ({ shown }) => shown.organisation.code, true),
  text(
    'organisation_namn',
    'Organisationens namn',
    'Kommunens eller regionens namn',
    ({ shown }) => shown.organisation.name,
    true,
  ),
  text('kriterieversion', 'Kriterieversion', 'Version av kriterierna', ({ shown }) => shown.catalogue, true),
  text('kriterium', 'Kriterium', 'Kriteriets kod', ({ answer }) => answer.code, true),
];
const LEVELS: readonly Column<AnswerRow>[] = [
  ...ANSWER_PLACE,
  {
    name: 'niva',
    type: 'integer',
    title: 'Nivå',
    description: 'Egen bedömning, 0–4; tomt när kriteriet är obesvarat eller ej aktuellt',
    value: ({ answer }) => answer.level,
  },
  {
    name: 'ej_aktuellt',
    type: 'boolean',
    title: 'Ej aktuellt',
    description: 'Sant när kriteriet inte är aktuellt hos organisationen',
    required: true,
    value: ({ answer }) => answer.notApplicable,
  },
];
const MOTIVATIONS: readonly Column<AnswerRow>[] = [
  ...ANSWER_PLACE,
  text('motivering', 'Motivering', 'Organisationens motivering', ({ answer }) => answer.motivation || null),
  text('skal', 'Skäl', 'Varför kriteriet inte är aktuellt', ({ answer }) => answer.reason || null),
  text(
    'underlag',
    'Underlag',
    'Underlagens rubriker, åtskilda med semikolon',
    ({ answer }) => answer.evidence.map(({ title }) => title).join('; ') || null,
  ),
];

async function openYears(deps: Deps): Promise<string[]> {
  return [...new Set((await openAssessments(deps)).map(({ year }) => String(year)))].sort();
}

async function answerRows(deps: Deps, year: number): Promise<AnswerRow[] | undefined> {
  const open = (await openAssessments(deps)).filter((each) => each.year === year);
  if (open.length === 0) return undefined;
  const shown = await Promise.all(open.map(({ code }) => openAssessment(deps, code, year)));
  return shown.flatMap((each) => each.answers.map((answer) => ({ shown: each, answer })));
}

/** Levels, which are figures (CC0). */
export const levels = dataset<AnswerRow>(
  {
    id: 'sjalvskattningar',
    title: 'Öppna självskattningar',
    titleEnglish: 'Open self-assessments',
    description:
      'Nivå per kriterium för de kommuner och regioner som visar sin självskattning öppet. Egna bedömningar. En fil per år.',
    license: 'cc0',
    keywords: ['mänskliga rättigheter', 'självskattning', 'kommuner', 'regioner'],
    parts: openYears,
  },
  LEVELS,
  (deps, part) => answerRows(deps, Number(part)),
);

/** What was written, which is text (CC BY). */
export const motivations = dataset<AnswerRow>(
  {
    id: 'motiveringar',
    title: 'Motiveringar i öppna självskattningar',
    titleEnglish: 'Reasons in open self-assessments',
    description:
      'Vad de kommuner och regioner som visar sin självskattning öppet har skrivit om varje kriterium. Ange organisationen som källa. En fil per år.',
    license: 'by',
    keywords: ['mänskliga rättigheter', 'självskattning', 'motiveringar'],
    parts: openYears,
  },
  MOTIVATIONS,
  (deps, part) => answerRows(deps, Number(part)),
);
