import type { SignedInUser } from '../access/requester.ts';
import type { Deps } from '../deps.ts';
import { signAccount, writeAccount } from '../peer-reviews/account.ts';
import { replyToNote, writeNote } from '../peer-reviews/notes.ts';
import { readableOf } from '../peer-reviews/readable.ts';
import { proposeReview, respondToReview } from '../peer-reviews/reviews.ts';
import { askedOf, reviewFor } from '../peer-reviews/view.ts';

const LUND = '1281';
const KLIPPAN = '1276';

const coordinator = (
  ids: ReadonlyMap<string, string>,
  email: string,
  name: string,
  organisationCode: string,
): SignedInUser => ({ id: ids.get(email) ?? '', name, role: 'coordinator', organisationCode, sessionKey: '' });

/** A review that is agreed on, by whoever would be the guest. */
async function agreed(deps: Deps, guest: SignedInUser, host: SignedInUser, message: string): Promise<string> {
  const code = host.organisationCode ?? '';
  const own = guest.organisationCode ?? '';
  const { id } = await proposeReview(deps, guest, own, { as: 'guest', partner: code, message });
  await respondToReview(deps, host, { code, reviewId: id }, true);
  return id;
}

/** Another member that has something to read and somebody to ask. */
async function hostFor(deps: Deps): Promise<SignedInUser | undefined> {
  const coordinators = await deps.db
    .selectFrom('users')
    .select(['id', 'name', 'organisation_code'])
    .where('role', '=', 'coordinator')
    .where('organisation_code', 'not in', [LUND, KLIPPAN])
    .orderBy('organisation_code')
    .execute();
  for (const { id, name, organisation_code: code } of coordinators)
    if (code !== null && typeof (await readableOf(deps.db, code)) !== 'string')
      return { id, name, role: 'coordinator', organisationCode: code, sessionKey: '' };
  return undefined;
}

/** Lund has read another member, and both have signed; Klippan reads Lund. Nothing where there is nothing to read. */
export async function seedPeerReviews(deps: Deps, ids: ReadonlyMap<string, string>): Promise<void> {
  const lund = coordinator(ids, 'samordnare@lund.example', 'Sara Samordnare', LUND);
  const klippan = coordinator(ids, 'samordnare@klippan.example', 'Kim Klippan', KLIPPAN);
  const other = await hostFor(deps);
  if (other) await seedSigned(deps, lund, other);
  if (typeof (await readableOf(deps.db, LUND)) !== 'string') await seedOpen(deps, klippan, lund);
}

/** The first criteria that the host was asked: which they are depends on the version that applied. */
async function firstAsked(deps: Deps, host: SignedInUser, n: number): Promise<readonly string[]> {
  const read = await readableOf(deps.db, host.organisationCode ?? '');
  if (typeof read === 'string') return [];
  return (await askedOf(deps.db, deps, read.id)).slice(0, n).map(({ code }) => code);
}

async function seedSigned(deps: Deps, lund: SignedInUser, other: SignedInUser): Promise<void> {
  const reviewId = await agreed(deps, lund, other, 'Vi vill lära oss hur ni får ihop det.');
  const atLund = { code: LUND, reviewId };
  const [first = '', second = ''] = await firstAsked(deps, other, 2);
  const atOther = { code: other.organisationCode ?? '', reviewId };
  await writeNote(deps, lund, { ...atLund, criterion: first }, 0, { kind: 'holds', text: '' });
  await writeNote(deps, lund, { ...atLund, criterion: second }, 0, {
    kind: 'suggestion',
    text: 'Hos oss står det i reglementet. Titta gärna på vår text.',
  });
  await writeAccount(
    deps,
    lund,
    atLund,
    0,
    'Ansvaret är tydligt och ni vet vad ni vill. Det syns att ni har börjat i det lilla. Vi har lärt oss att en gemensam mall räcker långt.',
  );
  await writeAccount(deps, other, atOther, 0, 'Vi tar med oss frågan om reglementet till nämnden i vår.');
  for (const [who, which] of [
    [lund, atLund],
    [other, atOther],
  ] as const)
    await signAccount(deps, who, which, (await reviewFor(deps, which)).revision);
}

async function seedOpen(deps: Deps, klippan: SignedInUser, lund: SignedInUser): Promise<void> {
  const reviewId = await agreed(deps, klippan, lund, 'Tack för sist! Får vi läsa er nu?');
  const [guest, host] = [
    { code: KLIPPAN, reviewId },
    { code: LUND, reviewId },
  ];
  const [first = '', second = '', third = ''] = await firstAsked(deps, lund, 3);
  await writeNote(deps, klippan, { ...guest, criterion: first }, 0, { kind: 'holds', text: '' });
  await writeNote(deps, klippan, { ...guest, criterion: second }, 0, {
    kind: 'question',
    text: 'Vem ser till att det blir gjort när samordnaren är ledig?',
  });
  await replyToNote(deps, lund, { ...host, criterion: second }, 1, 'Bra fråga. I dag ingen. Vi tar upp det.');
  await writeNote(deps, klippan, { ...guest, criterion: third }, 0, {
    kind: 'suggestion',
    text: 'Skriv in en rad om MR i mallen för tjänsteskrivelser. Det gjorde vi förra året.',
  });
}
