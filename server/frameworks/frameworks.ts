import { askedIn, type Relation } from '../../criteria/model.ts';
import { confirmedLevel, isAnswered } from '../../criteria/scoring/score.ts';
import type { LoadedAssessment } from '../access/requester.ts';
import { statesOf } from '../assessments/content.ts';
import { answersOf, assessmentHead } from '../assessments/queries.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import { tableOf, text, type Column, type Table } from '../tables/table.ts';
import type { FrameworksView, FrameworkView } from './contract.ts';

/** The organisation's own levels, by the parts of other bodies' frameworks: what is answered once is used again. */
export async function frameworksFor(deps: Deps, loaded: LoadedAssessment): Promise<FrameworksView> {
  const [head, answers] = await Promise.all([assessmentHead(deps.db, loaded.id), answersOf(deps.db, loaded.id)]);
  const states = statesOf(answers);
  // A criterion that is not asked in this version or of this organisation covers nothing here.
  const asked = new Map(askedIn(catalogueOf(deps, loaded.catalogue), loaded).map((row) => [row.code, row.title]));
  return {
    year: head.year,
    frameworks: deps.catalogues.frameworks.map(({ parts, ...about }) => ({
      ...about,
      parts: parts.map(({ key, title, criteria }) => ({
        key,
        title,
        criteria: criteria.flatMap(({ code, relation }) => {
          const name = asked.get(code);
          const state = states.get(code);
          const notApplicable = isAnswered(state) && state?.notApplicable === true;
          return name === undefined
            ? []
            : [{ code, title: name, relation, level: confirmedLevel(state), notApplicable }];
        }),
      })),
    })),
  };
}

const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  same: 'samma fråga',
  part: 'en del av frågan',
  related: 'hör ihop',
};

interface Line {
  readonly part: FrameworkView['parts'][number];
  readonly criterion: FrameworkView['parts'][number]['criteria'][number] | null;
}

const COLUMNS: readonly Column<Line>[] = [
  text('del', 'Del', 'Ramverkets nummer eller slag.', ({ part }) => part.key, true),
  text('rubrik', 'Rubrik', 'Delen, i vår korta översättning.', ({ part }) => part.title, true),
  text('kriterium', 'Kriterium', 'Tomt: våra kriterier täcker inte delen.', ({ criterion }) => criterion?.code ?? null),
  text('titel', 'Titel', 'Kriteriets titel.', ({ criterion }) => criterion?.title ?? null),
  text('samband', 'Samband', 'Hur kriteriet förhåller sig till delen.', ({ criterion }) =>
    criterion ? RELATION_WORDS[criterion.relation] : 'täcks inte',
  ),
  {
    name: 'niva',
    type: 'integer',
    title: 'Nivå',
    description: 'Er egen nivå 0–4. Tomt: obesvarat eller ej aktuellt.',
    value: ({ criterion }) => criterion?.level ?? null,
  },
];

/** One framework as a table, a line for each criterion under each part; a part that nothing covers has a line too. */
export async function frameworkTable(deps: Deps, loaded: LoadedAssessment, id: string): Promise<Table> {
  const found = (await frameworksFor(deps, loaded)).frameworks.find((framework) => framework.id === id);
  if (!found) throw notFound('Ramverket');
  const lines = found.parts.flatMap((part): Line[] =>
    part.criteria.length === 0 ? [{ part, criterion: null }] : part.criteria.map((criterion) => ({ part, criterion })),
  );
  return tableOf(COLUMNS, lines);
}
