import { byName } from '../../criteria/order.ts';
import { isShown, type Member, type Page } from '../../criteria/comparison/edition-model.ts';
import { innerFigureOf, type Shown } from '../../criteria/comparison/figure.ts';
import { measuresOf, type Measure } from '../../criteria/comparison/measure.ts';
import { criterionKey } from '../../criteria/comparison/measure-keys.ts';
import { peerGroup, peerGroupsWith, peersOf, type Standing } from '../../criteria/comparison/peer-groups.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { RoundRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { loadMembers } from '../editions/load.ts';
import { currentEdition, pagesOf, type CurrentEdition } from '../editions/read.ts';
import { notFound } from '../http/problem.ts';
import { organisationNames } from '../organisations/queries.ts';
import { peerPlaceOf, roundOf } from '../rounds/queries.ts';
import type { GroupFigures, InnerFigure, NetworkFigures, Weakest } from './contract.ts';

interface Network {
  readonly round: RoundRow;
  readonly members: readonly Member[];
  readonly measures: readonly Measure[];
  readonly edition: CurrentEdition | undefined;
}

/** Everything that has been submitted for a year, late submissions included. */
async function networkOf(deps: Deps, year: number): Promise<Network> {
  const round = await roundOf(deps.db, year);
  if (!round) throw notFound('Omgången');
  const { members } = await loadMembers(deps, deps.db, round);
  return {
    round,
    members,
    measures: measuresOf(catalogueOf(deps, round.catalogue)),
    edition: await currentEdition(deps.db, year),
  };
}

interface PublishedPages {
  readonly members: Page;
  readonly public: Page;
}

const NOTHING: PublishedPages = { members: {}, public: {} };

/** The two publications of a group, as they are read now. */
async function publishedPages(
  deps: Deps,
  edition: CurrentEdition | undefined,
): Promise<{ readonly groups: readonly string[]; readonly of: (peers: string) => PublishedPages }> {
  if (!edition) return { groups: [], of: () => NOTHING };
  const rows = await pagesOf(deps.db, edition, ['members', 'public']);
  const [toMembers, toAnyone] = [rows.get('members'), rows.get('public')];
  return {
    groups: [...(toMembers?.keys() ?? [])],
    of: (peers) => ({ members: toMembers?.get(peers) ?? {}, public: toAnyone?.get(peers) ?? {} }),
  };
}

/** Whether those who count in a group now are those whom the edition was made from. */
async function unchangedSince(
  deps: Deps,
  edition: CurrentEdition | undefined,
): Promise<(members: readonly Member[], peers: string) => boolean> {
  if (!edition) return () => false;
  const rows = await deps.db
    .selectFrom('edition_members')
    .select(['assessment_id', 'organisation_code', 'group_code', 'county_code', 'population'])
    .where('year', '=', edition.year)
    .where('edition', '=', edition.number)
    .execute();
  const counted = rows.map((row) => ({ ...peerPlaceOf(row), submission: row.assessment_id }));
  const named = (members: readonly (Standing & { readonly submission: string })[], peers: string) =>
    members
      .filter((member) => peersOf(member, [peers]).includes(peers))
      .map(({ submission }) => submission)
      .sort()
      .join();
  return (members, peers) => named(members, peers) === named(counted, peers);
}

/**
 * A figure of SKL's own, with how far it may go. Only what is published may, and only while it is about the same
 * submissions: beside an older edition a newer figure would tell what has been sent since. What may go is shown as it is
 * published, with what has been exchanged in it, never beside SKL's own.
 */
function inner(measure: Measure, members: readonly Member[], published: PublishedPages): InnerFigure | null {
  const values = members.flatMap(({ values: all }) => all[measure.key] ?? []);
  const live = innerFigureOf(measure.kind, values);
  if (!live) return null;
  const fit = (page: Page): Shown | undefined => {
    const figure = page[measure.key];
    return isShown(figure) && figure.scope === 'everyone' && figure.n === live.n ? figure : undefined;
  };
  const [forAnyone, forMembers] = [fit(published.public), fit(published.members)];
  const { n, median, quartiles, levels } = forAnyone ?? forMembers ?? live;
  return {
    n,
    median,
    quartiles: quartiles && [quartiles[0], quartiles[1]],
    levels: levels && [...levels],
    outward: forAnyone ? 'public' : forMembers ? 'members' : 'none',
  };
}

/** One group's figures over all that have submitted: for SKL, each marked with how far it may go. */
export async function networkFiguresFor(deps: Deps, year: number, peers: string): Promise<NetworkFigures> {
  const group = peerGroup(peers);
  if (!group) throw notFound('Jämförelsegruppen');
  const { round, members, measures, edition } = await networkOf(deps, year);
  const inGroup = members.filter((member) => peersOf(member, [peers]).includes(peers));
  const isUnchanged = await unchangedSince(deps, edition);
  const published = isUnchanged(members, peers) ? (await publishedPages(deps, edition)).of(peers) : NOTHING;
  const figures = measures.flatMap((measure): [string, InnerFigure][] => {
    const figure = inner(measure, inGroup, published);
    return figure ? [[measure.key, figure]] : [];
  });
  return {
    year,
    catalogue: round.catalogue,
    peers: { key: group.key, name: group.name },
    submitted: inGroup.length,
    edition: edition ? { number: edition.number, reason: edition.reason, computedAt: edition.computed_at } : null,
    figures: Object.fromEntries(figures),
  };
}

/** One measure over every group: for the county map and for comparing groups. */
export async function groupFiguresFor(deps: Deps, year: number, key: string): Promise<GroupFigures> {
  const { members, measures, edition } = await networkOf(deps, year);
  const measure = measures.find((each) => each.key === key);
  if (!measure) throw notFound('Måttet');
  const [published, isUnchanged] = await Promise.all([publishedPages(deps, edition), unchangedSince(deps, edition)]);
  return peerGroupsWith(published.groups).map(({ key: peers, name, kind }) => {
    const inGroup = members.filter((member) => peersOf(member, [peers]).includes(peers));
    const fit = isUnchanged(members, peers) ? published.of(peers) : NOTHING;
    return { key: peers, name, kind, submitted: inGroup.length, figure: inner(measure, inGroup, fit) };
  });
}

/** How many criteria the list of the weakest has. */
const WEAKEST = 10;
const TEACHES = 3;

/** Where the network is weakest, and which named members have come to level 3 or 4 there. */
export async function weakestFor(deps: Deps, year: number): Promise<Weakest> {
  const { round, members } = await networkOf(deps, year);
  const names = await organisationNames(deps.db);
  const named = new Set(
    (
      await deps.db
        .selectFrom('submissions')
        .select('assessment_id')
        .where('year', '=', year)
        .where('sharing', '!=', 'statistik')
        .execute()
    ).map(({ assessment_id }) => assessment_id),
  );
  return catalogueOf(deps, round.catalogue)
    .criteria.flatMap(({ code, title }) => {
      const answered = members.filter(({ values }) => values[criterionKey(code)] !== undefined);
      const levels = answered.map(({ values }) => values[criterionKey(code)] ?? 0);
      const figure = innerFigureOf('level', levels);
      if (!figure) return [];
      const able = answered.filter(({ values }) => (values[criterionKey(code)] ?? 0) >= TEACHES);
      return [
        {
          code,
          title,
          n: figure.n,
          median: figure.median,
          mean: levels.reduce((sum, level) => sum + level, 0) / levels.length,
          teachers: able
            .filter(({ submission }) => named.has(submission))
            .map(({ organisation }) => ({ code: organisation, name: names.get(organisation) ?? organisation }))
            .sort(byName),
          unnamed: able.filter(({ submission }) => !named.has(submission)).length,
        },
      ];
    })
    .sort((a, b) => a.median - b.median || a.mean - b.mean)
    .slice(0, WEAKEST)
    .map(({ mean: _mean, ...row }) => row);
}
