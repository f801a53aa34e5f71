import {
  perUnit,
  measuresOf,
  valuesOf,
  changesOf,
  type Answered,
  type Share,
  type Values,
} from '../../criteria/comparison/measure.ts';
import { peersOf, wideningPeers, type Standing } from '../../criteria/comparison/peer-groups.ts';
import { isShown } from '../../criteria/comparison/edition-model.ts';
import type { Catalogue } from '../../criteria/model.ts';
import { shareIn, statesOf } from '../assessments/content.ts';
import { answersOf, assessmentsOf, type AssessmentHead } from '../assessments/queries.ts';
import { catalogueOf, mappingBetween } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { currentEdition, pageOf } from '../editions/read.ts';
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

/** The nearest peer group whose areas have figures: kommungrupp, then huvudgrupp, then all. */
async function suggestedPeers(deps: Deps, year: number, place: Standing): Promise<string> {
  const groups = wideningPeers(place);
  const edition = await currentEdition(deps.db, year);
  if (edition) {
    for (const key of groups) {
      const page = await pageOf(deps.db, edition, 'members', key);
      const areas = Object.entries(page?.figures ?? {}).filter(([measure]) => measure.startsWith('area:'));
      if (areas.some(([, figure]) => isShown(figure))) return key;
    }
  }
  return groups.at(-1) ?? 'kommuner';
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
  return {
    year,
    assessmentId: row.id,
    catalogue: row.catalogue,
    state: submission ? 'submitted' : row.state,
    peers: [...peersOf(place)],
    suggested: await suggestedPeers(deps, year, place),
    member,
    values: inUnits(catalogue, { ...now.values, ...changes }),
    examples: member ? await learnableCounts(deps, organisationCode, year) : {},
  };
}
