import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError } from '../../client/api/http.ts';
import type { Draft } from '../../client/offline/drafts.ts';
import type { Form, Stored } from '../../client/offline/form.ts';
import { RETRY_MS, Saver, TYPING_PAUSE_MS, type Ports, type SaveStatus } from '../../client/offline/saver.ts';

/** A form with a text, and a second part that can be sent only when it ends with a full stop. */
interface Note {
  readonly text: string;
  readonly ending: string;
}
interface StoredNote extends Stored, Note {}

const form: Form<Note, StoredNote> = {
  draftOf: (stored) => ({ text: stored?.text ?? '', ending: stored?.ending ?? '' }),
  complete: (draft, before) =>
    draft.ending === '' || draft.ending.endsWith('.')
      ? { draft, held: [] }
      : { draft: { ...draft, ending: before.ending }, held: [{ field: 'ending', message: 'utan punkt' }] },
  bodyOf: (note) => note,
};

const target = { userId: 'u', within: 'a', code: 'SL-01', kind: 'answers' } as const;
const refusal = (status: number, current?: unknown) => new ApiError(status, { title: `svar ${status}`, current });

/** A server with one note, a browser's storage, and a send that waits until it is told to go on. */
class Bench {
  stored: StoredNote | undefined;
  readonly kept = new Map<string, Draft>();
  /** What has been asked of the server, in order. */
  readonly asked: { base: number; body: Note }[] = [];
  failing: Error | null = null;
  #waiting: (() => void)[] = [];
  held = false;
  back: () => void = () => undefined;

  readonly ports: Ports = {
    send: async (_target, base, body) => {
      this.asked.push({ base, body: body as Note });
      if (this.held) await new Promise<void>((go) => this.#waiting.push(go));
      if (this.failing) throw this.failing;
      if (base !== (this.stored?.revision ?? 0)) throw refusal(412, this.stored);
      this.stored = { ...(body as Note), revision: base + 1 };
      return this.stored;
    },
    keep: (draft) => Promise.resolve(void this.kept.set(draft.writer, draft)),
    drop: (drafts) => Promise.resolve(drafts.forEach(({ writer }) => this.kept.delete(writer))),
    find: () => Promise.resolve([...this.kept.values()].at(-1)),
    watch: (retry) => {
      this.back = retry;
      return () => undefined;
    },
  };

  statuses: SaveStatus<StoredNote>[] = [];

  open(writable = true, stored = this.stored): Promise<Saver<Note, StoredNote>> {
    return Saver.open({
      target,
      form,
      stored,
      writable,
      ports: this.ports,
      tell: (status) => this.statuses.push(status),
    });
  }

  /** Something an earlier visit, or another page that is closed now, left behind. */
  leave(draft: Note, base: number, writer = 'closed page'): void {
    const { draft: body } = form.complete(draft, { text: '', ending: '' });
    this.kept.set(writer, { ...target, writer, page: '/x', base, draft, body, refused: null, at: '2026-01-01' });
  }

  letGo(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
  }

  get last(): SaveStatus<StoredNote> | undefined {
    return this.statuses.at(-1);
  }
}

const note = (text: string, ending = ''): Note => ({ text, ending });
const settle = () => vi.advanceTimersByTimeAsync(0);
let bench: Bench;
beforeEach(() => {
  vi.useFakeTimers();
  bench = new Bench();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what is typed', () => {
  test('is kept at once and sent when the person pauses, once', async () => {
    const saver = await bench.open();
    saver.change(note('a'));
    saver.change(note('ab'));
    expect([...bench.kept.values()]).toMatchObject([{ draft: note('ab'), base: 0 }]);
    expect(bench.asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS);
    expect(bench.asked).toEqual([{ base: 0, body: note('ab') }]);
    expect(bench.last).toMatchObject({ kind: 'saved', held: [] });
    expect(bench.kept.size).toBe(0);
  });

  test('while a save is under way goes next, over the new revision, and is not told as saved before', async () => {
    bench.held = true;
    const saver = await bench.open();
    saver.change(note('first'), { now: true });
    await settle();
    saver.change(note('second'));
    bench.letGo();
    await settle();
    expect(bench.statuses.some(({ kind }) => kind === 'saved')).toBe(false);
    expect([...bench.kept.values()]).toMatchObject([{ draft: note('second'), base: 1 }]);
    bench.letGo();
    await settle();
    expect(bench.stored).toEqual({ ...note('second'), revision: 2 });
    expect(bench.kept.size).toBe(0);
  });

  test('is sent when the form is closed', async () => {
    const saver = await bench.open();
    saver.change(note('bye'));
    saver.close();
    await settle();
    expect(bench.stored?.text).toBe('bye');
  });

  test('a choice that says what is stored is sent all the same: it confirms', async () => {
    bench.stored = { ...note('as before'), revision: 3 };
    const saver = await bench.open();
    saver.change(note('as before'), { now: true });
    await settle();
    expect(bench.stored.revision).toBe(4);
  });
});

describe('a part that is not complete', () => {
  test('is held back alone: the rest is sent, and the whole draft stays in the browser', async () => {
    const saver = await bench.open();
    saver.change(note('complete', 'no stop'));
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS);
    expect(bench.stored).toMatchObject(note('complete', ''));
    expect(bench.last).toMatchObject({ kind: 'saved', held: [{ field: 'ending' }] });
    expect([...bench.kept.values()]).toMatchObject([{ draft: note('complete', 'no stop'), base: 1, body: null }]);
    saver.change(note('complete', 'a stop.'));
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS);
    expect(bench.stored).toMatchObject(note('complete', 'a stop.'));
    expect(bench.kept.size).toBe(0);
  });

  test('leaves what was stored of it, and comes back on the next visit', async () => {
    bench.stored = { ...note('t', 'old.'), revision: 1 };
    const saver = await bench.open();
    saver.change(note('t', 'half'));
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS);
    expect(bench.stored).toMatchObject(note('t', 'old.'));
    expect(bench.asked).toEqual([]);
    saver.close();
    const later = await bench.open();
    expect(later.draft).toEqual(note('t', 'half'));
    expect(later.held).toHaveLength(1);
  });
});

describe('what an earlier visit left', () => {
  test('is sent when nobody has saved since', async () => {
    bench.stored = { ...note('stored'), revision: 2 };
    bench.leave(note('left'), 2);
    const saver = await bench.open();
    expect(saver.draft).toEqual(note('left'));
    await settle();
    expect(bench.stored).toEqual({ ...note('left'), revision: 3 });
    expect(bench.kept.size).toBe(0);
  });

  test('never goes over what a colleague has saved since: the person chooses', async () => {
    bench.stored = { ...note('a colleague'), revision: 3 };
    bench.leave(note('left'), 2);
    const saver = await bench.open();
    await settle();
    expect(bench.asked).toEqual([]);
    expect(saver.status).toEqual({ kind: 'conflict', current: bench.stored });
    expect(saver.draft).toEqual(note('left'));
    saver.keepMine();
    await settle();
    expect(bench.stored).toEqual({ ...note('left'), revision: 4 });
  });

  test('and says what is stored is forgotten without a question', async () => {
    bench.stored = { ...note('the same'), revision: 5 };
    bench.leave(note(' the same '), 2);
    const saver = await bench.open();
    expect(saver.status).toEqual({ kind: 'idle' });
    expect(bench.kept.size).toBe(0);
  });

  test('is shown and not sent where the form is locked', async () => {
    bench.leave(note('too late'), 0);
    const saver = await bench.open(false);
    await settle();
    expect(saver.draft).toEqual(note('too late'));
    expect(saver.status.kind).toBe('refused');
    expect(bench.asked).toEqual([]);
    expect(bench.kept.size).toBe(1);
  });
});

describe('two pages with the same form', () => {
  test('a draft in conflict stays when the other page succeeds', async () => {
    const mine = await bench.open();
    bench.stored = { ...note('a colleague'), revision: 1 };
    mine.change(note('mine'), { now: true });
    await settle();
    expect(mine.status.kind).toBe('conflict');
    // The other page's own draft, sent and dropped.
    bench.kept.set('other page', { ...([...bench.kept.values()][0] as Draft), writer: 'other page' });
    await bench.ports.drop([{ ...target, writer: 'other page' }]);
    expect([...bench.kept.values()]).toMatchObject([{ draft: note('mine') }]);
  });

  test('a refusal over one’s own words is no conflict', async () => {
    const saver = await bench.open();
    bench.stored = { ...note('the same words'), revision: 1 };
    saver.change(note('the same words'), { now: true });
    await settle();
    expect(bench.last).toMatchObject({ kind: 'saved' });
    saver.change(note('more'), { now: true });
    await settle();
    expect(bench.stored).toEqual({ ...note('more'), revision: 2 });
  });

  test('in a conflict the other’s text may be chosen, and typing goes on over it', async () => {
    const saver = await bench.open();
    bench.stored = { ...note('theirs'), revision: 1 };
    saver.change(note('mine'), { now: true });
    await settle();
    saver.change(note('mine, more'));
    expect([...bench.kept.values()]).toMatchObject([{ draft: note('mine, more') }]);
    saver.takeTheirs();
    expect(saver.draft).toEqual(note('theirs'));
    await settle();
    expect(bench.kept.size).toBe(0);
    saver.change(note('theirs and mine'), { now: true });
    await settle();
    expect(bench.stored).toEqual({ ...note('theirs and mine'), revision: 2 });
  });
});

describe('a refusal', () => {
  test.each([0, 401, 429, 500, 503])(
    '%i passes: it is tried again by the clock and when the connection is back',
    async (status) => {
      bench.failing = refusal(status);
      const saver = await bench.open();
      saver.change(note('wait'), { now: true });
      await settle();
      expect(bench.last).toMatchObject({ kind: 'unsent', signedOut: status === 401 });
      await vi.advanceTimersByTimeAsync(RETRY_MS);
      expect(bench.asked).toHaveLength(2);
      bench.failing = null;
      bench.back();
      await settle();
      expect(bench.stored?.text).toBe('wait');
      expect(bench.kept.size).toBe(0);
    },
  );

  test.each([403, 404, 409, 410])(
    '%i lasts: it is told once, the text is kept, and nothing more is asked',
    async (status) => {
      bench.failing = refusal(status);
      const saver = await bench.open();
      saver.change(note('for copying'), { now: true });
      await settle();
      expect(bench.last).toEqual({ kind: 'refused', message: `svar ${status}` });
      await vi.advanceTimersByTimeAsync(10 * RETRY_MS);
      bench.back();
      await settle();
      expect(bench.asked).toHaveLength(1);
      saver.change(note('for copying, more'));
      await vi.advanceTimersByTimeAsync(RETRY_MS);
      expect(bench.asked).toHaveLength(1);
      expect([...bench.kept.values()]).toMatchObject([{ draft: note('for copying, more'), refused: `svar ${status}` }]);
    },
  );

  test('of the content waits for the next change', async () => {
    bench.failing = refusal(422);
    const saver = await bench.open();
    saver.change(note('wrong'), { now: true });
    await settle();
    expect(bench.last?.kind).toBe('invalid');
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect(bench.asked).toHaveLength(1);
    expect(bench.kept.size).toBe(1);
    bench.failing = null;
    saver.change(note('right'));
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE_MS);
    expect(bench.stored?.text).toBe('right');
  });

  test('because it was locked or taken back while a save was under way keeps what was typed since', async () => {
    bench.held = true;
    const saver = await bench.open();
    saver.change(note('first'), { now: true });
    await settle();
    saver.change(note('second'));
    bench.failing = refusal(409);
    bench.letGo();
    await settle();
    expect(bench.last?.kind).toBe('refused');
    expect([...bench.kept.values()]).toMatchObject([{ draft: note('second') }]);
    expect(bench.asked).toHaveLength(1);
  });
});

describe('the page’s own first save', () => {
  test('is built upon', async () => {
    const saver = await bench.open();
    bench.stored = { ...note('clicked'), revision: 1 };
    await saver.takeOver(Promise.resolve(1), note('clicked'), true);
    expect(bench.asked).toEqual([]);
    saver.change(note('clicked, and typed'), { now: true });
    await settle();
    expect(bench.stored).toEqual({ ...note('clicked, and typed'), revision: 2 });
  });
  test('is made again when it did not come through', async () => {
    const saver = await bench.open();
    await saver.takeOver(Promise.resolve(null), note('clicked'), true);
    await settle();
    expect(bench.stored).toEqual({ ...note('clicked'), revision: 1 });
  });
});

describe('when somebody else has saved', () => {
  const theirs: StoredNote = { text: 'deras', ending: '', revision: 4 };

  test('and nothing is written here, the form goes on from what they saved', async () => {
    const saver = await bench.open(true, { text: 'förut', ending: '', revision: 3 });
    expect(saver.follow(theirs)).toBe(true);
    expect(saver.draft.text).toBe('deras');
    bench.stored = theirs;
    saver.change({ ...saver.draft, text: 'deras, och mitt' });
    await saver.flush();
    expect(bench.asked.at(-1)).toMatchObject({ base: 4, body: { text: 'deras, och mitt' } });
    expect(saver.status.kind).toBe('saved');
  });

  test('what is written here and not sent is not touched, and meets theirs when it is sent', async () => {
    const saver = await bench.open(true, { text: 'förut', ending: '', revision: 3 });
    bench.stored = theirs;
    saver.change({ ...saver.draft, text: 'mitt' });
    expect(saver.follow(theirs)).toBe(false);
    expect(saver.draft.text).toBe('mitt');
    await saver.flush();
    expect(saver.status).toMatchObject({ kind: 'conflict', current: theirs });
    expect(saver.follow({ ...theirs, revision: 5 })).toBe(false);
    expect(saver.draft.text).toBe('mitt');
  });

  test('what is held back because it is not complete is not touched either', async () => {
    const saver = await bench.open(true, { text: 'förut', ending: '', revision: 3 });
    bench.stored = { text: 'förut', ending: '', revision: 3 };
    saver.change({ ...saver.draft, ending: 'halv' });
    await saver.flush();
    expect(saver.follow(theirs)).toBe(false);
    expect(saver.draft.ending).toBe('halv');
  });

  test('what is older than what stands here is no news', async () => {
    const saver = await bench.open(true, theirs);
    expect(saver.follow({ ...theirs, text: 'gammalt', revision: 3 })).toBe(false);
    expect(saver.draft.text).toBe('deras');
  });
});
