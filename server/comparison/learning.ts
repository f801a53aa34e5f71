import { nearestFirst } from '../../criteria/comparison/lift.ts';
import { byName } from '../../criteria/order.ts';
import { kindOf } from '../../criteria/model.ts';
import { peersOf, type Standing } from '../../criteria/comparison/peer-groups.ts';
import { textIn } from '../assessments/content.ts';
import type { SubmissionRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { notFound } from '../http/problem.ts';
import { coordinatorsOf } from '../accounts/queries.ts';
import { organisationByCode, organisationNames } from '../organisations/queries.ts';
import { counting, peerPlaceOf, submissionsOfYear } from '../rounds/queries.ts';
import { sightOf, type Viewer } from '../access/sight.ts';
import type { ExampleView, NamedPeer } from './contract.ts';

/** From which level there is something to learn. */
const LEARNABLE = 3;

/** Who is to read of the others: the organisation's own people, or anyone, in a document that may be handed out. */
export type Readers = 'members' | 'anyone';

/** Others that the readers see by name: the same kind as the organisation, and not itself. */
async function namedPeers(
  deps: Deps,
  organisationCode: string,
  year: number,
  readers: Readers = 'members',
): Promise<SubmissionRow[]> {
  const viewer: Viewer =
    readers === 'members'
      ? { role: 'coordinator', organisationCode, member: true, county: null }
      : { role: null, organisationCode: null, member: false, county: null };
  return [...counting(await submissionsOfYear(deps.db, year)).values()].filter(
    (row) =>
      row.organisation_code !== organisationCode &&
      kindOf(row.organisation_code) === kindOf(organisationCode) &&
      sightOf(viewer, row) === 'text',
  );
}

/** How many members there are to learn from, per criterion. */
export async function learnableCounts(
  deps: Deps,
  organisationCode: string,
  year: number,
): Promise<Record<string, number>> {
  const peers = await namedPeers(deps, organisationCode, year);
  if (peers.length === 0) return {};
  const rows = await deps.db
    .selectFrom('answers')
    .select(['code', (eb) => eb.fn.countAll().as('n')])
    .where(
      'assessment_id',
      'in',
      peers.map(({ assessment_id }) => assessment_id),
    )
    .where('level', '>=', LEARNABLE)
    .where('to_confirm', '=', 0)
    .groupBy('code')
    .execute();
  return Object.fromEntries(rows.map(({ code, n }) => [code, Number(n)]));
}

/** Those in a peer group whom a member sees by name, with whom to ask: by name, never by how they have answered. */
export async function namedIn(deps: Deps, organisationCode: string, year: number, peers: string): Promise<NamedPeer[]> {
  const codes = (await namedPeers(deps, organisationCode, year))
    .filter((row) => peersOf(peerPlaceOf(row), [peers]).includes(peers))
    .map(({ organisation_code }) => organisation_code);
  const [names, coordinators] = await Promise.all([organisationNames(deps.db), coordinatorsOf(deps.db, codes)]);
  return codes
    .map((code) => ({
      code,
      name: names.get(code) ?? code,
      contacts: coordinators.flatMap(({ organisation_code, name, email }) =>
        organisation_code === code ? [{ name, email }] : [],
      ),
    }))
    .sort(byName);
}

/** "Lär av andra": who has come to level 3 or 4 in a criterion and shows it by name, nearest first. */
export async function examplesFor(
  deps: Deps,
  organisationCode: string,
  year: number,
  criterion: string,
  readers: Readers = 'members',
): Promise<ExampleView[]> {
  const own = await organisationByCode(deps.db, organisationCode);
  if (!own) throw notFound('Organisationen');
  const peers = await namedPeers(deps, organisationCode, year, readers);
  if (peers.length === 0) return [];
  const [answers, organisations, coordinators] = await Promise.all([
    deps.db
      .selectFrom('answers')
      .select(['assessment_id', 'level', 'content'])
      .where(
        'assessment_id',
        'in',
        peers.map(({ assessment_id }) => assessment_id),
      )
      .where('code', '=', criterion)
      .where('level', '>=', LEARNABLE)
      .where('to_confirm', '=', 0)
      .execute(),
    deps.db.selectFrom('organisations').select(['code', 'name', 'county', 'group_name']).execute(),
    coordinatorsOf(
      deps.db,
      peers.map(({ organisation_code }) => organisation_code),
    ),
  ]);
  const names = new Map(organisations.map((row) => [row.code, row]));
  const place: Standing = {
    organisation: own.code,
    group: own.group_code,
    county: own.county_code,
    population: own.population,
  };
  const byId = new Map(answers.map((row) => [row.assessment_id, row]));
  const found = peers.flatMap((row) => {
    const answer = byId.get(row.assessment_id);
    return answer
      ? [{ ...peerPlaceOf(row), answer, name: names.get(row.organisation_code)?.name ?? row.organisation_code }]
      : [];
  });
  const [, , ownGroup] = peersOf(place);
  return nearestFirst(place, found).map((row): ExampleView => {
    const { motivation, evidence } = textIn(row.answer);
    const organisation = names.get(row.organisation);
    return {
      organisation: {
        code: row.organisation,
        name: row.name,
        group: organisation?.group_name ?? '',
        county: organisation?.county ?? '',
        population: row.population,
      },
      sameGroup: ownGroup !== undefined && peersOf(row)[2] === ownGroup,
      level: row.answer.level ?? 0,
      motivation,
      evidence: [...evidence],
      contacts: coordinators.flatMap(({ organisation_code, name, email }) =>
        organisation_code === row.organisation ? [{ name, email }] : [],
      ),
    };
  });
}
