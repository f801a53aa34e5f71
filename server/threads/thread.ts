import { Worker } from 'node:worker_threads';
import { Problem } from '../http/problem.ts';

/** What is asked of a thread, numbered so that the answer finds its way back. */
export interface Asked<Task> {
  readonly id: number;
  readonly task: Task;
}

export type Answered<Answer> =
  | { readonly id: number; readonly answer: Answer }
  | {
      readonly id: number;
      readonly problem: Pick<Problem, 'status' | 'code' | 'errors'> & { readonly title: string };
    }
  | { readonly id: number; readonly failed: string };

/** Work that nobody else waits for. Refusals come back as the problem they were. */
export interface Thread<Task, Answer> {
  readonly ask: (task: Task) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** A thread that is started when it is first needed, does one thing at a time and keeps nobody from stopping between. */
export function threadOf<Task, Answer>(script: URL, data: unknown): Thread<Task, Answer> {
  let worker: Worker | undefined;
  let next = 0;
  const waiting = new Map<
    number,
    { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void }
  >();

  const fail = (error: Error) => {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const settle = (answered: Answered<Answer>) => {
    const asked = waiting.get(answered.id);
    waiting.delete(answered.id);
    if (waiting.size === 0) worker?.unref();
    if (!asked) return;
    if ('answer' in answered) asked.resolve(answered.answer);
    else if ('problem' in answered) {
      const { status, code, title, errors } = answered.problem;
      asked.reject(new Problem(status, code, title, errors));
    } else asked.reject(new Error(answered.failed));
  };
  const started = (): Worker => {
    if (worker) return worker;
    worker = new Worker(script, { workerData: data });
    worker.on('message', settle);
    worker.on('error', fail);
    worker.on('exit', () => {
      fail(new Error('The thread has ended.'));
    });
    return worker;
  };
  return {
    ask: (task) =>
      new Promise((resolve, reject) => {
        const id = ++next;
        waiting.set(id, { resolve, reject });
        const thread = started();
        thread.ref();
        thread.postMessage({ id, task } satisfies Asked<Task>);
      }),
    close: async () => {
      await worker?.terminate();
    },
  };
}
