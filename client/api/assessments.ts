import type { CatalogueSummary } from '../../server/catalogues/contract.ts';
import { fromQuestions, type Questions } from '../../criteria/catalogue/questions.ts';
import type { Catalogue } from '../../criteria/model.ts';
import type {
  AssessmentChange,
  AnswerBody,
  AnswerVersion,
  AnswerView,
  AssessmentSummary,
  AssessmentView,
  CarryOverPreview,
  CommentView,
  ItemView,
  NewAssessment,
  ResultView,
  Transition,
  Work,
} from '../../server/assessments/contract.ts';
import type { OwnSteps, Review } from '../../server/assessments/handout-contract.ts';
import type { FindingView } from '../../server/findings/contract.ts';
import { shownLanguage } from '../i18n/language.ts';
import type { Followed } from '../live.ts';
import { call, ifMatch } from './http.ts';

const catalogues = new Map<string, Promise<Catalogue>>();

/** A published version of the criteria; fetched once per visit, since it never changes. */
export function catalogue(version: string): Promise<Catalogue> {
  return fetched(version, 'questions');
}

function fetched(version: string, part: 'questions' | 'core'): Promise<Catalogue> {
  const key = `${version} ${part}`;
  let found = catalogues.get(key);
  if (!found) {
    const language = shownLanguage() === 'en' ? '&language=en' : '';
    found = call<Questions>('GET', `/catalogues/${version}?part=${part}${language}`).then(fromQuestions);
    found.catch(() => catalogues.delete(key));
    catalogues.set(key, found);
  }
  return found;
}

/** The version as far as one assessment asks it: nobody waits over a phone for deepenings that are not chosen. */
export function catalogueOf({ catalogue: version, deepenings }: AssessmentView): Promise<Catalogue> {
  return deepenings.length > 0 || catalogues.has(`${version} questions`)
    ? catalogue(version)
    : fetched(version, 'core');
}

const opened = new Map<string, { readonly at: number; readonly view: AssessmentView }>();
const FRESH_MS = 20_000;

/** The assessment as this person may see it. Answered from memory when it was fetched moments ago. */
export async function assessment(id: string, { fresh = false } = {}): Promise<AssessmentView> {
  const known = opened.get(id);
  if (!fresh && known && Date.now() - known.at < FRESH_MS) return known.view;
  const view = await call<AssessmentView>('GET', `/assessments/${id}`);
  opened.set(id, { at: Date.now(), view });
  return view;
}

/** Keeps what was just saved in the copy in memory, so that lists show it at once. It is one more change, of our own. */
function remember(id: string, change: (view: AssessmentView) => AssessmentView): void {
  const known = opened.get(id);
  if (known)
    opened.set(id, { ...known, view: { ...change(known.view), contentRevision: known.view.contentRevision + 1 } });
}

/** An assessment that a page shows. This browser has seen its own changes, too. */
export const seenOf = ({
  id,
  startedAt,
  contentRevision,
}: Pick<AssessmentView, 'id' | 'startedAt' | 'contentRevision'>): Followed => ({
  address: `/assessments/${id}/changes`,
  behind: (told) =>
    startedAt !== told.startedAt ||
    Math.max(contentRevision, opened.get(id)?.view.contentRevision ?? 0) < told.revision,
});

function forget(id: string): void {
  opened.delete(id);
}

export const findings = (id: string) => call<FindingView[]>('GET', `/assessments/${id}/findings`);

/** "Stämmer ändå", or taken back. Answers with them all as they are now. */
export async function replyToFinding(id: string, key: string, confirmed: boolean): Promise<FindingView[]> {
  const after = await call<FindingView[]>('POST', `/assessments/${id}/findings/replies`, { body: { key, confirmed } });
  forget(id);
  return after;
}

export const versionsOf = (id: string, code: string) =>
  call<AnswerVersion[]>('GET', `/assessments/${id}/answers/${code}/versions`);

export const removeVersion = (id: string, code: string, revision: number) =>
  call<undefined>('DELETE', `/assessments/${id}/answers/${code}/versions/${revision}`);

/** Puts back what an answer said before, over the revision `base`. */
export async function restoreVersion(id: string, code: string, revision: number, base: number): Promise<void> {
  await call('POST', `/assessments/${id}/answers/${code}/versions/${revision}/restore`, ifMatch(base));
  forget(id);
}

export async function saveAnswer(id: string, code: string, base: number, body: AnswerBody): Promise<AnswerView> {
  const saved = await call<AnswerView>('PUT', `/assessments/${id}/answers/${code}`, {
    body,
    ...ifMatch(base),
  });
  remember(id, (view) => {
    const carried = view.answers.find((answer) => answer.code === code)?.carried ?? null;
    return { ...view, answers: [...view.answers.filter((answer) => answer.code !== code), { ...saved, carried }] };
  });
  return saved;
}

export async function saveItem(id: string, code: string, base: number, body: unknown): Promise<ItemView> {
  const saved = await call<ItemView>('PUT', `/assessments/${id}/items/${code}`, {
    body,
    ...ifMatch(base),
  });
  remember(id, (view) => ({ ...view, items: [...view.items.filter((item) => item.code !== code), saved] }));
  return saved;
}

export const summaries = (organisation: string) =>
  call<AssessmentSummary[]>('GET', `/organisations/${organisation}/assessments`);

/** Lets go of everything kept: something has changed in several answers at once. */
export function forgetAll(): void {
  opened.clear();
}

export const start = (organisation: string, body: NewAssessment) =>
  call<{ id: string }>('POST', `/organisations/${organisation}/assessments`, { body });

export const preview = (organisation: string, basedOn: string, version: string) =>
  call<CarryOverPreview>(
    'GET',
    `/organisations/${organisation}/assessments/carry-over?${new URLSearchParams({ basedOn, catalogue: version }).toString()}`,
  );

export async function change(id: string, body: AssessmentChange): Promise<void> {
  await call('PATCH', `/assessments/${id}`, { body });
  forget(id);
}

export async function remove(id: string): Promise<void> {
  await call('DELETE', `/assessments/${id}`);
  forget(id);
}

export async function takeStep(id: string, body: Transition): Promise<void> {
  await call('POST', `/assessments/${id}/transitions`, { body });
  forget(id);
}

export const correct = (id: string) => call<{ id: string }>('POST', `/assessments/${id}/corrections`);

export async function mask(id: string, body: { code: string; fragment: string }): Promise<void> {
  await call('POST', `/assessments/${id}/masks`, { body });
  forget(id);
}

export async function handOut(
  id: string,
  body: { userId: string; codes: string[]; message: string; due: string | null },
): Promise<void> {
  await call('POST', `/assessments/${id}/handouts`, { body });
  forget(id);
}

export async function takeBack(id: string, code: string, userId: string): Promise<void> {
  await call('DELETE', `/assessments/${id}/handouts/${code}/${userId}`);
  forget(id);
}

/** A colleague's own: looked at, done, or not done after all. */
export async function takeOwnStep(id: string, codes: string[], to: OwnSteps['to']): Promise<void> {
  await call('POST', `/assessments/${id}/handouts/own-steps`, { body: { codes, to } satisfies OwnSteps });
  forget(id);
}

async function review(id: string, body: Review): Promise<void> {
  await call('POST', `/assessments/${id}/handouts/review`, { body });
  forget(id);
}

/** Answers as they were read; refused with 409 when one has been changed since. */
export const acceptHandouts = (id: string, userId: string, answers: { code: string; revision: number }[]) =>
  review(id, { to: 'accepted', userId, answers });

/** The question becomes a comment that the colleague is told of. */
export const returnHandout = (id: string, userId: string, code: string, question: string) =>
  review(id, { to: 'returned', userId, code, question });

export const work = (id: string) => call<Work>('GET', `/assessments/${id}/work`);

export async function handBack(id: string, code: string, reason: string): Promise<void> {
  await call('POST', `/assessments/${id}/answers/${code}/hand-back`, { body: { reason } });
  forget(id);
}

export const comments = (id: string, code: string) =>
  call<CommentView[]>('GET', `/assessments/${id}/answers/${code}/comments`);

export const addComment = (id: string, code: string, text: string) =>
  call<CommentView[]>('POST', `/assessments/${id}/answers/${code}/comments`, { body: { text } });

export const result = (id: string, lens: string) => call<ResultView>('GET', `/assessments/${id}/result?lens=${lens}`);

export const versions = () => call<CatalogueSummary[]>('GET', '/catalogues');
