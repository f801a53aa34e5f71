import { carryOver, type CarriedAnswer } from '../../criteria/scoring/carry-over.ts';
import { mandatePeriod } from '../../criteria/scoring/targets.ts';
import { tasksOf } from '../../criteria/model.ts';
import { isItem, textIn } from '../assessments/content.ts';
import type { EvidenceItem } from '../assessments/contract.ts';
import type { AnswerRow, AnswerVersionRow, DocumentRow, HandoutRow, OrganisationRow } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { mappingBetween } from '../catalogues/published.ts';
import { allCodes, assessmentRow, insertAll, inventAnswers, versionFor, type Invented } from './assessments.ts';
import { characterOf } from './invent.ts';
import { lundsLog, overTime } from './lund-log.ts';
import { seedPanels } from './lund-panel.ts';
import type { SeededRandom } from './random.ts';

/** Lund's draft of this year, carried over from last year: partly confirmed, partly handed out. */
function inventLund(
  deps: Deps,
  organisation: OrganisationRow,
  thisYear: number,
  earlier: Invented,
  ids: ReadonlyMap<string, string>,
  random: SeededRandom,
): Invented & { handouts: Pick<HandoutRow, 'code' | 'opened_at' | 'step'>[] } {
  const catalogue = versionFor(deps, thisYear);
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
    (previous && mappingBetween(deps, previous.catalogue, catalogue.version)) ?? null,
    tasksOf(organisation.code),
  );
  const character = { ...characterOf(organisation, allCodes(deps, thisYear), random), start: 2.4, diligence: 1 };
  // Most of what asks the same is confirmed; where every text is new, most of what can be compared.
  const alike = suggestions.some(({ relation }) => relation === 'same') ? 'same' : 'reworded';
  const answers = suggestions.map((answer): AnswerRow => {
    const open = answer.relation !== alike || random.chance(0.25) || (answer.level === null && !answer.notApplicable);
    const { relation, why } = answer;
    return {
      assessment_id: row.id,
      code: answer.code,
      kind: 'criterion',
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
  return {
    assessments: [row],
    answers: overTime(deps, [...answers, ...rest]),
    handouts: [
      ...handed.map((code, i) => ({ code, opened_at: i === 0 ? row.updated_at : null, step: null })),
      // Of what is answered, one has been asked about, one waits to be read, and one is read.
      ...rest.map(({ code }, i) => ({
        code,
        opened_at: row.updated_at,
        step: (['returned', 'done', 'accepted'] as const)[i] ?? null,
      })),
    ],
  };
}

/** This year's work in Lund, which the demo's accounts meet: the draft, what is handed out, and a comment. */
export async function seedLund(
  deps: Deps,
  organisation: OrganisationRow,
  earlier: Invented,
  ids: ReadonlyMap<string, string>,
  random: SeededRandom,
): Promise<void> {
  const year = deps.now().getFullYear();
  const at = deps.now().toISOString();
  const draft = inventLund(deps, organisation, year, earlier, ids, random);
  await insertAll(deps, draft);
  const [assessment] = draft.assessments;
  const employee = ids.get('medarbetare@lund.example');
  if (!assessment || !employee) return;
  const coordinator = ids.get('samordnare@lund.example') ?? null;
  const due = `${year}-12-11`;
  await deps.db
    .insertInto('handouts')
    .values(
      draft.handouts.map((handout) => ({
        ...handout,
        step_at: handout.step === null ? null : at,
        assessment_id: assessment.id,
        user_id: employee,
        message: 'Hej! Kan du svara på de här? Hör av dig om något är oklart.',
        due,
        created_at: at,
        created_by: coordinator,
      })),
    )
    .execute();
  const comment = (code: string | undefined, text: string) => ({
    id: deps.newId(),
    assessment_id: assessment.id,
    code: code ?? 'SL-09',
    user_id: coordinator,
    text,
    created_at: at,
  });
  await deps.db
    .insertInto('comments')
    .values([
      comment(draft.handouts[0]?.code, 'Inköp har en ny mall sedan i våras. Kolla med upphandlingsenheten.'),
      comment(
        draft.handouts.find(({ step }) => step === 'returned')?.code,
        'Gäller det hela kommunen, eller bara er förvaltning?',
      ),
    ])
    .execute();
  await deps.db
    .insertInto('events')
    .values(
      lundsLog(deps, {
        earlier: earlier.assessments,
        draft: assessment,
        coordinator,
        employee,
        decisionMaker: ids.get('beslut@lund.example') ?? null,
        handedOut: draft.handouts.map(({ code }) => code),
        due,
      }),
    )
    .execute();
  await deps.db
    .insertInto('documents')
    .values(registered(deps, draft.answers, year))
    .execute();
  await deps.db
    .insertInto('targets')
    .values(
      (['SL-01', 'SL-02', 'SL-08', 'UF-05', 'CS-02', 'AG-02'] as const).map((code, i) => ({
        organisation_code: '1281',
        period: mandatePeriod(at.slice(0, 10)).from,
        code,
        level: i % 2 === 0 ? 3 : 4,
        updated_at: at,
        updated_by: coordinator,
      })),
    )
    .execute();
  await seedPanels(deps, { now: assessment.id, before: assessment.based_on, at }, ids);
  await deps.db.insertInto('answer_versions').values(earlierVersions(draft.answers, employee)).execute();
}

/** What a colleague wrote first, before the coordinator went on with it. */
function earlierVersions(answers: readonly AnswerRow[], employee: string): AnswerVersionRow[] {
  const edited = answers.filter(({ revision, level }) => revision > 1 && level !== null).slice(-2);
  return edited.map(({ assessment_id, code, level, updated_at }) => ({
    assessment_id,
    code,
    revision: 1,
    level: Math.max((level ?? 0) - 1, 0),
    not_applicable: 0,
    content: JSON.stringify({
      reason: '',
      motivation: 'Vi har börjat, men jag vet inte om det är beslutat. Sara kan kontrollera med kansliet.',
      evidence: [],
    }),
    saved_at: new Date(new Date(updated_at).getTime() - 24 * 3_600_000).toISOString(),
    saved_by: employee,
  }));
}

/** What Lund knows of some of its documents beside what stands in the answers, and one that no answer refers to yet. */
function registered(deps: Deps, answers: readonly AnswerRow[], year: number): DocumentRow[] {
  const evidence = answers.flatMap((answer) => (isItem(answer) ? [] : textIn(answer).evidence)).slice(0, 4);
  const row = (item: EvidenceItem, holder: string, valid_until: string | null): DocumentRow => ({
    id: deps.newId(),
    organisation_code: '1281',
    title: item.title,
    diarienummer: item.diarienummer ?? '',
    date: item.date ?? null,
    link: item.link ?? '',
    holder,
    valid_until,
    revision: 1,
    updated_at: deps.now().toISOString(),
  });
  const holders = ['Kommunkansliet', 'HR-avdelningen', 'Barn- och skolförvaltningen', 'Kommunkansliet'];
  return [
    ...evidence.map((item, i) => row(item, holders[i] ?? '', i === 1 ? `${year}-06-30` : null)),
    row(
      { title: 'Program för mänskliga rättigheter', diarienummer: `KS ${year}/118`, date: `${year}-09-24` },
      'Kommunkansliet',
      `${year + 4}-12-31`,
    ),
  ];
}
