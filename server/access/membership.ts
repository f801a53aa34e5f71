import type { Kysely } from 'kysely';
import { prepared } from '../database/prepared.ts';
import type { Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { today } from '../today.ts';

type Db = Kysely<Database>;

const membershipOn = prepared((db) =>
  db
    .selectFrom('memberships')
    .select('id')
    .where('organisation_code', '=', '')
    .where('joined_on', '<=', '')
    .where((eb) => eb.or([eb('left_on', 'is', null), eb('left_on', '>', '')])),
);

/** Whether an organisation is in the network on a day. */
export async function isMember(db: Db, organisationCode: string, today: string): Promise<boolean> {
  const { rows } = await membershipOn(db, organisationCode, today, today);
  return rows.length > 0;
}

/** Every organisation that is in the network on a day, with the day it joined, the last time. */
export async function membersSince(db: Db, day: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('memberships')
    .select(['organisation_code', 'joined_on'])
    .where('joined_on', '<=', day)
    .where((eb) => eb.or([eb('left_on', 'is', null), eb('left_on', '>', day)]))
    .execute();
  return new Map(rows.map(({ organisation_code, joined_on }) => [organisation_code, joined_on]));
}

/** Refuses whoever is not in the network: for what only members may see. */
export async function requireMember(deps: Deps, organisationCode: string): Promise<void> {
  if (await isMember(deps.db, organisationCode, today(deps))) return;
  throw new Problem(
    403,
    'not-member',
    `Er organisation är inte med i nätverket. Hör av er till ${deps.config.operatorName} om ni vill vara med.`,
  );
}
