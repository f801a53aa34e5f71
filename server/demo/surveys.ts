import { surveySpread } from '../../criteria/comparison/survey-spread.ts';
import type { Level } from '../../criteria/model.ts';
import { surveyQuestions } from '../catalogues/published.ts';
import type { AssociationState } from '../database/survey-rows.ts';
import { hashOf, type Deps } from '../deps.ts';
import { counting, SUBMISSION } from '../rounds/queries.ts';
import { SeededRandom } from './random.ts';

const CHOSEN_BY = 'Föreningsrådet valde, med både stora och små föreningar.';
const REPLY =
  'Tack för svaren! Vi ser att många av er inte får veta vad som händer med det ni säger. Från och med i år skriver vi svar till alla som har varit med på samråd, och lägger ut dem på vår webbplats.';
/** The demo's associations have links that are known, so that one can be opened; with the association's place after it. */
export const DEMO_LINK = 'demo-forening-';
/** How many of the organisations that show openly have asked associations. */
const ASKING = 4;
const ASSOCIATIONS: readonly (readonly [string, AssociationState])[] = [
  ['Funktionsrätt Lund', 'answered'],
  ['Rädda Barnens lokalförening', 'answered'],
  ['Pensionärernas samarbetsråd', 'declined'],
  ['RFSL Lund', 'invited'],
  ['Romska kulturföreningen', 'invited'],
  ['Kvinnojouren', 'answered'],
];

async function ended(deps: Deps, code: string, year: number, catalogue: string, random: SeededRandom): Promise<void> {
  const [answered, declined] = [random.between(6, 14), random.between(0, 3)];
  const at = `${year}-11-20T09:00:00.000Z`;
  await deps.db
    .insertInto('surveys')
    .values({
      organisation_code: code,
      year,
      catalogue,
      chosen_by: CHOSEN_BY,
      closes: `${year}-11-19`,
      closed_at: at,
      shown_on: `${year}-12-04`,
      invited: answered + declined + random.between(0, 5),
      declined,
      answered,
      withdrawn: 0,
      reply: REPLY,
      reply_at: `${year}-12-01T09:00:00.000Z`,
      revision: 1,
      created_at: at,
      created_by: null,
    })
    .execute();
  await deps.db
    .insertInto('survey_spreads')
    .values(
      surveyQuestions(deps, catalogue, code).map(({ code: question }) => {
        const middle = random.between(0, 3);
        // Some do not know, and where many do not nothing is shown.
        const know = random.chance(0.15) ? 3 : answered - random.between(0, 1);
        const levels = Array.from({ length: know }, () => Math.min(4, middle + random.between(0, 2)) as Level);
        const spread = surveySpread(levels, () => random.next());
        return {
          organisation_code: code,
          year,
          code: question,
          spread: spread === null ? null : JSON.stringify(spread),
        };
      }),
    )
    .execute();
}

/** Made up: last year's pictures of some who show openly and of Lund, and Lund's questions of this year, under way. */
export async function seedSurveys(deps: Deps, year: number, ids: ReadonlyMap<string, string>): Promise<void> {
  const random = new SeededRandom(year);
  const rows = await deps.db
    .selectFrom('submissions')
    .select(SUBMISSION)
    .where('year', '=', year - 1)
    .orderBy('organisation_code')
    .execute();
  const sent = [...counting(rows).values()];
  const asking = [
    ...sent.filter(({ organisation_code }) => organisation_code === '1281'),
    ...sent
      .filter(({ sharing, organisation_code }) => sharing === 'oppet' && organisation_code !== '1281')
      .slice(0, ASKING),
  ];
  for (const { organisation_code, assessment_id } of asking) {
    const { catalogue } = await deps.db
      .selectFrom('assessments')
      .select('catalogue')
      .where('id', '=', assessment_id)
      .executeTakeFirstOrThrow();
    await ended(deps, organisation_code, year - 1, catalogue, random);
  }
  const draft = await deps.db
    .selectFrom('assessments')
    .select('catalogue')
    .where('id', '=', `1281-${year}`)
    .executeTakeFirst();
  if (!draft) return;
  const at = deps.now().toISOString();
  const which = { organisation_code: '1281', year } as const;
  await deps.db
    .insertInto('surveys')
    .values({
      ...which,
      catalogue: draft.catalogue,
      chosen_by: CHOSEN_BY,
      closes: new Date(deps.now().getTime() + 14 * 86_400_000).toISOString().slice(0, 10),
      closed_at: null,
      shown_on: null,
      invited: 0,
      declined: 0,
      answered: 0,
      withdrawn: 0,
      reply: '',
      reply_at: null,
      revision: 1,
      created_at: at,
      created_by: ids.get('samordnare@lund.example') ?? null,
    })
    .execute();
  const questions = surveyQuestions(deps, draft.catalogue, '1281');
  await deps.db
    .insertInto('associations')
    .values(
      ASSOCIATIONS.map(([name, state], i) => ({
        ...which,
        id: deps.newId(),
        name,
        link: hashOf(DEMO_LINK + i),
        state,
        device: state === 'invited' ? null : hashOf(deps.newToken()),
        answers:
          state === 'answered'
            ? JSON.stringify(Object.fromEntries(questions.map(({ code }) => [code, random.between(0, 4)])))
            : null,
        created_at: at,
      })),
    )
    .execute();
}
