import { slugOf } from '../http/slug.ts';
import type { Kysely } from 'kysely';
import { logEvent } from '../audit/events.ts';
import { latestCatalogue } from '../catalogues/published.ts';
import type { Database, ExampleRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { isMember } from '../access/membership.ts';
import { latestSubmission, lockRound } from '../rounds/queries.ts';
import { thisYear, today } from '../today.ts';
import type { ExampleText } from './contract.ts';
import { whyUnfounded } from './grounds.ts';
import { exampleById, slugsLike, type PlacedExample } from './queries.ts';
import { standoutsFor } from './standouts.ts';
import { EMPTY_TEXT } from './view.ts';

type Db = Kysely<Database>;

/** What an example begins with; the rest of its row is the same for all. */
export type ExampleBeginning = Pick<
  ExampleRow,
  'organisation_code' | 'origin' | 'subject' | 'year' | 'catalogue' | 'reasons' | 'stage' | 'text' | 'message'
>;

/** The row of a new example: nothing consented to, nothing shown. */
export function newExample(beginning: ExampleBeginning, id: string, slug: string, at: string): ExampleRow {
  return {
    ...beginning,
    id,
    slug,
    consented: null,
    consented_at: null,
    consented_by: null,
    shown: null,
    published_at: null,
    expires_at: null,
    told: 0,
    revision: 1,
    created_at: at,
    updated_at: at,
  };
}

async function freeSlug(db: Db, wanted: string): Promise<string> {
  const taken = new Set((await slugsLike(db, wanted)).map(({ slug }) => slug));
  for (let n = 1; ; n += 1) {
    const slug = n === 1 ? wanted : `${wanted}-${n}`;
    if (!taken.has(slug)) return slug;
  }
}

const noLongerOut = () => invalid('subject', 'är inte något som organisationen utmärker sig på det året');

async function refuseSecondInvitation(db: Db, row: ExampleBeginning): Promise<void> {
  const already = await db
    .selectFrom('examples')
    .select('id')
    .where('organisation_code', '=', row.organisation_code)
    .where('subject', '=', row.subject)
    .where('year', '=', row.year)
    .where('origin', '=', 'invited')
    .executeTakeFirst();
  if (already)
    throw new Problem(409, 'already-invited', 'Organisationen är redan inbjuden att berätta om det här.', [
      { field: 'subject', message: 'är redan inbjudet' },
    ]);
}

async function insert(
  deps: Deps,
  user: SignedInUser,
  shortName: string,
  row: ExampleBeginning,
): Promise<PlacedExample> {
  const id = deps.newId();
  await deps.db.transaction().execute(async (trx) => {
    // Two who begin at the same moment come one after the other, and so does lowered sharing.
    await lockRound(trx, row.year - 1);
    await lockRound(trx, row.year);
    await trx
      .updateTable('organisations')
      .set({ code: row.organisation_code })
      .where('code', '=', row.organisation_code)
      .execute();
    if (row.origin === 'invited') {
      await refuseSecondInvitation(trx, row);
      if (await whyUnfounded(deps, trx, row)) throw noLongerOut();
    }
    const slug = await freeSlug(trx, slugOf(`${shortName} ${row.subject} ${row.year}`));
    await trx
      .insertInto('examples')
      .values(newExample(row, id, slug, deps.now().toISOString()))
      .execute();
    await logEvent(deps, trx, {
      event: row.origin === 'invited' ? 'example-invited' : 'example-offered',
      userId: user.id,
      organisationCode: row.organisation_code,
      details: { example: id, subject: row.subject, year: row.year },
    });
  });
  const made = await exampleById(deps.db, id);
  if (!made) throw notFound('Exemplet');
  return made;
}

/** SKL invites an organisation to tell about what it stands out on. Only what is on the list can be invited. */
export async function inviteExample(
  deps: Deps,
  user: SignedInUser,
  wanted: { organisation: string; year: number; subject: string; message: string },
): Promise<PlacedExample> {
  const organisation = await organisationByCode(deps.db, wanted.organisation);
  if (!organisation) throw invalid('organisation', 'finns inte');
  const reasons = (await standoutsFor(deps, wanted.organisation, wanted.year)).filter(
    ({ subject }) => subject === wanted.subject,
  );
  if (reasons.length === 0) throw noLongerOut();
  const submission = await latestSubmission(deps.db, wanted.organisation, wanted.year);
  const assessment = await deps.db
    .selectFrom('assessments')
    .select('catalogue')
    .where('id', '=', submission?.assessment_id ?? '')
    .executeTakeFirstOrThrow();
  return insert(deps, user, organisation.short_name, {
    organisation_code: wanted.organisation,
    origin: 'invited',
    subject: wanted.subject,
    year: wanted.year,
    catalogue: assessment.catalogue,
    reasons: JSON.stringify(reasons),
    stage: 'invited',
    text: JSON.stringify(EMPTY_TEXT),
    message: wanted.message,
  });
}

/** A member offers an example unasked. It is labelled as its own, and says nothing of levels. */
export async function offerExample(
  deps: Deps,
  user: SignedInUser,
  organisationCode: string,
  wanted: { subject: string; title: string },
): Promise<PlacedExample> {
  const organisation = await organisationByCode(deps.db, organisationCode);
  if (!organisation) throw notFound('Organisationen');
  if (!(await isMember(deps.db, organisationCode, today(deps))))
    throw new Problem(409, 'not-member', 'Bara den som är med i nätverket kan föreslå exempel till skyltfönstret.');
  const catalogue = latestCatalogue(deps);
  const known = [...catalogue.areas, ...catalogue.criteria].some(({ code }) => code === wanted.subject);
  if (!known) throw invalid('subject', 'Välj ett område eller ett kriterium.');
  const text: ExampleText = { ...EMPTY_TEXT, title: wanted.title };
  return insert(deps, user, organisation.short_name, {
    organisation_code: organisationCode,
    origin: 'own',
    subject: wanted.subject,
    year: thisYear(deps),
    catalogue: catalogue.version,
    reasons: '[]',
    stage: 'draft',
    text: JSON.stringify(text),
    message: '',
  });
}
