import { createStore, del, entries, get, set } from 'idb-keyval';

/** Text that has not reached the server yet, kept in the browser under the person who wrote it. */
export interface Unsent {
  readonly userId: string;
  /** The assessment it belongs to; for an example, the organisation's code. */
  readonly within: string;
  readonly code: string;
  readonly kind: 'answers' | 'items' | 'examples';
  /** The revision it was written over. */
  readonly base: number;
  /** Everything in the form, also what is not complete enough to be sent. */
  readonly draft: unknown;
  /** What to send. */
  readonly body: unknown;
  readonly at: string;
}

const store = createStore('mr-kollen', 'unsent');

const keyOf = (unsent: Pick<Unsent, 'userId' | 'within' | 'code'>) =>
  `${unsent.userId} ${unsent.within} ${unsent.code}`;

/** A browser that refuses storage (private window, full disk) must not stop anyone from writing. */
async function attempt<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch {
    return otherwise;
  }
}

export const keep = (unsent: Unsent): Promise<void> => attempt(() => set(keyOf(unsent), unsent, store), undefined);

export const dropUnsent = (unsent: Pick<Unsent, 'userId' | 'within' | 'code'>): Promise<void> =>
  attempt(() => del(keyOf(unsent), store), undefined);

export const unsentFor = (userId: string, within: string, code: string): Promise<Unsent | undefined> =>
  attempt(() => get<Unsent>(keyOf({ userId, within, code }), store), undefined);

/** Everything this person has not had sent, oldest first. */
export async function allUnsent(userId: string): Promise<Unsent[]> {
  const all = await attempt(() => entries<string, Unsent>(store), []);
  return all
    .map(([, unsent]) => unsent)
    .filter((unsent) => unsent.userId === userId)
    .sort((a, b) => a.at.localeCompare(b.at));
}
