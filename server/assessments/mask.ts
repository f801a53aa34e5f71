import { logEvent } from '../audit/events.ts';
import type { Deps } from '../deps.ts';
import { invalid, Problem } from '../http/problem.ts';
import type { SignedInUser } from '../http/session.ts';
import type { LoadedAssessment } from './access-queries.ts';
import { frozenContent } from './transitions.ts';
import type { StoredText } from './content.ts';
import { answersOf, answerOf, moveAssessment, replaceContent } from './queries.ts';

export const MASKED = '[maskerat]';

function masked(stored: StoredText, fragment: string): StoredText {
  const cover = (value: string) => value.replaceAll(fragment, MASKED);
  return {
    reason: cover(stored.reason),
    motivation: cover(stored.motivation),
    evidence: stored.evidence.map((item) => ({ ...item, title: cover(item.title) })),
  };
}

/**
 * Hides personal data written by mistake in an adopted assessment. The fragment is gone from the answers and
 * from the frozen document; the hash stays the one that was decided on, and the log says what was done,
 * without repeating what was hidden.
 */
export async function maskText(deps: Deps, user: SignedInUser, loaded: LoadedAssessment, wanted: { code: string; fragment: string }): Promise<void> {
  const { row, organisation } = loaded;
  if (row.state !== 'adopted') throw new Problem(409, 'not-adopted', 'Maskera bara i en fastställd självskattning. I ett utkast ändrar du texten.');
  await deps.db.transaction().execute(async (trx) => {
    const answer = await answerOf(trx, row.id, wanted.code);
    if (!answer) throw invalid('code', 'har inget svar');
    const content = JSON.stringify(masked(JSON.parse(answer.content) as StoredText, wanted.fragment));
    if (content === answer.content) throw invalid('fragment', 'Texten finns inte i svaret. Skriv den exakt som den står.');
    await replaceContent(trx, row.id, wanted.code, content);
    await moveAssessment(trx, row.id, 'adopted', { frozen_json: frozenContent(loaded, await answersOf(trx, row.id)) });
    await logEvent(deps, trx, { event: 'text-masked', userId: user.id, organisationCode: organisation.code, assessmentId: row.id, details: { code: wanted.code, length: wanted.fragment.length } });
  });
}
