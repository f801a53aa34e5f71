import type { Kysely } from 'kysely';
import { logEvent } from '../audit/events.ts';
import type { Database } from '../database/schema.ts';
import type { Deps } from '../deps.ts';
import { invalid, Problem } from '../http/problem.ts';
import type { SignedInUser } from '../access/requester.ts';
import type { LoadedAssessment } from '../access/requester.ts';
import { familyOf, type Member } from './copies.ts';
import type { Carried } from './contract.ts';
import { answersOf, assessmentHead, replaceContent, replaceFrozen } from './queries.ts';
import { frozenContent, sha256 } from './transitions.ts';

export const MASKED = '[maskerat]';

/** An address writes a name in its own way: Anna%20Persson, anna-persson. */
function isIn(address: string, fragment: string): boolean {
  const plain = (value: string) => value.replaceAll(/%20|[-_+.\s]+/g, ' ').toLocaleLowerCase('sv');
  let decoded = address;
  try {
    decoded = decodeURIComponent(address);
  } catch {
    // Not an encoded address: it is searched as it stands.
  }
  return plain(decoded).includes(plain(fragment));
}

/** Covers the fragment in every text of a value, whatever its shape; a link that held it leads nowhere and goes. */
export function cover(value: unknown, fragment: string): unknown {
  if (typeof value === 'string') return value.replaceAll(fragment, MASKED);
  if (Array.isArray(value)) return value.map((each) => cover(each, fragment));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]): [string, unknown][] =>
      name === 'link' && typeof each === 'string' && isIn(each, fragment) ? [] : [[name, cover(each, fragment)]],
    ),
  );
}

/** The answers that were carried over, without the words that say how: those are ours, and codes and years are no text. */
function coverCarried(carried: string | null, fragment: string): string | null {
  if (carried === null) return null;
  const { from, ...how } = JSON.parse(carried) as Carried;
  return JSON.stringify({ ...how, from: cover(from, fragment) });
}

/** Also what a draft has said before: it can be put back. */
async function maskVersions(trx: Kysely<Database>, id: string, code: string, fragment: string): Promise<void> {
  const rows = await trx
    .selectFrom('answer_versions')
    .select(['revision', 'content'])
    .where('assessment_id', '=', id)
    .where('code', '=', code)
    .execute();
  for (const { revision, content } of rows)
    if (content !== null)
      await trx
        .updateTable('answer_versions')
        .set({ content: JSON.stringify(cover(JSON.parse(content), fragment)) })
        .where('assessment_id', '=', id)
        .where('code', '=', code)
        .where('revision', '=', revision)
        .execute();
}

async function maskIn(trx: Kysely<Database>, { assessment, answer }: Member, fragment: string): Promise<boolean> {
  const content = JSON.stringify(cover(JSON.parse(answer.content), fragment));
  const carried = coverCarried(answer.carried, fragment);
  await maskVersions(trx, assessment.id, answer.code, fragment);
  if (content === answer.content && carried === answer.carried) return false;
  // In a draft someone may have it open: with a new revision their save meets this one instead of writing over it.
  const revision = assessment.state === 'draft' ? answer.revision + 1 : answer.revision;
  await replaceContent(trx, assessment.id, answer.code, { content, carried, revision });
  return true;
}

/** The register holds titles, numbers and links once more: wherever the words stand in it they are covered. */
async function maskDocuments(trx: Kysely<Database>, organisationCode: string, fragment: string): Promise<void> {
  const rows = await trx
    .selectFrom('documents')
    .select(['id', 'title', 'diarienummer', 'link', 'holder'])
    .where('organisation_code', '=', organisationCode)
    .execute();
  for (const { id, link, ...texts } of rows) {
    const covered = { ...(cover(texts, fragment) as typeof texts), link: isIn(link, fragment) ? '' : link };
    if (JSON.stringify(covered) === JSON.stringify({ ...texts, link })) continue;
    await trx
      .updateTable('documents')
      .set((eb) => ({ ...covered, revision: eb('revision', '+', 1) }))
      .where('id', '=', id)
      .execute();
  }
}

/**
 * What a guest has noted about the answers, and both have written about them, can hold the words once more. Signatures
 * stand; whoever has a form open meets what is covered instead of writing over it. The guest's log tells of it too.
 */
async function maskPeerReviews(
  deps: Deps,
  trx: Kysely<Database>,
  user: SignedInUser,
  assessments: readonly string[],
  fragment: string,
): Promise<void> {
  const covered = (text: string) => cover(text, fragment) as string;
  // Locked before they are read, as every change of a review is (peer-reviews/queries.ts).
  const reviews = await trx
    .updateTable('peer_reviews')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('assessment_id', 'in', assessments)
    .returningAll()
    .execute();
  for (const { id, guest, message, guest_text, guest_revision, host_text, host_revision, revision } of reviews) {
    const [newGuest, newHost] = [covered(guest_text), covered(host_text)];
    const account = newGuest !== guest_text || newHost !== host_text;
    await trx
      .updateTable('peer_reviews')
      .set({
        message: covered(message),
        guest_text: newGuest,
        guest_revision: newGuest === guest_text ? guest_revision : guest_revision + 1,
        host_text: newHost,
        host_revision: newHost === host_text ? host_revision : host_revision + 1,
        revision: account ? revision + 1 : revision,
      })
      .where('id', '=', id)
      .execute();
    const notes = await trx
      .selectFrom('peer_notes')
      .select(['code', 'text', 'reply'])
      .where('review_id', '=', id)
      .execute();
    const changed = notes.filter(({ text, reply }) => covered(text) !== text || covered(reply) !== reply);
    for (const { code, text, reply } of changed)
      await trx
        .updateTable('peer_notes')
        .set((eb) => ({ text: covered(text), reply: covered(reply), revision: eb('revision', '+', 1) }))
        .where('review_id', '=', id)
        .where('code', '=', code)
        .execute();
    if (account || changed.length > 0 || covered(message) !== message)
      await logEvent(deps, trx, {
        event: 'peer-review-masked',
        userId: user.id,
        organisationCode: guest,
        details: { length: fragment.length },
      });
  }
}

/** What is known of links is kept by the link itself; one that held the words is forgotten, and others are asked anew. */
async function forgetLinks(trx: Kysely<Database>, fragment: string): Promise<void> {
  const rows = await trx.selectFrom('link_checks').select('link').execute();
  for (const { link } of rows)
    if (isIn(link, fragment)) await trx.deleteFrom('link_checks').where('link', '=', link).execute();
}

/** The frozen document says what the answers say now. What was decided on keeps the hash of the decision. */
async function freezeAgain(trx: Kysely<Database>, id: string): Promise<void> {
  const head = await assessmentHead(trx, id);
  const frozen = head.state === 'draft' ? null : frozenContent(head, await answersOf(trx, id));
  const hash = head.state === 'ready' && frozen !== null ? sha256(frozen) : head.hash;
  await replaceFrozen(trx, id, frozen, hash);
}

/**
 * Hides personal data written by mistake in an adopted assessment, and in every copy of the same answer: corrections,
 * the years after that were begun from it and the year it came from, with what they show of last year's words. It is
 * gone from the answers and from the frozen documents; the log says what was done, without repeating what was hidden.
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
      'Maskera bara i en fastställd självskattning. I ett utkast ändrar du texten och tar bort den ur svarets tidigare versioner.',
    );
  const { code, fragment } = wanted;
  await deps.db.transaction().execute(async (trx) => {
    const family = await familyOf(trx, loaded.organisationCode, loaded.id, code);
    const own = family.find(({ assessment, answer }) => assessment.id === loaded.id && answer.code === code);
    if (!own) throw invalid('code', 'har inget svar');
    if (!(await maskIn(trx, own, fragment)))
      throw invalid('fragment', 'Texten finns inte i svaret. Skriv den exakt som den står.');
    const changed = [own];
    for (const copy of family) if (copy !== own && (await maskIn(trx, copy, fragment))) changed.push(copy);
    await maskDocuments(trx, loaded.organisationCode, fragment);
    await forgetLinks(trx, fragment);
    await maskPeerReviews(deps, trx, user, [...new Set(changed.map(({ assessment }) => assessment.id))], fragment);
    for (const id of new Set(changed.map(({ assessment }) => assessment.id))) await freezeAgain(trx, id);
    // A row for each: what is shown of an assessment after masking is accounted for by its own log.
    for (const { assessment, answer } of changed)
      await logEvent(deps, trx, {
        event: 'text-masked',
        userId: user.id,
        organisationCode: loaded.organisationCode,
        assessmentId: assessment.id,
        details: { code: answer.code, length: fragment.length },
      });
  });
}
