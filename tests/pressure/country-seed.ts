import { hash } from '@node-rs/argon2';
import { askedIn, tasksOf } from '../../criteria/model.ts';
import { latestCatalogue } from '../../server/catalogues/published.ts';
import { readCatalogues } from '../../server/catalogues/installed.ts';
import { openDatabase } from '../../server/database/open.ts';
import { hashOf } from '../../server/deps.ts';

/** One who saves: a coordinator and four colleagues in each of the 310 organisations. */
export interface Saver {
  readonly email: string;
  readonly cookie: string;
  readonly assessment: string;
  readonly coordinator: boolean;
  /** The criteria that this person answers, and nobody else. */
  readonly codes: readonly string[];
}

export const PASSWORD = 'tolv blåa hästar räknar';
export const EACH = 5;
const YEAR = 2026;
const PER_PERSON = 10;

/** 310 organisations, each with an empty assessment handed out among five people who are signed in. */
export async function seedCountry(url: string): Promise<Saver[]> {
  const db = openDatabase(url);
  const catalogue = latestCatalogue({ catalogues: readCatalogues(), now: () => new Date() });
  const password_hash = await hash(PASSWORD);
  const at = new Date().toISOString();
  const savers: Saver[] = [];
  const organisations = await db.selectFrom('organisations').select('code').orderBy('code').execute();
  for (const { code } of organisations) {
    const assessment = `${code}-${YEAR}`;
    const asked = askedIn(catalogue, { tasks: tasksOf(code), track: 'full', deepenings: [] }).map((each) => each.code);
    const people = Array.from({ length: EACH }, (_, n) => ({
      id: `country-${code}-${n}`,
      cookie: `country-cookie-${code}-${n}`,
      role: n === 0 ? ('coordinator' as const) : ('contributor' as const),
      codes: asked.slice(n * PER_PERSON, (n + 1) * PER_PERSON),
    }));
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('users')
        .values(
          people.map(({ id, role }) => ({
            id,
            role,
            email: `${id}@country.example`,
            name: id,
            password_hash,
            organisation_code: code,
            county_code: null,
            national: 0,
            created_at: at,
            disabled_at: null,
          })),
        )
        .execute();
      await trx
        .insertInto('sessions')
        .values(
          people.map(({ id, cookie, role }) => ({
            id: hashOf(cookie),
            user_id: id,
            name: id,
            role,
            organisation_code: code,
            device: '',
            created_at: at,
            expires_at: '2099-01-01T00:00:00.000Z',
          })),
        )
        .execute();
      await trx
        .insertInto('assessments')
        .values({
          id: assessment,
          organisation_code: code,
          year: YEAR,
          revision: 1,
          corrects: null,
          based_on: null,
          catalogue: catalogue.version,
          track: 'full',
          deepenings: '[]',
          state: 'draft',
          show_status: 0,
          content_revision: 1,
          created_at: at,
          created_by: people[0]?.id ?? null,
          updated_at: at,
          frozen_at: null,
          frozen_json: null,
          hash: null,
          decision: null,
          adopted_at: null,
        })
        .execute();
      await trx
        .insertInto('handouts')
        .values(
          people.slice(1).flatMap(({ id, codes }) =>
            codes.map((each) => ({
              assessment_id: assessment,
              code: each,
              user_id: id,
              message: '',
              due: null,
              created_at: at,
              created_by: people[0]?.id ?? null,
            })),
          ),
        )
        .execute();
    });
    for (const { id, cookie, role, codes } of people)
      savers.push({ email: `${id}@country.example`, cookie, assessment, coordinator: role === 'coordinator', codes });
  }
  await db.destroy();
  return savers;
}
