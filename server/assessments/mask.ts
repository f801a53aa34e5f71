import { logEvent } from '../audit/events.ts';
import type { Deps } from '../deps.ts';
import { invalid, Problem } from '../http/problem.ts';
import type { SignedInUser } from '../http/requester.ts';
import type { LoadedAssessment } from '../http/requester.ts';
import { frozenContent } from './transitions.ts';
import type { StoredText } from './content.ts';
import { answersOf, answerOf, assessmentHead, moveAssessment, replaceContent } from './queries.ts';

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
export async function maskText(
  deps: Deps,
  user: SignedInUser,
  loaded: LoadedAssessment,
  wanted: { code: string; fragment: string },
): Promise<void> {
  if (loaded.state !== 'adopted')
    throw new Problem(
      409,
      'not-adopted',
      'Maskera bara i en fastställd självskattning. I ett utkast ändrar du texten.',
    );
  await deps.db.transaction().execute(async (trx) => {
    const answer = await answerOf(trx, loaded.id, wanted.code);
    if (!answer) throw invalid('code', 'har inget svar');
    const content = JSON.stringify(masked(JSON.parse(answer.content) as StoredText, wanted.fragment));
    if (content === answer.content)
      throw invalid('fragment', 'Texten finns inte i svaret. Skriv den exakt som den står.');
    await replaceContent(trx, loaded.id, wanted.code, content);
    await moveAssessment(trx, loaded.id, 'adopted', {
      frozen_json: frozenContent(await assessmentHead(trx, loaded.id), await answersOf(trx, loaded.id)),
    });
    await logEvent(deps, trx, {
      event: 'text-masked',
      userId: user.id,
      organisationCode: loaded.organisationCode,
      assessmentId: loaded.id,
      details: { code: wanted.code, length: wanted.fragment.length },
    });
  });
}
