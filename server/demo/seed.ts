import { carryOver, type CarriedAnswer } from '../../criteria/carry-over.ts';
import { criteriaFor, tasksOf, type Catalogue } from '../../criteria/model.ts';
import { hashPassword } from '../accounts/password.ts';
import { assessmentIdOf } from '../assessments/start.ts';
import { frozenContent, sha256 } from '../assessments/transitions.ts';
import type { Decision } from '../assessments/contract.ts';
import type { AnswerWithName } from '../assessments/queries.ts';
import type { AnswerRow, AssessmentRow, OrganisationRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './accounts.ts';
import { seedExamples } from './examples.ts';
import { boardOf, characterOf, inventEvidence, inventLevel, inventMotivation, type Character } from './invent.ts';
import { seedMaterials } from './materials.ts';
import { inventSharing, inventWishes, seedNetwork, type DemoMember } from './network.ts';
import { SeededRandom } from './random.ts';

const MEMBERS = 120;
const REGIONS = 12;
const PILOTS = ['1281', '0380', '0580', '2184', '1481', '2581', '1276'];
/** The county of the demo's länsstyrelse is well represented. */
const DALARNA = [
  '2021',
  '2023',
  '2026',
  '2029',
  '2031',
  '2034',
  '2061',
  '2062',
  '2080',
  '2081',
  '2083',
  '2084',
  '2085',
];
const ALWAYS = [...PILOTS, ...DALARNA];
/** Lund's own kommungrupp is well represented too, so that there is something to compare with. */
const wellRepresented = ({ code, group_code }: OrganisationRow) => ALWAYS.includes(code) || group_code === 'B3';
const SEED = 20_170_609;

interface Invented {
  readonly assessments: AssessmentRow[];
  readonly answers: AnswerRow[];
}

type InventedMember = Invented & Pick<DemoMember, 'sharing' | 'toCounty'>;

/** 108 kommuner over all groups and 12 regioner; Lund and the pilots of 2018 are always among them. */
function membersOf(organisations: readonly OrganisationRow[], random: SeededRandom): OrganisationRow[] {
  const pick = (kind: string, n: number) => {
    const all = organisations.filter((row) => row.kind === kind);
    const always = all.filter(wellRepresented);
    return [...always, ...random.shuffled(all.filter((row) => !wellRepresented(row))).slice(0, n - always.length)];
  };
  return [...pick('kommun', MEMBERS - REGIONS), ...pick('region', REGIONS)];
}

function inventAnswers(
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
    const level = notApplicable ? null : inventLevel(criterion, character, yearsIn, random);
    const evidence =
      level !== null && level >= 2 && random.chance(character.documents)
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
  const row = (code: string, content: unknown): AnswerRow => ({
    assessment_id: assessment.id,
    code,
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
        indicator.code,
        indicator.kind === 'count'
          ? { value: random.between(0, 8), year: assessment.year, comment: '' }
          : { numerator: Math.floor(denominator * random.next()), denominator, year: assessment.year, comment: '' },
      );
    });
  return [
    ...indicators,
    ...catalogue.conditions.map((condition) =>
      row(condition.code, { choice: random.between(0, condition.options.length - 1) }),
    ),
    ...inventWishes(catalogue, random).map(({ code, text }) => row(code, { text })),
  ];
}

function assessmentRow(
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

function versionFor(deps: Deps, index: number): Catalogue {
  const { versions } = deps.catalogues;
  const catalogue = index < 2 ? versions[0] : versions.at(-1);
  if (!catalogue) throw new Error('There is no catalogue.');
  return catalogue;
}

function allCodes(deps: Deps): string[] {
  return [...new Set(deps.catalogues.versions.flatMap(({ criteria }) => criteria.map(({ code }) => code)))];
}

/** Three years of one member: two adopted on the older criteria, this year's under way or adopted. */
function inventMember(
  deps: Deps,
  organisation: OrganisationRow,
  thisYear: number,
  random: SeededRandom,
): InventedMember {
  const joined = random.pick([0, 0, 0, 1, 1, 2]);
  const lund = organisation.code === '1281';
  const invented = characterOf(organisation, allCodes(deps), random);
  // The organisation that the demo's accounts belong to has come some way, and left something to do.
  const character = lund ? { ...invented, start: 1.9, growth: 0.4, documents: 0.75, diligence: 0.97 } : invented;
  const { max, sharing } = lund
    ? ({ max: 'oppet', sharing: 'natverket' } as const)
    : inventSharing(organisation.county_code, random);
  const result: InventedMember = { assessments: [], answers: [], sharing, toCounty: random.chance(0.6) };
  for (let i = lund ? 0 : joined; i < 3; i++) {
    const catalogue = versionFor(deps, i);
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

/** Lund's draft of this year, carried over from last year: partly confirmed, partly handed out. */
function inventLund(
  deps: Deps,
  organisation: OrganisationRow,
  thisYear: number,
  earlier: Invented,
  ids: ReadonlyMap<string, string>,
  random: SeededRandom,
): Invented & { handouts: { code: string }[] } {
  const catalogue = versionFor(deps, 2);
  const previous = earlier.assessments.at(-1);
  const row = {
    ...assessmentRow(organisation, thisYear, catalogue.version, 'full', random),
    based_on: previous?.id ?? null,
    created_by: ids.get('samordnare@lund.example') ?? null,
  };
  const given = earlier.answers
    .filter(({ assessment_id, code }) => assessment_id === previous?.id && /^(SL|UF|CS|AG)-/.test(code))
    .map((answer): CarriedAnswer => {
      const content = JSON.parse(answer.content) as Pick<CarriedAnswer, 'reason' | 'motivation' | 'evidence'>;
      return {
        code: answer.code,
        level: answer.level as CarriedAnswer['level'],
        notApplicable: answer.not_applicable === 1,
        ...content,
      };
    });
  const { suggestions, empty } = carryOver(
    given,
    catalogue,
    deps.catalogues.mappings.get(catalogue.version) ?? null,
    tasksOf(organisation.code),
  );
  const character = { ...characterOf(organisation, allCodes(deps), random), start: 2.4, diligence: 1 };
  const answers = suggestions.map((answer): AnswerRow => {
    const open = answer.relation !== 'same' || random.chance(0.25);
    const { relation, why } = answer;
    return {
      assessment_id: row.id,
      code: answer.code,
      revision: open ? 1 : 2,
      level: answer.level,
      not_applicable: answer.notApplicable ? 1 : 0,
      to_confirm: open ? 1 : 0,
      content: JSON.stringify({ reason: answer.reason, motivation: answer.motivation, evidence: answer.evidence }),
      carried: JSON.stringify({
        relation,
        catalogue: previous?.catalogue,
        year: previous?.year,
        why,
        from: answer.from,
      }),
      updated_at: row.updated_at,
      updated_by: open ? null : (ids.get('samordnare@lund.example') ?? null),
    };
  });
  const handed = empty.slice(0, 5);
  const rest = inventAnswers(deps, organisation, character, row, catalogue, 2, 1, random).filter(({ code }) =>
    empty.slice(5, 8).includes(code),
  );
  return { assessments: [row], answers: [...answers, ...rest], handouts: handed.map((code) => ({ code })) };
}

async function insertAll(deps: Deps, { assessments, answers }: Invented): Promise<void> {
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

/** Fills an empty database with accounts and an invented network. The same every time for the same year. */
export async function seedDemo(deps: Deps): Promise<void> {
  if (!deps.config.demo) throw new Error('Demo data belongs in demo mode only.');
  const random = new SeededRandom(SEED);
  const at = deps.now().toISOString();
  const ids = new Map<string, string>();
  for (const account of DEMO_ACCOUNTS) {
    const id = deps.newId();
    ids.set(account.email, id);
    await deps.db
      .insertInto('users')
      .values({
        id,
        email: account.email,
        name: account.name,
        password_hash: await hashPassword(DEMO_PASSWORD),
        role: account.role,
        organisation_code: account.organisation,
        county_code: account.county,
        national: account.national ? 1 : 0,
        created_at: at,
        disabled_at: null,
      })
      .execute();
  }
  const organisations = await deps.db.selectFrom('organisations').selectAll().orderBy('code').execute();
  const year = deps.now().getFullYear();
  const members = membersOf(organisations, random).map((organisation) => ({
    organisation,
    invented: inventMember(deps, organisation, year, random),
  }));
  for (const { invented } of members) await insertAll(deps, invented);
  const inside = new Set(members.map(({ organisation }) => organisation.code));
  await seedNetwork(
    deps,
    members.map(({ organisation, invented }) => ({ organisation, ...invented })),
    organisations.filter(({ code, kind }) => kind === 'kommun' && !inside.has(code)).slice(0, 2),
    [0, 1, 2].map((i) => ({ year: year - 2 + i, catalogue: versionFor(deps, i).version })),
  );
  await seedExamples(deps, [year, year - 1, year - 2]);
  await seedMaterials(deps, ids.get('materialgivare@myndighet.example') ?? '');
  const lund = members.find(({ organisation }) => organisation.code === '1281');
  if (!lund) return;
  const draft = inventLund(deps, lund.organisation, year, lund.invented, ids, random);
  await insertAll(deps, draft);
  const [assessment] = draft.assessments;
  const employee = ids.get('medarbetare@lund.example');
  if (!assessment || !employee) return;
  const coordinator = ids.get('samordnare@lund.example') ?? null;
  await deps.db
    .insertInto('handouts')
    .values(
      draft.handouts.map(({ code }) => ({
        assessment_id: assessment.id,
        code,
        user_id: employee,
        message: 'Hej! Kan du svara på de här? Hör av dig om något är oklart.',
        due: `${year}-12-11`,
        created_at: at,
        created_by: coordinator,
      })),
    )
    .execute();
  await deps.db
    .insertInto('comments')
    .values({
      id: deps.newId(),
      assessment_id: assessment.id,
      code: draft.handouts[0]?.code ?? 'SL-09',
      user_id: coordinator,
      text: 'Inköp har en ny mall sedan i våras. Kolla med upphandlingsenheten.',
      created_at: at,
    })
    .execute();
  await deps.db
    .insertInto('feedback')
    .values({
      id: deps.newId(),
      about: 'criterion',
      catalogue: '2.0',
      code: 'SL-20',
      text: 'Gäller det här även system som vi köper som tjänst?',
      reply_to: null,
      created_at: at,
      handled_at: null,
    })
    .execute();
}
