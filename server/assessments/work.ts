import { askedIn } from '../../criteria/model.ts';
import { isAnswered } from '../../criteria/scoring/score.ts';
import { catalogueOf } from '../catalogues/published.ts';
import type { Deps } from '../deps.ts';
import type { LoadedAssessment, SignedInUser } from '../access/requester.ts';
import { statesOf } from './content.ts';
import type { Work } from './contract.ts';
import { handoutsOf, withState, type StandingHandout } from './handout-queries.ts';
import { answersOf, lastComments } from './queries.ts';

/** What remains to do in an assessment, for one person: who has what, what has been asked, and where to go on. */
export async function workFor(deps: Deps, loaded: LoadedAssessment, user: SignedInUser): Promise<Work> {
  const [answers, handouts, comments] = await Promise.all([
    answersOf(deps.db, loaded.id),
    handoutsOf(deps.db, loaded.id),
    lastComments(deps.db, loaded.id),
  ]);
  const states = statesOf(answers);
  const standing = withState(handouts, answers);
  const mine = new Map(standing.filter(({ user_id }) => user_id === user.id).map((row) => [row.code, row]));
  const asked = askedIn(catalogueOf(deps, loaded.catalogue), loaded).filter(
    ({ code }) => user.role !== 'contributor' || mine.has(code),
  );
  // For a colleague also what has come back with a question.
  const open = asked.filter(({ code }) => {
    const held = user.role === 'contributor' ? mine.get(code) : undefined;
    return held ? held.waitsFor === 'colleague' : !isAnswered(states.get(code));
  });
  const handedOut = new Set(handouts.map(({ code }) => code));
  // Whoever hands out meets first what nobody else has been asked to answer.
  const next = open.find(({ code }) => user.role === 'contributor' || !handedOut.has(code)) ?? open[0];
  const titles = new Map(asked.map(({ code, title }) => [code, title]));
  return {
    next: next ? { code: next.code, title: next.title } : null,
    colleagues: user.role === 'contributor' ? [] : colleaguesOf(standing),
    comments: comments.flatMap(({ code, user_id, name, created_at }) => {
      const title = titles.get(code);
      return title === undefined || user_id === user.id
        ? []
        : [{ code, title, name: name ?? 'Borttaget konto', createdAt: created_at }];
    }),
  };
}

/** What each colleague has, and the first day by which something that waits for the colleague is due. */
function colleaguesOf(handouts: readonly StandingHandout[]): Work['colleagues'] {
  return [...Map.groupBy(handouts, ({ user_id }) => user_id)].map(([userId, rows]) => {
    const left = rows.filter(({ waitsFor }) => waitsFor === 'colleague');
    const dues = left.flatMap(({ due }) => due ?? []).sort((a, b) => (a < b ? -1 : 1));
    return {
      userId,
      name: rows[0]?.name ?? '',
      of: rows.length,
      left: left.length,
      toRead: rows.filter(({ waitsFor }) => waitsFor === 'coordinator').length,
      due: dues[0] ?? null,
    };
  });
}
