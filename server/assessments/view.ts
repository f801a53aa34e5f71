import { askedIn } from '../../criteria/model.ts';
import type { Deps } from '../deps.ts';
import type { SignedInUser } from '../access/requester.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { LoadedAssessment } from '../access/requester.ts';
import { isItem, toAnswerView, toItemView } from './content.ts';
import type { AssessmentView, Decision } from './contract.ts';
import { organisationByCode } from '../organisations/queries.ts';
import { handoutsOf, withState } from './handout-queries.ts';
import { answersOf, assessmentHead, commentCounts } from './queries.ts';
import { render, type Rendered } from '../http/rendered.ts';

/** Everything one person may see of an assessment. A contributor meets only what was handed out. */
export async function viewFor(deps: Deps, loaded: LoadedAssessment, user: SignedInUser): Promise<AssessmentView> {
  const { id, tasks, organisationCode } = loaded;
  // First, so that the count of changes is never ahead of what is shown: then it would never be fetched.
  const row = await assessmentHead(deps.db, id);
  const [organisation, answers, handouts, comments] = await Promise.all([
    organisationByCode(deps.db, organisationCode),
    answersOf(deps.db, id),
    handoutsOf(deps.db, id),
    commentCounts(deps.db, id),
  ]);
  const only =
    user.role === 'contributor'
      ? new Set(handouts.filter(({ user_id }) => user_id === user.id).map(({ code }) => code))
      : null;
  const sees = (code: string) => only === null || only.has(code);
  return {
    id,
    organisation: {
      code: organisationCode,
      name: organisation?.name ?? '',
      shortName: organisation?.short_name ?? '',
      kind: organisation?.kind ?? 'kommun',
      tasks: [...tasks],
    },
    year: row.year,
    revision: row.revision,
    corrects: row.corrects,
    basedOn: row.based_on,
    catalogue: row.catalogue,
    track: row.track,
    deepenings: [...loaded.deepenings],
    state: row.state,
    showStatus: row.show_status === 1,
    contentRevision: row.content_revision,
    startedAt: row.created_at,
    updatedAt: row.updated_at,
    frozenAt: row.frozen_at,
    hash: row.hash,
    decision: row.decision === null ? null : (JSON.parse(row.decision) as Decision),
    adoptedAt: row.adopted_at,
    answers: answers.filter((row) => !isItem(row) && sees(row.code)).map(toAnswerView),
    items: only === null ? answers.filter(isItem).map(toItemView) : [],
    handouts: withState(handouts, answers)
      // Who else has it, and what was written to them, is the coordinator's to know.
      .filter(({ user_id }) => only === null || user_id === user.id)
      .map(({ code, user_id, name, message, due, state, waitsFor }) => ({
        code,
        userId: user_id,
        name,
        message,
        due,
        state,
        waitsFor,
      })),
    comments: Object.fromEntries(Object.entries(comments).filter(([code]) => sees(code))),
    onlyCodes:
      only === null
        ? null
        : askedIn(catalogueOf(deps, row.catalogue), { ...loaded, track: 'full' })
            .map(({ code }) => code)
            .filter((code) => only.has(code)),
  };
}

/** How many rendered assessments are kept; the oldest leaves first. */
const KEPT = 300;

/**
 * Rendered assessments by who sees what, valid for one version of the content. The access check has already read
 * it from the database, so a save by another process is seen at once.
 */
export class ViewCache {
  readonly #kept = new Map<string, { readonly version: string; readonly rendered: Rendered }>();

  async renderedFor(deps: Deps, loaded: LoadedAssessment, user: SignedInUser): Promise<Rendered> {
    const key = `${loaded.id} ${user.role === 'contributor' ? user.id : 'all'}`;
    const hit = this.#kept.get(key);
    if (hit?.version === loaded.contentVersion) return hit.rendered;
    const rendered = render(await viewFor(deps, loaded, user));
    this.#kept.delete(key);
    this.#kept.set(key, { rendered, version: loaded.contentVersion });
    const oldest = this.#kept.keys().next();
    if (this.#kept.size > KEPT && !oldest.done) this.#kept.delete(oldest.value);
    return rendered;
  }
}
