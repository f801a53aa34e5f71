import { dayOf } from '../../criteria/day.ts';
import { catalogueOf } from '../catalogues/published.ts';
import { logEvent } from '../audit/events.ts';
import type { RoundRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import { today } from '../today.ts';
import type { NewRound, Round, RoundChange } from './contract.ts';
import { allRounds, currentEditions, roundOf } from './queries.ts';

/** Whether something was submitted after the round's last day. */
export function isLate({ closes }: Pick<RoundRow, 'closes'>, submittedAt: string): boolean {
  return dayOf(new Date(submittedAt)) > closes;
}

export function stateOf({ opens, closes }: Pick<RoundRow, 'opens' | 'closes'>, day: string): Round['state'] {
  if (day < opens) return 'planned';
  return day <= closes ? 'open' : 'closed';
}

/** All rounds, newest first, each with the edition that is read now. */
export async function roundsFor(deps: Deps): Promise<Round[]> {
  const [rounds, editions] = await Promise.all([allRounds(deps.db), currentEditions(deps.db)]);
  return rounds.map(({ year, catalogue, opens, closes, text, ...rest }) => {
    const edition = editions.find((row) => row.year === year);
    return {
      year,
      catalogue,
      opens,
      closes,
      text,
      state: stateOf({ opens, closes, ...rest }, today(deps)),
      edition: edition
        ? {
            number: edition.number,
            reason: edition.reason,
            computedAt: edition.computed_at,
            submissions: edition.submissions,
          }
        : null,
    };
  });
}

export async function createRound(deps: Deps, user: SignedInUser, wanted: NewRound): Promise<void> {
  catalogueOf(deps, wanted.catalogue);
  await deps.db.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto('rounds')
      .values({ ...wanted, created_at: deps.now().toISOString(), created_by: user.id })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) {
      throw new Problem(409, 'exists', `Det finns redan en omgång för ${wanted.year}.`, [
        { field: 'year', message: 'har redan en omgång' },
      ]);
    }
    await logEvent(deps, trx, {
      event: 'round-created',
      userId: user.id,
      organisationCode: null,
      details: { year: wanted.year, opens: wanted.opens, closes: wanted.closes },
    });
  });
}

/** Dates and text. Year and catalogue stay: submissions and figures build on them. */
export async function changeRound(deps: Deps, user: SignedInUser, year: number, change: RoundChange): Promise<void> {
  const before = await roundOf(deps.db, year);
  if (!before) throw notFound('Omgången');
  await deps.db.transaction().execute(async (trx) => {
    await trx.updateTable('rounds').set(change).where('year', '=', year).execute();
    await logEvent(deps, trx, {
      event: 'round-changed',
      userId: user.id,
      organisationCode: null,
      details: { year, opens: change.opens, closes: change.closes },
    });
  });
}
