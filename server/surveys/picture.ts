import { surveyQuestions } from '../catalogues/published.ts';
import type { SurveyRow } from '../database/survey-rows.ts';
import type { Deps } from '../deps.ts';
import { today } from '../today.ts';
import type { CivilSociety } from './contract.ts';
import { spreadsIn, surveyRow, type Which } from './queries.ts';

/** The survey when it has been closed; null before. */
export async function pictureOf(deps: Deps, row: SurveyRow): Promise<CivilSociety | null> {
  if (row.closed_at === null || row.shown_on === null) return null;
  const which = { code: row.organisation_code, year: row.year };
  const spreads = new Map((await spreadsIn(deps.db, which)).map(({ code, spread }) => [code, spread]));
  return {
    invited: row.invited,
    declined: row.declined,
    answered: row.answered,
    withdrawn: row.withdrawn,
    chosenBy: row.chosen_by,
    shownOn: row.shown_on,
    reply: row.reply_at === null ? null : { text: row.reply, at: row.reply_at },
    figures: surveyQuestions(deps, row.catalogue, row.organisation_code).map(({ code, question }) => {
      const spread = spreads.get(code) ?? null;
      return { code, question, spread: spread === null ? null : (JSON.parse(spread) as number[]) };
    }),
  };
}

export const isShown = (deps: Deps, { shown_on }: Pick<SurveyRow, 'shown_on'>): boolean =>
  shown_on !== null && shown_on <= today(deps);

/**
 * What others than the organisation see, once the organisation has had time to reply. Asked only where the assessment of
 * the year is seen with text (comparison/named.ts), so that it follows how the organisation shares.
 */
export async function shownPicture(deps: Deps, which: Which): Promise<CivilSociety | null> {
  const row = await surveyRow(deps.db, which);
  return row && isShown(deps, row) ? pictureOf(deps, row) : null;
}
