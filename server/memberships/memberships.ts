import { byName } from '../../criteria/order.ts';
import { logEvent } from '../audit/events.ts';
import type { Deps } from '../deps.ts';
import { lowerAll } from '../submissions/sharing.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import { organisationByCode } from '../organisations/queries.ts';
import type { Membership } from './contract.ts';
import { today } from '../today.ts';

/** Every organisation, with its times in the network. */
export async function membershipsFor(deps: Deps): Promise<Membership[]> {
  const [organisations, coordinators, rows] = await Promise.all([
    deps.db.selectFrom('organisations').select(['code', 'name', 'kind', 'county', 'group_name', 'ended_on']).execute(),
    deps.db
      .selectFrom('users')
      .select(['organisation_code', (eb) => eb.fn.countAll().as('n')])
      .where('role', '=', 'coordinator')
      .where('disabled_at', 'is', null)
      .groupBy('organisation_code')
      .execute(),
    deps.db
      .selectFrom('memberships')
      .select(['organisation_code', 'joined_on', 'left_on'])
      .orderBy('joined_on')
      .execute(),
  ]);
  const counts = new Map(coordinators.map(({ organisation_code, n }) => [organisation_code, Number(n)]));
  const day = today(deps);
  return organisations.sort(byName).flatMap(({ code, name, kind, county, group_name, ended_on }) => {
    const times = rows
      .filter(({ organisation_code }) => organisation_code === code)
      .map(({ joined_on, left_on }) => ({ joinedOn: joined_on, leftOn: left_on }));
    if (ended_on !== null && times.length === 0) return [];
    const member = times.some(({ joinedOn, leftOn }) => joinedOn <= day && (leftOn === null || leftOn > day));
    return [{ code, name, kind, county, group: group_name, member, coordinators: counts.get(code) ?? 0, times }];
  });
}

/** Takes an organisation into the network. Its earlier times stay in the history. */
export async function join(deps: Deps, user: SignedInUser, organisationCode: string, on: string): Promise<void> {
  const organisation = await organisationByCode(deps.db, organisationCode);
  if (!organisation) throw invalid('organisation', 'finns inte');
  if (organisation.ended_on !== null) throw invalid('organisation', 'har upphört och kan inte gå med');
  await deps.db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('memberships')
      .select(['left_on'])
      .where('organisation_code', '=', organisationCode)
      .execute();
    if (rows.some(({ left_on }) => left_on === null))
      throw new Problem(409, 'exists', `${organisation.name} är redan med i nätverket.`);
    const latest =
      rows
        .map(({ left_on }) => left_on ?? '')
        .sort()
        .at(-1) ?? '';
    if (on < latest) throw invalid('on', `ska vara ${latest} eller senare, då organisationen lämnade förra gången`);
    await trx
      .insertInto('memberships')
      .values({ id: deps.newId(), organisation_code: organisationCode, joined_on: on, left_on: null })
      .execute();
    await logEvent(deps, trx, {
      event: 'member-joined',
      userId: user.id,
      organisationCode,
      details: { on },
    });
  });
}

/** Ends a membership. What it has sent is from now on shared as statistics only; published editions stand. */
export async function leave(deps: Deps, user: SignedInUser, organisationCode: string, on: string): Promise<void> {
  if (on > today(deps)) throw invalid('on', 'kan inte ligga i framtiden');
  const follow = await deps.db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('memberships')
      .select(['id', 'joined_on'])
      .where('organisation_code', '=', organisationCode)
      .where('left_on', 'is', null)
      .executeTakeFirst();
    if (!row) throw notFound('Medlemskapet');
    if (on < row.joined_on) throw invalid('on', `ska vara ${row.joined_on} eller senare, då organisationen gick med`);
    await trx.updateTable('memberships').set({ left_on: on }).where('id', '=', row.id).execute();
    const years = await lowerAll(deps, trx, user, organisationCode);
    await logEvent(deps, trx, { event: 'member-left', userId: user.id, organisationCode, details: { on } });
    return years;
  });
  await deps.editions.follow(follow);
}
