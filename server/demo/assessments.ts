import type { ItemKind } from '../../criteria/scoring/answer-kind.ts';
import { criteriaFor, tasksOf, type Catalogue } from '../../criteria/model.ts';
import { assessmentIdOf } from '../assessments/start.ts';
import { frozenContent, sha256 } from '../assessments/transitions.ts';
import type { Decision } from '../assessments/contract.ts';
import type { AnswerWithName } from '../assessments/queries.ts';
import type { AnswerRow, AssessmentRow, OrganisationRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { boardOf, characterOf, inventEvidence, inventLevel, inventMotivation, type Character } from './invent.ts';
import { wellRepresented } from './members.ts';
import { inventSharing, inventWishes, type DemoMember } from './network.ts';
import type { SeededRandom } from './random.ts';

export interface Invented {
  readonly assessments: AssessmentRow[];
  readonly answers: AnswerRow[];
}

export type InventedMember = Invented & Pick<DemoMember, 'sharing' | 'toCounty'>;

/** A few have come a long way on something in a year, so that the demo shows that too: organisation → criterion. */
const LEAPS: Readonly<Record<string, string>> = { '1490': 'CS-06', '2180': 'CS-05' };

export function inventAnswers(
  deps: Deps,
  organisation: OrganisationRow,
  character: Character,
  assessment: AssessmentRow,
  catalogue: Catalogue,
  yearsIn: number,
  share: number,
  random: SeededRandom,
): AnswerRow[] {
  return criteriaFor(catalogue, tasksOf(organisation.code), assessment.track).flatMap((criterion): AnswerRow[] => {
    if (!random.chance(character.diligence * share)) return [];
    const notApplicable = criterion.mayBeNotApplicable && random.chance(0.25);
    const invented = notApplicable ? null : inventLevel(criterion, character, yearsIn, random);
    const leaps = LEAPS[organisation.code] === criterion.code;
    const level = leaps ? (yearsIn === 2 ? 3 : 1) : invented;
    const documented = invented !== null && invented >= 2 && random.chance(character.documents);
    const evidence =
      documented || (leaps && yearsIn === 2)
        ? inventEvidence(criterion, organisation.kind, assessment.year, random)
        : [];
    const content = {
      reason: notApplicable ? 'Frågan berör inte vår verksamhet i dag. Vi prövar den igen nästa år.' : '',
      motivation:
        level === null ? '' : inventMotivation(criterion.code, level, organisation.kind, assessment.year, random),
      evidence,
    };
    return [
      {
        assessment_id: assessment.id,
        code: criterion.code,
        kind: 'criterion',
        revision: 1,
        level,
        not_applicable: notApplicable ? 1 : 0,
        to_confirm: 0,
        content: JSON.stringify(content),
        carried: null,
        updated_at: assessment.updated_at,
        updated_by: null,
      },
    ];
  });
}

function inventItems(assessment: AssessmentRow, catalogue: Catalogue, random: SeededRandom): AnswerRow[] {
  const row = (kind: ItemKind, code: string, content: unknown): AnswerRow => ({
    assessment_id: assessment.id,
    code,
    kind,
    revision: 1,
    level: null,
    not_applicable: 0,
    to_confirm: 0,
    content: JSON.stringify(content),
    carried: null,
    updated_at: assessment.updated_at,
    updated_by: null,
  });
  const indicators = catalogue.indicators
    .filter(() => random.chance(0.6))
    .map((indicator) => {
      const denominator = random.between(20, 400);
      return row(
        'indicator',
        indicator.code,
        indicator.kind === 'count'
          ? { value: random.between(0, 8), year: assessment.year, comment: '' }
          : { numerator: Math.floor(denominator * random.next()), denominator, year: assessment.year, comment: '' },
      );
    });
  return [
    ...indicators,
    ...catalogue.conditions.map((condition) =>
      row('condition', condition.code, { choice: random.between(0, condition.options.length - 1) }),
    ),
    ...inventWishes(catalogue, random).map(({ code, text }) => row('support', code, { text })),
  ];
}

export function assessmentRow(
  organisation: OrganisationRow,
  year: number,
  catalogue: string,
  track: 'full' | 'starter',
  random: SeededRandom,
): AssessmentRow {
  const at = `${year}-${String(random.between(3, 10)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}T0${random.between(7, 9)}:15:00.000Z`;
  return {
    id: assessmentIdOf(organisation.code, year, 1),
    organisation_code: organisation.code,
    year,
    revision: 1,
    corrects: null,
    based_on: null,
    catalogue,
    track,
    deepenings: '[]',
    state: 'draft',
    show_status: random.chance(0.5) ? 1 : 0,
    content_revision: 1,
    created_at: at,
    created_by: null,
    updated_at: at,
    frozen_at: null,
    frozen_json: null,
    hash: null,
    decision: null,
    adopted_at: null,
  };
}

function adopted(
  row: AssessmentRow,
  answers: readonly AnswerRow[],
  organisation: OrganisationRow,
  maxSharing: Decision['maxSharing'],
  random: SeededRandom,
): AssessmentRow {
  const frozen = frozenContent(
    row,
    answers
      .map((answer): AnswerWithName => ({ ...answer, updated_by_name: null }))
      .sort((a, b) => a.code.localeCompare(b.code)),
  );
  const date = `${row.year}-11-${String(random.between(3, 18)).padStart(2, '0')}`;
  return {
    ...row,
    state: 'adopted',
    frozen_at: row.updated_at,
    frozen_json: frozen,
    hash: sha256(frozen),
    adopted_at: `${date}T10:00:00.000Z`,
    decision: JSON.stringify({
      body: boardOf(organisation.kind),
      date,
      paragraph: String(random.between(80, 240)),
      diarienummer: `${organisation.kind === 'region' ? 'RS' : 'KS'} ${row.year}/${random.between(100, 900)}`,
      maxSharing,
    }),
  };
}

/** The criteria of a year of the demo: the newest that applied in it. */
export function versionFor(deps: Deps, year: number): Catalogue {
  const { versions } = deps.catalogues;
  const catalogue = versions.findLast(({ published }) => Number(published.slice(0, 4)) <= year) ?? versions[0];
  if (!catalogue) throw new Error('There is no catalogue.');
  return catalogue;
}

/** Every code of the criteria that have applied up to a year. */
export function allCodes(deps: Deps, year: number): string[] {
  const { versions } = deps.catalogues;
  const known = versions.slice(0, versions.indexOf(versionFor(deps, year)) + 1);
  return [...new Set(known.flatMap(({ criteria }) => criteria.map(({ code }) => code)))];
}

/** Three years of one member: two adopted on the older criteria, this year's under way or adopted. */
export function inventMember(
  deps: Deps,
  organisation: OrganisationRow,
  thisYear: number,
  random: SeededRandom,
): InventedMember {
  const joined = random.pick([0, 0, 0, 1, 1, 2]);
  const lund = organisation.code === '1281';
  const invented = characterOf(organisation, allCodes(deps, thisYear), random);
  // The organisation that the demo's accounts belong to has come some way, and left something to do.
  const character = lund ? { ...invented, start: 1.9, growth: 0.4, documents: 0.75, diligence: 0.97 } : invented;
  const { max, sharing } = lund
    ? ({ max: 'oppet', sharing: 'natverket' } as const)
    : inventSharing(organisation.county_code, random);
  const result: InventedMember = { assessments: [], answers: [], sharing, toCounty: random.chance(0.6) };
  for (let i = lund ? 0 : joined; i < 3; i++) {
    const catalogue = versionFor(deps, thisYear - 2 + i);
    const last = i === 2;
    if (last && lund) break;
    const row = assessmentRow(
      organisation,
      thisYear - 2 + i,
      catalogue.version,
      !lund && random.chance(0.1) ? 'starter' : 'full',
      random,
    );
    const finished = !last || random.chance(wellRepresented(organisation) ? 0.9 : 0.5);
    const answers = [
      ...inventAnswers(deps, organisation, character, row, catalogue, i, finished ? 1 : random.next(), random),
      ...inventItems(row, catalogue, random),
    ];
    result.assessments.push(finished && answers.length > 5 ? adopted(row, answers, organisation, max, random) : row);
    result.answers.push(...answers);
  }
  return result;
}

export async function insertAll(deps: Deps, { assessments, answers }: Invented): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    for (let i = 0; i < assessments.length; i += 40)
      await trx
        .insertInto('assessments')
        .values(assessments.slice(i, i + 40))
        .execute();
    for (let i = 0; i < answers.length; i += 200)
      await trx
        .insertInto('answers')
        .values(answers.slice(i, i + 200))
        .execute();
  });
}
