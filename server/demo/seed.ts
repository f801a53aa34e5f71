import { hashPassword } from '../accounts/password.ts';
import type { Deps } from '../deps.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './accounts.ts';
import { insertAll, inventMember, versionFor } from './assessments.ts';
import { seedCoordinators } from './coordinators.ts';
import { seedExamples } from './examples.ts';
import { seedKeyFigures } from './key-figures.ts';
import { seedLund } from './lund.ts';
import { seedMaterials } from './materials.ts';
import { membersOf } from './members.ts';
import { AHEAD, seedNextYear } from './next-year.ts';
import { seedNetwork } from './network.ts';
import { seedPeerReviews } from './peer-reviews.ts';
import { SeededRandom } from './random.ts';
import { seedSurveys } from './surveys.ts';

const SEED = 20_170_609;

/** Fills an empty database with accounts and an invented network. The same every time for the same year. */
export async function seedDemo(deps: Deps): Promise<void> {
  if (!deps.config.demo) throw new Error('Demo data belongs in demo mode only.');
  const random = new SeededRandom(SEED);
  const at = deps.now().toISOString();
  const ids = new Map<string, string>();
  for (const account of DEMO_ACCOUNTS) {
    const id = deps.newId();
    ids.set(account.email, id);
    await deps.db
      .insertInto('users')
      .values({
        id,
        email: account.email,
        name: account.name,
        password_hash: await hashPassword(DEMO_PASSWORD),
        role: account.role,
        organisation_code: account.organisation,
        county_code: account.county,
        national: account.national ? 1 : 0,
        created_at: at,
        disabled_at: null,
      })
      .execute();
  }
  const organisations = await deps.db.selectFrom('organisations').selectAll().orderBy('code').execute();
  const year = deps.now().getFullYear();
  const members = membersOf(organisations, random).map((organisation) => ({
    organisation,
    invented: inventMember(deps, organisation, year, random),
  }));
  for (const { invented } of members) await insertAll(deps, invented);
  const inside = new Set(members.map(({ organisation }) => organisation.code));
  await seedNetwork(
    deps,
    members.map(({ organisation, invented }) => ({ organisation, ...invented })),
    organisations.filter(({ code, kind }) => kind === 'kommun' && !inside.has(code)).slice(0, 2),
    [0, 1, 2].map((i) => ({ year: year - 2 + i, catalogue: versionFor(deps, year - 2 + i).version })),
  );
  await seedCoordinators(
    deps,
    members.map(({ organisation }) => organisation),
  );
  await seedExamples(deps, [year, year - 1, year - 2]);
  await seedMaterials(deps, ids.get('materialgivare@myndighet.example') ?? '');
  const lund = members.find(({ organisation }) => organisation.code === '1281');
  if (lund) await seedLund(deps, lund.organisation, lund.invented, ids, random);
  await seedSurveys(deps, year, ids);
  await seedPeerReviews(deps, ids);
  await seedKeyFigures(deps, organisations, year);
  await seedNextYear(deps, ids.get(AHEAD.email) ?? '');
  await deps.db
    .insertInto('feedback')
    .values({
      id: deps.newId(),
      about: 'criterion',
      catalogue: '2.0',
      code: 'SL-20',
      text: 'Gäller det här även system som vi köper som tjänst?',
      reply_to: null,
      created_at: at,
      handled_at: null,
    })
    .execute();
}
