import type { ZodType } from 'zod';
import { kindOfCode, type ItemKind } from '../../criteria/scoring/answer-kind.ts';
import { askedIn, type Catalogue } from '../../criteria/model.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import { invalid, notFound, Problem } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import type { LoadedAssessment } from '../access/requester.ts';
import { isItem, toAnswerView, toItemView, toStored } from './content.ts';
import {
  conditionContent,
  countContent,
  shareContent,
  supportContent,
  type AnswerBody,
  type AnswerView,
  type ItemView,
} from './contract.ts';
import { keepVersion, logRestored, versionRow } from './versions.ts';
import { answerOf, saveAnswer, touchDraft, type AnswerWithName } from './queries.ts';

/** Raised inside the transaction to undo it; carries nothing. */
class Conflict extends Error {}

function frozen(): Problem {
  return new Problem(
    409,
    'frozen',
    'Självskattningen är låst och kan inte ändras. Det du skrev finns kvar på din dator.',
    [{ field: 'state', message: 'är inte längre ett utkast' }],
  );
}

/** One durable transaction: the assessment is still a draft, and nobody has saved since `base`. */
async function save(
  deps: Deps,
  assessment: LoadedAssessment,
  user: SignedInUser,
  code: string,
  base: number,
  stored: ReturnType<typeof toStored>,
  restoring = false,
): Promise<AnswerWithName> {
  const at = deps.now().toISOString();
  try {
    await deps.db.transaction().execute(async (trx) => {
      if ((await touchDraft(trx, assessment.id, at)) === undefined) throw frozen();
      const next = { content: stored.content, by: user.id, at: new Date(at) };
      if (base > 0) await keepVersion(trx, { id: assessment.id, code, base }, { ...next, always: restoring });
      if (restoring) await logRestored(deps, trx, user, assessment, code);
      if (!(await saveAnswer(trx, assessment.id, code, base, { ...stored, updated_at: at, updated_by: user.id })))
        throw new Conflict();
    });
    return {
      assessment_id: assessment.id,
      code,
      revision: base + 1,
      to_confirm: 0,
      carried: null,
      ...stored,
      updated_at: at,
      updated_by: user.id,
      updated_by_name: user.name,
    };
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const current = await answerOf(deps.db, assessment.id, code);
    const view = current && (isItem(current) ? toItemView(current) : toAnswerView(current));
    throw new Problem(
      412,
      'conflict',
      'Någon annan har sparat sedan du öppnade svaret.',
      [{ field: 'If-Match', message: 'är en äldre version av svaret' }],
      { current: view ?? null },
    );
  }
}

/** Saves the answer to a criterion. A save by a person also confirms what was carried over. */
export async function answerCriterion(
  deps: Deps,
  loaded: LoadedAssessment,
  user: SignedInUser,
  code: string,
  base: number,
  body: AnswerBody,
): Promise<AnswerView> {
  const catalogue = catalogueOf(deps, loaded.catalogue);
  const criterion = askedIn(catalogue, loaded).find((row) => row.code === code);
  if (!criterion) throw notFound('Kriteriet');
  if (body.notApplicable && !criterion.mayBeNotApplicable)
    throw invalid('notApplicable', 'Det här kriteriet gäller alla och kan inte vara ej aktuellt.');
  return toAnswerView(await save(deps, loaded, user, code, base, toStored(body)));
}

/** Puts back what an answer said before. What it says now becomes a version in its turn. */
export async function restoreVersion(
  deps: Deps,
  loaded: LoadedAssessment,
  user: SignedInUser,
  { code, revision }: { readonly code: string; readonly revision: number },
  base: number,
): Promise<AnswerView> {
  const stored = await versionRow(deps.db, loaded.id, code, revision);
  return toAnswerView(await save(deps, loaded, user, code, base, stored, true));
}

/** The shape that an item asks for, by what the version says that it is. */
function shapeOf(catalogue: Catalogue, kind: ItemKind, code: string): ZodType {
  switch (kind) {
    case 'indicator':
      return catalogue.indicators.find((row) => row.code === code)?.kind === 'share' ? shareContent : countContent;
    case 'condition': {
      const options = catalogue.conditions.find((row) => row.code === code)?.options.length ?? 0;
      return conditionContent.refine(({ choice }) => choice === null || choice < options, {
        path: ['choice'],
        error: 'ska vara ett svarsalternativ',
      });
    }
    case 'support':
      return supportContent;
  }
}

/** Saves an indicator, a condition or a wish for support, by the same rules as an answer. */
export async function answerItem(
  deps: Deps,
  loaded: LoadedAssessment,
  user: SignedInUser,
  code: string,
  base: number,
  body: unknown,
): Promise<ItemView> {
  const catalogue = catalogueOf(deps, loaded.catalogue);
  const kind = kindOfCode(catalogue, code);
  if (kind === undefined || kind === 'criterion') throw notFound('Frågan');
  const parsed = shapeOf(catalogue, kind, code).safeParse(body);
  if (!parsed.success) {
    throw new Problem(
      422,
      'invalid',
      'Kontrollera uppgifterna.',
      parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'body', message })),
    );
  }
  const stored = { kind, level: null, not_applicable: 0, content: JSON.stringify(parsed.data) } as const;
  return toItemView(await save(deps, loaded, user, code, base, stored));
}
