import { insteadOf } from '../../criteria/comparison/instead.ts';
import { peerGroup, peerGroupsWith } from '../../criteria/comparison/peer-groups.ts';
import type { PublicationKey } from '../../criteria/comparison/disclose.ts';
import { isShown, type Page } from '../../criteria/comparison/edition-model.ts';
import { may } from '../access/permissions.ts';
import { prepared } from '../database/prepared.ts';
import type { EditionReason, EditionRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import { render, type Rendered } from '../http/rendered.ts';
import type { SignedInUser } from '../access/requester.ts';
import { isMember } from '../access/membership.ts';
import { roundOf } from '../rounds/queries.ts';
import { today } from '../today.ts';
import type { Benchmark } from './contract.ts';

const latest = prepared((db) =>
  db
    .selectFrom('editions')
    .select(['year', 'number', 'reason', 'computed_at', 'sets'])
    .where('year', '=', 0)
    .orderBy('number', 'desc')
    .limit(1),
);

export type CurrentEdition = Pick<EditionRow, 'year' | 'number' | 'computed_at' | 'sets'> & {
  readonly reason: EditionReason;
};

/** The edition of a year that is read now; undefined before the first. */
export async function currentEdition(db: Deps['db'], year: number): Promise<CurrentEdition | undefined> {
  const {
    rows: [row],
  } = await latest(db, year, 1);
  return row;
}

/** What a visitor may read: members and SKL the members' publication, everyone else the public one. */
export async function publicationFor(deps: Deps, user: SignedInUser | null): Promise<'members' | 'public'> {
  if (!user || !may(user.role, 'network.compare')) return 'public';
  if (user.organisationCode === null) return 'members';
  return (await isMember(deps.db, user.organisationCode, today(deps))) ? 'members' : 'public';
}

/**
 * A page as it is read: every figure carries the edition that it is read in. The one it was worked out in stays inside:
 * a figure that stands while its neighbours are new would tell that somebody has corrected just that.
 */
function readPage(figures: string, edition: number): Page {
  const page = JSON.parse(figures) as Page;
  return Object.fromEntries(
    Object.entries(page).map(([measure, figure]) => [measure, isShown(figure) ? { ...figure, edition } : figure]),
  );
}

/** The published figures of one peer group. */
export async function pageOf(
  db: Deps['db'],
  { year, number }: Pick<EditionRow, 'year' | 'number'>,
  publication: PublicationKey,
  peers: string,
): Promise<{ readonly submitted: number; readonly figures: Page } | undefined> {
  const row = await db
    .selectFrom('edition_pages')
    .select(['submitted', 'figures'])
    .where('year', '=', year)
    .where('edition', '=', number)
    .where('publication', '=', publication)
    .where('peers', '=', peers)
    .executeTakeFirst();
  return row && { submitted: row.submitted, figures: readPage(row.figures, number) };
}

/** The keys of the year's sets of kommungrupper; none before its round has closed. */
export const setsIn = (edition: Pick<EditionRow, 'sets'> | undefined): readonly string[] =>
  edition?.sets ? (JSON.parse(edition.sets) as string[]) : [];

/** The pages of one publication by peer group, for what shows many groups at once. */
export async function allPagesOf(
  db: Deps['db'],
  { year, number }: Pick<EditionRow, 'year' | 'number'>,
  publication: PublicationKey,
): Promise<ReadonlyMap<string, { readonly submitted: number; readonly figures: Page }>> {
  const rows = await db
    .selectFrom('edition_pages')
    .select(['peers', 'submitted', 'figures'])
    .where('year', '=', year)
    .where('edition', '=', number)
    .where('publication', '=', publication)
    .execute();
  return new Map(
    rows.map(({ peers, submitted, figures }) => [peers, { submitted, figures: readPage(figures, number) }]),
  );
}

/** The published figures of every peer group, by publication. */
export async function pagesOf(
  db: Deps['db'],
  edition: Pick<EditionRow, 'year' | 'number'>,
  publications: readonly PublicationKey[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Page>>> {
  const pages = await Promise.all(publications.map((publication) => allPagesOf(db, edition, publication)));
  return new Map(
    publications.map((publication, i) => [
      publication,
      new Map([...(pages[i] ?? [])].map(([peers, { figures }]) => [peers, figures])),
    ]),
  );
}

/** How many measures a page has a figure for. */
const shownIn = (page: Page): number => Object.values(page).filter(isShown).length;

/** A peer group's figures with everything that a page needs to show them. */
export async function benchmarkOf(
  deps: Deps,
  edition: CurrentEdition,
  publication: 'members' | 'public',
  peers: string,
): Promise<Benchmark> {
  const [pages, round] = await Promise.all([allPagesOf(deps.db, edition, publication), roundOf(deps.db, edition.year)]);
  const groups = peerGroupsWith(pages.keys()).map((each) => ({
    ...each,
    submitted: pages.get(each.key)?.submitted ?? 0,
    shown: shownIn(pages.get(each.key)?.figures ?? {}),
  }));
  const page = pages.get(peers);
  const group = groups.find(({ key }) => key === peers);
  if (!page || !group || !round) throw notFound('Jämförelsegruppen');
  return {
    year: edition.year,
    catalogue: round.catalogue,
    publication,
    edition: {
      number: edition.number,
      reason: edition.reason,
      computedAt: edition.computed_at,
      exchanged: edition.sets !== null,
    },
    peers: group,
    groups,
    figures: { ...page.figures } as Benchmark['figures'],
    instead: insteadOf(
      peers,
      page.figures,
      new Map([...pages].map(([key, { figures }]) => [key, figures])),
    ) as Benchmark['instead'],
  };
}

/** How many rendered pages are kept; the oldest leaves first. */
const KEPT = 500;

/** Rendered benchmarks. An edition never changes, so what is kept is right for as long as its number is current. */
export class BenchmarkCache {
  readonly #kept = new Map<string, Rendered>();

  async renderedFor(
    deps: Deps,
    edition: CurrentEdition,
    publication: 'members' | 'public',
    peers: string,
  ): Promise<Rendered> {
    if (!peerGroup(peers)) throw notFound('Jämförelsegruppen');
    const key = `${edition.year} ${edition.number} ${publication} ${peers}`;
    let rendered = this.#kept.get(key);
    if (!rendered) {
      rendered = render(await benchmarkOf(deps, edition, publication, peers));
      this.#kept.set(key, rendered);
      const oldest = this.#kept.keys().next();
      if (this.#kept.size > KEPT && !oldest.done) this.#kept.delete(oldest.value);
    }
    return rendered;
  }
}
