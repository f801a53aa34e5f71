import { Worker } from 'node:worker_threads';
import type { EditionReason } from '../database/schema.ts';
import { Problem } from '../http/problem.ts';
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
  readonly id: number;
  readonly year: number;
  readonly reason: EditionReason;
  readonly userId: string | null;
}

export type Outcome =
  | { readonly id: number; readonly number: number }
  | {
      readonly id: number;
      readonly problem: { readonly status: number; readonly code: string; readonly title: string };
    }
  | { readonly id: number; readonly failed: string };

interface Waiting {
  readonly resolve: (number: number) => void;
  readonly reject: (error: Error) => void;
}

/**
 * In a thread with a connection of its own, started when it is first needed. What it is asked is done one at a time.
 * What a crash leaves undone is taken up by server/duties.ts.
 */
export function runInThread(databaseUrl: string, onError: (error: unknown) => void): EditionRunner {
  let worker: Worker | undefined;
  let next = 0;
  const waiting = new Map<number, Waiting>();

  const fail = (error: Error) => {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const settle = (outcome: Outcome) => {
    const asked = waiting.get(outcome.id);
    waiting.delete(outcome.id);
    // Between tasks the thread keeps nobody from stopping.
    if (waiting.size === 0) worker?.unref();
    if (!asked) return;
    if ('number' in outcome) asked.resolve(outcome.number);
    else if ('problem' in outcome)
      asked.reject(new Problem(outcome.problem.status, outcome.problem.code, outcome.problem.title));
    else asked.reject(new Error(outcome.failed));
  };
  const started = (): Worker => {
    if (worker) return worker;
    worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: { databaseUrl } });
    worker.on('message', settle);
    worker.on('error', fail);
    worker.on('exit', () => {
      fail(new Error('The thread that works out editions has ended.'));
    });
    return worker;
  };
  const publish: EditionRunner['publish'] = (year, reason, userId) =>
    new Promise((resolve, reject) => {
      const task: Task = { id: ++next, year, reason, userId };
      waiting.set(task.id, { resolve, reject });
      const thread = started();
      thread.ref();
      thread.postMessage(task);
    });
  return {
    publish,
    follow: (years) => {
      for (const year of years) void publish(year, 'sharing', null).catch(onError);
      return Promise.resolve();
    },
    close: async () => {
      await worker?.terminate();
    },
  };
}
