import { daysAfter } from '../../criteria/day.ts';
import { askedIn, tasksOf, type Criterion } from '../../criteria/model.ts';
import { deepeningsIn } from '../access/requester.ts';
import { userById } from '../accounts/queries.ts';
import { assessmentHead } from '../assessments/queries.ts';
import { catalogueOf } from '../catalogues/published.ts';
import { readAssessmentOf } from '../comparison/read-assessment.ts';
import type { PeerNoteRow, PeerReviewRow, PeerSide } from '../database/peer-review-rows.ts';
import type { Deps } from '../deps.ts';
import { organisationNames } from '../organisations/queries.ts';
import { today } from '../today.ts';
import { NOTE_KINDS, READING_DAYS, type ReviewSummary, type ReviewView } from './contract.ts';
import { notesOf, reviewSeen, type Seen, type Which } from './queries.ts';
import { readableOf } from './readable.ts';

type Names = ReadonlyMap<string, string>;
export const named = (names: Names, code: string) => ({ code, name: names.get(code) ?? code });

/** The years of what is read, by assessment. */
export async function yearsOf(
  deps: Deps,
  rows: readonly Pick<PeerReviewRow, 'assessment_id'>[],
): Promise<ReadonlyMap<string, number>> {
  const ids = rows.flatMap(({ assessment_id: id }) => (id === null ? [] : [id]));
  if (ids.length === 0) return new Map();
  const found = await deps.db.selectFrom('assessments').select(['id', 'year']).where('id', 'in', ids).execute();
  return new Map(found.map(({ id, year }) => [id, year]));
}

const SIDES = ['host', 'guest'] as const satisfies readonly PeerSide[];

export const summaryOf = (
  { row, side, phase }: Seen,
  names: Names,
  years: ReadonlyMap<string, number>,
): ReviewSummary => ({
  id: row.id,
  host: named(names, row.host),
  guest: named(names, row.guest),
  side,
  proposedBy: row.proposed_by,
  phase,
  year: row.opened_on === null || row.assessment_id === null ? null : (years.get(row.assessment_id) ?? null),
  createdAt: row.created_at,
  openedOn: row.opened_on,
  endsOn: row.ends_on,
  signed: SIDES.filter((each) => row[`${each}_signed_at`] !== null),
});

/** A review without what is read in it. */
export async function reviewSummaryFor(deps: Deps, which: Which): Promise<ReviewSummary> {
  const seen = await reviewSeen(deps, which);
  return summaryOf(seen, await organisationNames(deps.db), await yearsOf(deps, [seen.row]));
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
  asked: readonly Criterion[],
): Promise<NonNullable<ReviewView['account']>> {
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
    notesOf(deps.db, row.id),
    row.created_by === null ? undefined : userById(deps.db, row.created_by),
  ]);
  const begun = row.opened_on === null ? null : row.assessment_id;
  // The one place that says for how long a guest reads.
  const reads = side === 'host' || phase === 'open';
  const asked = begun === null ? [] : await askedOf(deps.db, deps, begun);
  const readable = phase === 'proposed' ? await readableOf(deps.db, row.host) : null;
  return {
    ...summaryOf(seen, names, years),
    message: row.message,
    proposer: proposer?.name ?? null,
    revision: row.revision,
    wouldEndOn: phase === 'proposed' ? daysAfter(today(deps), READING_DAYS) : null,
    hindrance: typeof readable === 'string' ? readable : null,
    reading:
      begun !== null && reads
        ? { assessment: await readAssessmentOf(deps, begun, 'text'), asked: asked.map(({ code }) => code) }
        : null,
    notes: notes.map(({ code, kind, text, reply, replied_at, written_at, revision }) => ({
      code,
      kind,
      text,
      reply: reads ? reply : '',
      changedSince: reads && replied_at !== null && written_at > replied_at,
      revision,
    })),
    account: begun === null ? null : await accountOf(deps, row, notes, asked),
  };
}
