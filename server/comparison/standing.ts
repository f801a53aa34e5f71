import {
  perUnit,
  measuresOf,
  valuesOf,
  changesOf,
  type Answered,
  type Share,
  type Values,
} from '../../criteria/comparison/measure.ts';
import { peerGroup, peersOf, wideningPeers, type Standing } from '../../criteria/comparison/peer-groups.ts';
import { isShown, type Page } from '../../criteria/comparison/edition-model.ts';
import type { Catalogue } from '../../criteria/model.ts';
import { shareIn, statesOf } from '../assessments/content.ts';
import { answersOf, assessmentsOf, type AssessmentHead } from '../assessments/queries.ts';
import { catalogueOf, mappingBetween } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { currentEdition, pageOf, setsIn } from '../editions/read.ts';
import { notFound } from '../http/problem.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { isMember } from '../access/membership.ts';
import { latestSubmission } from '../rounds/queries.ts';
import { today } from '../today.ts';
import { learnableCounts } from './learning.ts';
import type { StandingView } from './contract.ts';

async function answeredIn(deps: Deps, row: AssessmentHead): Promise<{ answered: Answered; values: Values }> {
  const rows = await answersOf(deps.db, row.id);
  const shares = rows.flatMap((row): [string, Share][] => {
    const share = row.kind === 'indicator' ? shareIn(row) : undefined;
    return share ? [[row.code, share]] : [];
  });
  const answered = {
    organisation: row.organisation_code,
    catalogue: row.catalogue,
    track: row.track,
    states: statesOf(rows),
    shares: new Map(shares),
  };
  return { answered, values: valuesOf(catalogueOf(deps, row.catalogue), answered) };
}

function inUnits(catalogue: Catalogue, values: Values): Record<string, number> {
  const kinds = new Map(measuresOf(catalogue).map(({ key, kind }) => [key, kind]));
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      const kind = kinds.get(key);
      return kind ? [[key, value / perUnit(kind)]] : [];
    }),
  );
}

interface Peers {
  /** Every peer group of the organisation, the year's merged one included. */
  readonly all: readonly string[];
  readonly suggested: string;
}

/** The nearest peer group whose areas have figures over everyone; otherwise the nearest where they have any. */
async function peersFor(deps: Deps, year: number, place: Standing): Promise<Peers> {
  const edition = await currentEdition(deps.db, year);
  const sets = setsIn(edition);
  const groups = wideningPeers(place, sets);
  const pages = new Map<string, Page>();
  if (edition)
    for (const key of groups) pages.set(key, (await pageOf(deps.db, edition, 'members', key))?.figures ?? {});
  const areas = (key: string) =>
    Object.entries(pages.get(key) ?? {}).flatMap(([measure, figure]) =>
      measure.startsWith('area:') && isShown(figure) ? [figure] : [],
    );
  const nearer = groups.filter((key) => peerGroup(key)?.kind !== 'all');
  const suggested =
    nearer.find((key) => areas(key).some(({ scope }) => scope === 'everyone')) ??
    groups.find((key) => areas(key).length > 0) ??
    groups.at(-1);
  return { all: peersOf(place, sets), suggested: suggested ?? 'kommuner' };
}

/** The organisation's own values of a year: of what it has sent, or of its newest version when nothing is sent. */
export async function standingFor(deps: Deps, organisationCode: string, year: number): Promise<StandingView> {
  const [rows, submission, organisation, member] = await Promise.all([
    assessmentsOf(deps.db, organisationCode),
    latestSubmission(deps.db, organisationCode, year),
    organisationByCode(deps.db, organisationCode),
    isMember(deps.db, organisationCode, today(deps)),
  ]);
  const row = rows.find(({ id, year: of }) => (submission ? id === submission.assessment_id : of === year));
  if (!row || !organisation) throw notFound('Självskattningen för året');
  const before = rows.find((each) => each.year === year - 1 && each.state === 'adopted');
  const [now, then] = await Promise.all([answeredIn(deps, row), before && answeredIn(deps, before)]);
  const catalogue = catalogueOf(deps, row.catalogue);
  const changes =
    before && then ? changesOf(catalogue, then, now, mappingBetween(deps, before.catalogue, row.catalogue)) : {};
  const place: Standing = {
    organisation: organisationCode,
    group: submission?.group_code ?? organisation.group_code,
    county: submission?.county_code ?? organisation.county_code,
    population: submission?.population ?? organisation.population,
  };
  const peers = await peersFor(deps, year, place);
  return {
    year,
    assessmentId: row.id,
    catalogue: row.catalogue,
    state: submission ? 'submitted' : row.state,
    peers: [...peers.all],
    suggested: peers.suggested,
    member,
    values: inUnits(catalogue, { ...now.values, ...changes }),
    examples: member ? await learnableCounts(deps, organisationCode, year) : {},
  };
}
