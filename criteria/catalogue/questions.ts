import type { Catalogue, Criterion } from '../model.ts';

type Question = Omit<Criterion, 'levels' | 'sources' | 'recommendations'>;

/** A version without what nobody needs in order to answer: it is fetched over a phone before the first click. */
export interface Questions extends Omit<Catalogue, 'criteria'> {
  readonly criteria: readonly Question[];
}

export const questionsOf = (catalogue: Catalogue): Questions => ({
  ...catalogue,
  criteria: catalogue.criteria.map(({ levels: _levels, sources: _sources, recommendations: _read, ...rest }) => rest),
});

/** The version again, as pages for answering know it: sources and recommendations are read on the criterion's own page. */
export const fromQuestions = (questions: Questions): Catalogue => ({
  ...questions,
  criteria: questions.criteria.map((question) => ({
    ...question,
    levels: question.checks.map((checks) => checks.join(' ')),
    sources: [],
    recommendations: [],
  })),
});
