import { byName } from '../../criteria/order.ts';
import { membersSince } from '../access/membership.ts';
import type { Deps } from '../deps.ts';
import { organisationNames } from '../organisations/queries.ts';
import { today } from '../today.ts';
import type { ReviewList, ReviewPartners, ReviewsHeld } from './contract.ts';
import { phaseOf, todayFor } from './phase.ts';
import { readableOf } from './readable.ts';
import { named, summaryOf, yearsOf } from './view.ts';

/** An organisation's reviews, newest first. */
export async function reviewsFor(deps: Deps, code: string): Promise<ReviewList> {
  const rows = await deps.db
    .selectFrom('peer_reviews')
    .selectAll()
    .where((eb) => eb.or([eb('host', '=', code), eb('guest', '=', code)]))
    .orderBy('created_at', 'desc')
    .execute();
  const [now, names, years] = await Promise.all([
    todayFor(deps.db, today(deps), rows),
    organisationNames(deps.db),
    yearsOf(deps, rows),
  ]);
  return {
    reviews: rows.map((row) =>
      summaryOf({ row, side: row.host === code ? 'host' : 'guest', phase: phaseOf(row, now) }, names, years),
    ),
  };
}

/** Whom an organisation can ask, and what it has to show. Whoever is not in the network is told of nobody who is. */
export async function partnersFor(deps: Deps, code: string): Promise<ReviewPartners> {
  const [members, readable] = await Promise.all([membersSince(deps.db, today(deps)), readableOf(deps.db, code)]);
  const member = members.has(code);
  const withCoordinator = !member
    ? []
    : await deps.db
        .selectFrom('organisations')
        .select(['code', 'name', 'group_name', 'county'])
        .where('ended_on', 'is', null)
        .where((eb) =>
          eb.exists(
            eb
              .selectFrom('users')
              .select('users.id')
              .whereRef('users.organisation_code', '=', 'organisations.code')
              .where('users.role', '=', 'coordinator')
              .where('users.disabled_at', 'is', null),
          ),
        )
        .execute();
  return {
    member,
    readable: typeof readable === 'string' ? readable : readable.year,
    partners: withCoordinator
      .filter((each) => each.code !== code && members.has(each.code))
      .map((each) => ({ code: each.code, name: each.name, group: each.group_name, county: each.county }))
      .sort(byName),
  };
}

/** For SKL: which reviews take or have taken place. Not which were proposed, and nothing of what was said. */
export async function reviewsHeld(deps: Deps): Promise<ReviewsHeld> {
  const rows = await deps.db
    .selectFrom('peer_reviews')
    .select(['host', 'guest', 'state', 'created_at', 'assessment_id', 'opened_on', 'ends_on'])
    .where('opened_on', 'is not', null)
    .orderBy('opened_on', 'desc')
    .execute();
  const [now, names, years] = await Promise.all([
    todayFor(deps.db, today(deps), rows),
    organisationNames(deps.db),
    yearsOf(deps, rows),
  ]);
  return rows.flatMap((row) => {
    const phase = phaseOf(row, now);
    const year = years.get(row.assessment_id ?? '');
    if (phase !== 'open' && phase !== 'ended' && phase !== 'signed') return [];
    if (year === undefined || row.opened_on === null || row.ends_on === null) return [];
    return [
      {
        host: named(names, row.host),
        guest: named(names, row.guest),
        year,
        openedOn: row.opened_on,
        endsOn: row.ends_on,
        phase,
      },
    ];
  });
}
