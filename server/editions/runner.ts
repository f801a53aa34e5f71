import type { EditionReason } from '../database/schema.ts';
import { threadOf } from '../threads/thread.ts';
import { publishEdition, type PublishDeps } from './publish.ts';

/** Who works out editions: so that nobody else waits for it, a thread of its own where there can be one. */
export interface EditionRunner {
  /** Publishes the year's next edition and resolves with its number. */
  readonly publish: (year: number, reason: EditionReason, userId: string | null) => Promise<number>;
  /** Lets the figures of some years follow, after names have gone. Resolves when there is nothing to wait for. */
  readonly follow: (years: readonly number[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** In the process itself: for commands, and for tests, whose database cannot be opened twice. */
export function runHere(deps: PublishDeps): EditionRunner {
  const publish: EditionRunner['publish'] = (year, reason, userId) => publishEdition(deps, year, reason, userId);
  return {
    publish,
    follow: async (years) => {
      for (const year of years) await publish(year, 'sharing', null);
    },
    close: () => Promise.resolve(),
  };
}

export interface Task {
  readonly year: number;
  readonly reason: EditionReason;
  readonly userId: string | null;
}

/** Where the thread works, and how many ms its clock is off the machine's. */
export interface ThreadPlace {
  readonly databaseUrl: string;
  readonly clockOffset: number;
}

/**
 * In a thread with a connection of its own. What it is asked is done one at a time. What a crash leaves undone is taken
 * up by server/duties.ts.
 */
export function runInThread(place: ThreadPlace, onError: (error: unknown) => void): EditionRunner {
  const thread = threadOf<Task, number>(new URL('worker.ts', import.meta.url), place);
  return {
    publish: (year, reason, userId) => thread.ask({ year, reason, userId }),
    follow: (years) => {
      for (const year of years) void thread.ask({ year, reason: 'sharing', userId: null }).catch(onError);
      return Promise.resolve();
    },
    close: thread.close,
  };
}
