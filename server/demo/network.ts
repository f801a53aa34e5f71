import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Sharing } from '../../criteria/comparison/readers.ts';
import { supportCode, type Catalogue } from '../../criteria/model.ts';
import type { Decision } from '../assessments/contract.ts';
import type { ActionRow, AssessmentRow, OrganisationRow, SubmissionRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { publishEdition } from '../editions/publish.ts';
import { SeededRandom } from './random.ts';

const wishes = parse(readFileSync(new URL('wishes.yaml', import.meta.url), 'utf8')) as Record<string, string[]>;

/** What a member asks for in some of the areas; most ask for little. */
export function inventWishes(catalogue: Catalogue, random: SeededRandom): { code: string; text: string }[] {
  return catalogue.areas
    .filter(() => random.chance(0.3))
    .map((area) => ({ code: supportCode(area), text: random.pick(wishes[area.code] ?? ['']) }));
}

/** The highest sharing that an invented body allows, and what is then chosen. Four of ten share statistics only. */
export function inventSharing(county: string, random: SeededRandom): { max: Decision['maxSharing']; sharing: Sharing } {
  const chance = random.next();
  // The county of the demo's länsstyrelse shows named kommuner, and enough that share statistics only for figures.
  const statistik = county === '20' ? 0.62 : 0.4;
  const sharing = chance < statistik ? 'statistik' : chance < 0.8 ? 'natverket' : 'oppet';
  return { max: sharing === 'natverket' && random.chance(0.4) ? 'oppet' : sharing, sharing };
}

export interface DemoMember {
  readonly organisation: OrganisationRow;
  readonly assessments: readonly AssessmentRow[];
  readonly sharing: Sharing;
  readonly toCounty: boolean;
}

const closingOf = (year: number) => `${year}-12-15`;

async function insertRounds(deps: Deps, years: readonly { year: number; catalogue: string }[]): Promise<void> {
  await deps.db
    .insertInto('rounds')
    .values(
      years.map(({ year, catalogue }) => ({
        year,
        catalogue,
        opens: `${year}-02-01`,
        closes: closingOf(year),
        text: `Välkomna till omgången ${year}! Skicka in senast den 15 december. Har ni inte hunnit med allt går det bra att skicka in ändå: det som saknas visas som obesvarat.`,
        created_at: `${year}-01-15T09:00:00.000Z`,
        created_by: null,
      })),
    )
    .execute();
}

async function insertMemberships(deps: Deps, members: readonly DemoMember[], left: readonly OrganisationRow[]) {
  const joined = (year: number) => `${year}-01-20`;
  const first = deps.now().getFullYear() - 2;
  await deps.db
    .insertInto('memberships')
    .values([
      ...members.map(({ organisation, assessments }) => ({
        id: deps.newId(),
        organisation_code: organisation.code,
        joined_on: joined(Math.min(...assessments.map(({ year }) => year), first + 2)),
        left_on: null,
      })),
      ...left.map(({ code }) => ({
        id: deps.newId(),
        organisation_code: code,
        joined_on: joined(first),
        left_on: `${first + 1}-06-30`,
      })),
    ])
    .execute();
}

async function insertSubmissions(deps: Deps, members: readonly DemoMember[]): Promise<void> {
  const rows = members.flatMap(({ organisation, assessments, sharing, toCounty }) =>
    assessments
      .filter(({ state }) => state === 'adopted')
      .map((assessment): SubmissionRow => ({
        assessment_id: assessment.id,
        organisation_code: organisation.code,
        year: assessment.year,
        revision: assessment.revision,
        group_code: organisation.group_code,
        county_code: organisation.county_code,
        population: organisation.population,
        sharing,
        to_county: sharing === 'natverket' && toCounty ? 1 : 0,
        submitted_at: assessment.adopted_at ?? assessment.updated_at,
        submitted_by: null,
      })),
  );
  for (let i = 0; i < rows.length; i += 100) {
    const some = rows.slice(i, i + 100);
    await deps.db.insertInto('submissions').values(some).execute();
    await deps.db
      .insertInto('sharing_changes')
      .values(
        some.map(({ assessment_id, submitted_at, sharing, to_county }) => ({
          id: deps.newId(),
          assessment_id,
          sequence: 1,
          at: submitted_at,
          edition: 0,
          sharing,
          to_county,
          user_id: null,
        })),
      )
      .execute();
  }
}

/** What Lund has decided to do about its criteria. */
function lundsActions(deps: Deps, year: number): ActionRow[] {
  const at = deps.now().toISOString();
  const row = (
    criterion: string | null,
    title: string,
    description: string,
    responsible: string,
    due: string | null,
    state: ActionRow['state'],
    aim: Partial<Pick<ActionRow, 'effect' | 'target_level' | 'base_year'>> = {},
  ): ActionRow => ({
    id: deps.newId(),
    organisation_code: '1281',
    criterion,
    title,
    description,
    responsible,
    due,
    state,
    effect: '',
    target_level: null,
    base_year: null,
    ...aim,
    revision: 1,
    created_at: at,
    updated_at: at,
  });
  return [
    row(
      'SL-05',
      'Ta fram en mall för prövning av barns rättigheter i tjänsteskrivelser',
      'Mallen provas i två nämnder under våren.',
      'Kommunkansliet',
      `${year + 1}-03-31`,
      'ongoing',
      {
        effect: 'Nämnderna ska se vad ett förslag betyder för barn innan de beslutar.',
        target_level: 3,
        base_year: year - 1,
      },
    ),
    row('UF-03', 'Välja fem nyckeltal att följa varje år', '', 'Ekonomiavdelningen', `${year}-10-31`, 'ongoing', {
      target_level: 3,
      base_year: year - 1,
    }),
    row(
      'AG-05',
      'Ta med den som har låg inkomst i riktlinjerna för bostadsförsörjning',
      'Allmännyttans krav på hyresgästerna gås igenom samtidigt.',
      'Samhällsbyggnadsförvaltningen',
      `${year + 1}-05-15`,
      'planned',
      {
        effect: 'Fler med låg inkomst ska kunna få ett förstahandskontrakt.',
        target_level: 2,
        base_year: year,
      },
    ),
    row(null, 'Presentera resultatet för kommunstyrelsen', '', 'MR-samordnaren', `${year}-02-10`, 'done'),
  ];
}

/** Rounds, memberships, submissions, editions and actions of the demo. */
export async function seedNetwork(
  deps: Deps,
  members: readonly DemoMember[],
  left: readonly OrganisationRow[],
  years: readonly { year: number; catalogue: string }[],
): Promise<void> {
  await insertRounds(deps, years);
  await insertMemberships(deps, members, left);
  await insertSubmissions(deps, members);
  const thisYear = deps.now().getFullYear();
  await deps.db.insertInto('actions').values(lundsActions(deps, thisYear)).execute();
  for (const { year } of years) {
    const closed = year < thisYear;
    const now = () => (closed ? new Date(`${year}-12-16T00:15:00.000Z`) : deps.now());
    const random = new SeededRandom(year);
    await publishEdition({ ...deps, now, random: () => random.next() }, year, closed ? 'closed' : 'early', null);
  }
}
