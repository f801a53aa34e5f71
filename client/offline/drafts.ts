import { createStore, delMany, entries, set } from 'idb-keyval';

/** What a form belongs to: a criterion's answer, an item beside the criteria, an example, or an assessor's rating. */
export interface Target {
  readonly userId: string;
  /** The assessment it belongs to; for an example, the organisation's code; for a rating, the assessor. */
  readonly within: string;
  readonly code: string;
  readonly kind: 'answers' | 'items' | 'examples' | 'ratings' | 'associations';
}

/** Text that has not reached the server yet, kept in the browser under the person who wrote it. */
export interface Draft extends Target {
  /** The open page that wrote it. Two pages with the same form keep a draft each, so that neither takes the other's. */
  readonly writer: string;
  /** The address of the page it was written on. */
  readonly page: string;
  /** The revision it was written over. */
  readonly base: number;
  /** Everything in the form, also what is not complete enough to be sent. */
  readonly draft: unknown;
  /** What to send; null when all that is left is not complete. */
  readonly body: unknown;
  /** Why the server will not take it, when asking again would not help. */
  readonly refused: string | null;
  readonly at: string;
}

const store = createStore('mr-kollen', 'unsent');

const keyOf = ({ userId, within, code, writer }: Target & Pick<Draft, 'writer'>) =>
  `${userId} ${within} ${code} ${writer}`;

/** A browser that refuses storage (private window, full disk) must not stop anyone from writing. */
async function attempt<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch {
    return otherwise;
  }
}

const LOCK = 'mr-kollen-writer ';

/** This open page. It holds a lock for as long as it is open, by which other pages know that it still writes. */
export const WRITER = crypto.randomUUID();

/** `locks` is only there over https or on the own computer; without it every draft is taken for a left one. */
const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
void locks?.request(LOCK + WRITER, () => new Promise(() => undefined));

async function openWriters(): Promise<ReadonlySet<string>> {
  const held = await attempt(async () => (await locks?.query())?.held ?? [], []);
  return new Set(held.flatMap(({ name }) => (name?.startsWith(LOCK) ? [name.slice(LOCK.length)] : [])));
}

const WAITING = 'mr-kollen-unsent ';

/** The tab's own storage takes at once what the browser's takes in a while: a page may be left in between. */
function tab<T>(work: (storage: Storage) => T, otherwise: T): T {
  try {
    return work(sessionStorage);
  } catch {
    return otherwise;
  }
}

/** Puts a draft where all tabs find it; until it is there, it waits in the tab. */
async function put(key: string, waiting: string, draft: Draft): Promise<void> {
  await set(key, draft, store);
  tab((storage) => {
    // Something newer may have come meanwhile.
    if (storage.getItem(WAITING + key) === waiting) storage.removeItem(WAITING + key);
  }, undefined);
}

export function keepDraft(draft: Draft): Promise<void> {
  const key = keyOf(draft);
  const waiting = JSON.stringify(draft);
  tab((storage) => {
    storage.setItem(WAITING + key, waiting);
  }, undefined);
  return attempt(() => put(key, waiting, draft), undefined);
}

/** What an earlier page in this tab had no time to put. */
async function putWaiting(): Promise<void> {
  const keys = tab((storage) => Object.keys(storage).filter((key) => key.startsWith(WAITING)), []);
  for (const key of keys) {
    const waiting = tab((storage) => storage.getItem(key), null);
    if (waiting !== null) await put(key.slice(WAITING.length), waiting, JSON.parse(waiting) as Draft);
  }
}

/** Removes drafts by their own keys, never those of another open page. */
export function dropDrafts(drafts: readonly (Target & Pick<Draft, 'writer'>)[]): Promise<void> {
  const keys = drafts.map(keyOf);
  for (const key of keys)
    tab((storage) => {
      storage.removeItem(WAITING + key);
    }, undefined);
  return attempt(() => delMany(keys, store), undefined);
}

/** Everything this person has not had sent, oldest first. */
export async function draftsOf(userId: string): Promise<Draft[]> {
  await attempt(putWaiting, undefined);
  const all = await attempt(() => entries<string, Draft>(store), []);
  return all
    .map(([, draft]) => draft)
    .filter((draft) => draft.userId === userId)
    .sort((a, b) => a.at.localeCompare(b.at));
}

/** Drafts that no other open page is still writing, oldest first. */
export async function leftDraftsOf(userId: string): Promise<Draft[]> {
  const [drafts, open] = await Promise.all([draftsOf(userId), openWriters()]);
  return drafts.filter(({ writer }) => writer === WRITER || !open.has(writer));
}

/** The newest draft of one form that this page may take up. */
export async function leftDraftFor({ userId, within, code }: Target): Promise<Draft | undefined> {
  return (await leftDraftsOf(userId)).findLast((draft) => draft.within === within && draft.code === code);
}
