import type { Catalogue, Criterion, Deepening } from '../model.ts';

type Question = Omit<Criterion, 'levels' | 'sources' | 'recommendations'>;

/** A version without what nobody needs in order to answer: it is fetched over a phone before the first click. */
export interface Questions extends Omit<Catalogue, 'criteria' | 'deepenings'> {
  readonly criteria: readonly Question[];
  readonly deepenings: readonly (Omit<Deepening, 'criteria'> & { readonly criteria: readonly Question[] })[];
}

const asQuestion = ({ levels: _levels, sources: _sources, recommendations: _read, ...rest }: Criterion): Question =>
  rest;

const asCriterion = (question: Question): Criterion => ({
  ...question,
  levels: question.checks.map((checks) => checks.join(' ')),
  sources: [],
  recommendations: [],
});

export const questionsOf = (catalogue: Catalogue): Questions => ({
  ...catalogue,
  criteria: catalogue.criteria.map(asQuestion),
  deepenings: catalogue.deepenings.map((each) => ({ ...each, criteria: each.criteria.map(asQuestion) })),
});

/** The version again, as pages for answering know it: sources and recommendations are read on the criterion's own page. */
export const fromQuestions = (questions: Questions): Catalogue => ({
  ...questions,
  criteria: questions.criteria.map(asCriterion),
  deepenings: questions.deepenings.map((each) => ({ ...each, criteria: each.criteria.map(asCriterion) })),
});
