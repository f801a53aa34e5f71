import { findingsOf, type Given, type ReadAnswer } from '../../criteria/scoring/findings.ts';
import { askedIn } from '../../criteria/model.ts';
import type { LoadedAssessment, SignedInUser } from '../access/requester.ts';
import { answersByCode, choiceIn, shareIn, valueIn } from '../assessments/content.ts';
import type { AnswerView } from '../assessments/contract.ts';
import { answersOf, assessmentHead, touchDraft, type AnswerWithName } from '../assessments/queries.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { FindingView } from './contract.ts';

/** Last year's answer to the same criterion; none where it has been split or merged. */
function beforeOf({ carried }: AnswerView): ReadAnswer['before'] {
  const [only, ...more] = carried?.from ?? [];
  const alike = carried?.relation === 'same' || carried?.relation === 'reworded';
  return only && more.length === 0 && alike ? { level: only.level, motivation: only.motivation } : null;
}

function givenIn(year: number, asked: readonly string[], rows: readonly AnswerWithName[]): Given {
  const answers = answersByCode(rows);
  const items = (kind: AnswerWithName['kind']) => rows.filter((row) => row.kind === kind);
  return {
    year,
    answers: new Map(
      asked.flatMap((code): [string, ReadAnswer][] => {
        const answer = answers.get(code);
        if (!answer) return [];
        const { motivation, evidence } = answer;
        return [
          [code, { ...answer, motivation, evidence: evidence.map(({ date }) => date), before: beforeOf(answer) }],
        ];
      }),
    ),
    choices: new Map(
      items('condition').flatMap((row): [string, number][] => {
        const choice = choiceIn(row);
        return choice === null ? [] : [[row.code, choice]];
      }),
    ),
    values: new Map(
      items('indicator').flatMap((row): [string, number][] => {
        const share = shareIn(row);
        const value = share ? (100 * share.numerator) / share.denominator : valueIn(row);
        return value === null ? [] : [[row.code, Math.round(10 * value) / 10]];
      }),
    ),
  };
}

/** What speaks against the answers, each with whether somebody has said that it is right all the same. */
export async function findingsFor(deps: Deps, loaded: LoadedAssessment): Promise<FindingView[]> {
  const catalogue = catalogueOf(deps, loaded.catalogue);
  const [{ year }, rows, replies] = await Promise.all([
    assessmentHead(deps.db, loaded.id),
    answersOf(deps.db, loaded.id),
    deps.db
      .selectFrom('finding_replies')
      .leftJoin('users', 'users.id', 'user_id')
      .select(['key', 'at', 'users.name'])
      .where('assessment_id', '=', loaded.id)
      .execute(),
  ]);
  const asked = askedIn(catalogue, loaded).map(({ code }) => code);
  const rules = deps.catalogues.rules.get(loaded.catalogue);
  if (!rules) throw new Error(`Version ${loaded.catalogue} has been read without its rules.`);
  const said = new Map(replies.map(({ key, name, at }) => [key, { name, at }]));
  return findingsOf(rules, givenIn(year, asked, rows)).map((finding) => ({
    ...finding,
    ...('codes' in finding ? { codes: [...finding.codes] } : {}),
    confirmed: said.get(finding.key) ?? null,
  })) as FindingView[];
}

/** "Stämmer ändå", of one finding as it stands, or taken back. Kept for as long as the facts are the same. */
export async function replyTo(
  deps: Deps,
  user: SignedInUser,
  loaded: LoadedAssessment,
  { key, confirmed }: { readonly key: string; readonly confirmed: boolean },
): Promise<FindingView[]> {
  if (!(await findingsFor(deps, loaded)).some((finding) => finding.key === key)) throw notFound('Frågan');
  const at = deps.now().toISOString();
  await deps.db.transaction().execute(async (trx) => {
    if ((await touchDraft(trx, loaded.id, at)) === undefined)
      throw new Problem(409, 'frozen', 'Självskattningen är låst och kan inte ändras.');
    await trx.deleteFrom('finding_replies').where('assessment_id', '=', loaded.id).where('key', '=', key).execute();
    if (confirmed)
      await trx.insertInto('finding_replies').values({ assessment_id: loaded.id, key, at, user_id: user.id }).execute();
  });
  return findingsFor(deps, loaded);
}
