import { askedIn, tasksOf, type Criterion } from '../../criteria/model.ts';
import { byName } from '../../criteria/order.ts';
import { membersOn } from '../access/membership.ts';
import { deepeningsIn } from '../access/requester.ts';
import { userById } from '../accounts/queries.ts';
import { assessmentHead } from '../assessments/queries.ts';
import { catalogueOf } from '../catalogues/published.ts';
import { readAssessmentOf } from '../comparison/read-assessment.ts';
import type { PeerNoteRow, PeerReviewRow, PeerSide } from '../database/peer-review-rows.ts';
import type { Deps } from '../deps.ts';
import { organisationNames } from '../organisations/queries.ts';
import { today } from '../today.ts';
import { NOTE_KINDS, type ReviewsHeld, type ReviewList, type ReviewSummary, type ReviewView } from './contract.ts';
import { readableOf } from './readable.ts';
import { phaseOf, reviewSeen, type Seen, type Which } from './queries.ts';

type Names = ReadonlyMap<string, string>;
const named = (names: Names, code: string) => ({ code, name: names.get(code) ?? code });

async function yearsOf(deps: Deps, rows: readonly PeerReviewRow[]): Promise<ReadonlyMap<string, number>> {
  const ids = rows.flatMap(({ assessment_id: id }) => (id === null ? [] : [id]));
  if (ids.length === 0) return new Map();
  const found = await deps.db.selectFrom('assessments').select(['id', 'year']).where('id', 'in', ids).execute();
  return new Map(found.map(({ id, year }) => [id, year]));
}

const summaryOf = ({ row, side, phase }: Seen, names: Names, years: ReadonlyMap<string, number>): ReviewSummary => ({
  id: row.id,
  host: named(names, row.host),
  guest: named(names, row.guest),
  side,
  proposedBy: row.proposed_by,
  phase,
  year: row.assessment_id === null ? null : (years.get(row.assessment_id) ?? null),
  createdAt: row.created_at,
  openedOn: row.opened_on,
  endsOn: row.ends_on,
});

/** An organisation's reviews, newest first, and whom it can ask. */
export async function reviewsFor(deps: Deps, code: string): Promise<ReviewList> {
  const day = today(deps);
  const [rows, members, names, readable] = await Promise.all([
    deps.db
      .selectFrom('peer_reviews')
      .selectAll()
      .where((eb) => eb.or([eb('host', '=', code), eb('guest', '=', code)]))
      .orderBy('created_at', 'desc')
      .execute(),
    membersOn(deps.db, day),
    organisationNames(deps.db),
    readableOf(deps.db, code),
  ]);
  const years = await yearsOf(deps, rows);
  const withCoordinator = await deps.db
    .selectFrom('organisations')
    .select(['code', 'name', 'group_name', 'county'])
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
    reviews: rows.map((row) =>
      summaryOf({ row, side: row.host === code ? 'host' : 'guest', phase: phaseOf(row, day, members) }, names, years),
    ),
    member: members.has(code),
    readable: typeof readable === 'string' ? readable : readable.year,
    partners: withCoordinator
      .filter((each) => each.code !== code && members.has(each.code))
      .map((each) => ({ code: each.code, name: each.name, group: each.group_name, county: each.county }))
      .sort(byName),
  };
}

export async function notesOf(deps: Deps, reviewId: string): Promise<PeerNoteRow[]> {
  return deps.db.selectFrom('peer_notes').selectAll().where('review_id', '=', reviewId).orderBy('code').execute();
}

/** What the host was asked, in the order of the catalogue: what can be read and noted. */
export async function askedOf(db: Deps['db'], deps: Deps, assessmentId: string): Promise<readonly Criterion[]> {
  const head = await assessmentHead(db, assessmentId);
  return askedIn(catalogueOf(deps, head.catalogue), {
    tasks: tasksOf(head.organisation_code),
    track: head.track,
    deepenings: deepeningsIn(head),
  });
}

/** What both sides sign: which criteria were noted and how, and each side's words. Never what a note says. */
async function accountOf(
  deps: Deps,
  row: PeerReviewRow,
  notes: readonly PeerNoteRow[],
): Promise<ReviewView['account']> {
  if (row.assessment_id === null || row.ends_on === null) return null;
  const asked = await askedOf(deps.db, deps, row.assessment_id);
  const signer = async (id: string | null) => (id === null ? null : ((await userById(deps.db, id))?.name ?? null));
  const part = async (side: PeerSide) => {
    const at = row[`${side}_signed_at`];
    return {
      text: row[`${side}_text`],
      revision: row[`${side}_revision`],
      signed: at === null ? null : { at, by: await signer(row[`${side}_signed_by`]) },
    };
  };
  return {
    endedOn: row.ended_on ?? row.ends_on,
    noted: NOTE_KINDS.map((kind) => {
      const codes = new Set(notes.filter((note) => note.kind === kind).map(({ code }) => code));
      return {
        kind,
        criteria: asked.filter(({ code }) => codes.has(code)).map(({ code, title }) => ({ code, title })),
      };
    }),
    host: await part('host'),
    guest: await part('guest'),
  };
}

/** The whole review, as the side that asks may see it. */
export async function reviewFor(deps: Deps, which: Which): Promise<ReviewView> {
  const seen = await reviewSeen(deps, which);
  const { row, side, phase } = seen;
  const [names, years, notes, proposer] = await Promise.all([
    organisationNames(deps.db),
    yearsOf(deps, [row]),
    notesOf(deps, row.id),
    row.created_by === null ? undefined : userById(deps.db, row.created_by),
  ]);
  // The one place that says for how long a guest reads.
  const reads = row.assessment_id !== null && (side === 'host' || phase === 'open');
  return {
    ...summaryOf(seen, names, years),
    message: row.message,
    proposer: proposer?.name ?? null,
    revision: row.revision,
    reading:
      reads && row.assessment_id !== null
        ? {
            assessment: await readAssessmentOf(deps, row.assessment_id, 'text'),
            asked: (await askedOf(deps.db, deps, row.assessment_id)).map(({ code }) => code),
            notes: notes.map(({ code, kind, text, reply, revision }) => ({ code, kind, text, reply, revision })),
          }
        : null,
    account: await accountOf(deps, row, notes),
  };
}

/** For SKL: which reviews take or have taken place. Not which were proposed, and nothing of what was said. */
export async function reviewsHeld(deps: Deps): Promise<ReviewsHeld> {
  const day = today(deps);
  const rows = await deps.db.selectFrom('peer_reviews').selectAll().orderBy('opened_on', 'desc').execute();
  const [members, names, years] = await Promise.all([
    membersOn(deps.db, day),
    organisationNames(deps.db),
    yearsOf(deps, rows),
  ]);
  return rows.flatMap((row) => {
    const phase = phaseOf(row, day, members);
    const year = years.get(row.assessment_id ?? '');
    if (phase !== 'open' && phase !== 'ended' && phase !== 'signed') return [];
    if (year === undefined || row.opened_on === null || row.ends_on === null) return [];
    return [
      {
        host: named(names, row.host),
        guest: named(names, row.guest),
        year,
        openedOn: row.opened_on,
        endsOn: row.ended_on ?? row.ends_on,
        phase,
      },
    ];
  });
}
