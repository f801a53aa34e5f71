import type { Kysely } from 'kysely';
import { daysAfter } from '../../criteria/day.ts';
import type { Level } from '../../criteria/model.ts';
import { formatDate } from '../../criteria/present/format.ts';
import { surveySpread } from '../../criteria/comparison/survey-spread.ts';
import { logEvent } from '../audit/events.ts';
import { surveyQuestions } from '../catalogues/published.ts';
import type { Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { today } from '../today.ts';
import { DAYS_TO_REPLY, type AssociationAnswers } from './contract.ts';
import { associationsIn, countOpenChange, type Which } from './queries.ts';

/**
 * Closes a survey: the spreads are drawn once for all (survey-spread.ts), the numbers counted, and who answered what is
 * gone in the same transaction. So there is nothing left that another figure, another day, could be held against.
 */
async function closeIn(deps: Deps, trx: Kysely<Database>, which: Which, userId: string | null): Promise<void> {
  const row = await countOpenChange(trx, which);
  const associations = await associationsIn(trx, which);
  const answers = associations.map(({ answers: given }) => JSON.parse(given ?? '{}') as AssociationAnswers);
  const spreads = surveyQuestions(deps, row.catalogue, which.code).map(({ code }) => {
    const levels = answers.flatMap((given) => (typeof given[code] === 'number' ? [given[code] as Level] : []));
    const spread = surveySpread(levels, deps.random);
    return {
      organisation_code: which.code,
      year: which.year,
      code,
      spread: spread === null ? null : JSON.stringify(spread),
    };
  });
  await trx.insertInto('survey_spreads').values(spreads).execute();
  const count = (wanted: string) => associations.filter(({ state }) => state === wanted).length;
  await trx
    .updateTable('surveys')
    .set({
      closed_at: deps.now().toISOString(),
      shown_on: daysAfter(today(deps), DAYS_TO_REPLY),
      invited: associations.length - count('withdrawn'),
      declined: count('declined'),
      answered: count('answered'),
      withdrawn: count('withdrawn'),
    })
    .where('organisation_code', '=', which.code)
    .where('year', '=', which.year)
    .execute();
  await trx
    .deleteFrom('associations')
    .where('organisation_code', '=', which.code)
    .where('year', '=', which.year)
    .execute();
  await logEvent(deps, trx, {
    event: 'survey-closed',
    userId,
    organisationCode: which.code,
    details: { year: which.year },
  });
}

/** By hand, before the last day: only when nobody is left to answer, since they have been promised that day. */
export const closeSurvey = (deps: Deps, which: Which, userId: string): Promise<void> =>
  deps.db.transaction().execute(async (trx) => {
    const { closes } = await countOpenChange(trx, which);
    const associations = await associationsIn(trx, which);
    if (associations.length === 0)
      throw new Problem(409, 'nobody', 'Ingen förening är inbjuden ännu. Bjud in, eller ta bort frågorna.');
    const left = associations.filter(({ state }) => state === 'invited').length;
    if (left > 0)
      throw new Problem(
        409,
        'unanswered',
        `${left === 1 ? '1 förening har' : `${left} föreningar har`} inte svarat ännu. Frågorna stänger av sig själva efter ${formatDate(closes)}.`,
      );
    await closeIn(deps, trx, which, userId);
  });

/** Closes every survey whose last day has passed (server/duties.ts asks). */
export async function closeDueSurveys(deps: Deps): Promise<number> {
  const due = await deps.db
    .selectFrom('surveys')
    .select(['organisation_code', 'year'])
    .where('closed_at', 'is', null)
    .where('closes', '<', today(deps))
    .execute();
  let closed = 0;
  const faults: unknown[] = [];
  for (const { organisation_code: code, year } of due)
    try {
      await deps.db.transaction().execute((trx) => closeIn(deps, trx, { code, year }, null));
      closed += 1;
    } catch (error) {
      // Another process may have been first; anything else must not stand in the way of the rest.
      if (!(error instanceof Problem)) faults.push(error);
    }
  if (faults.length > 0) throw new AggregateError(faults, 'Surveys could not be closed.');
  return closed;
}
