import { parentPort } from 'node:worker_threads';
import { Problem } from '../http/problem.ts';
import type { Answered, Asked } from './thread.ts';

async function answerTo<Task, Answer>(
  { id, task }: Asked<Task>,
  work: (task: Task) => Promise<Answer>,
): Promise<Answered<Answer>> {
  try {
    return { id, answer: await work(task) };
  } catch (error) {
    if (error instanceof Problem)
      return { id, problem: { status: error.status, code: error.code, title: error.message, errors: error.errors } };
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** Inside a thread (thread.ts): does what is asked, one task at a time. */
export function serve<Task, Answer>(work: (task: Task) => Promise<Answer>): void {
  let last: Promise<unknown> = Promise.resolve();
  parentPort?.on('message', (asked: Asked<Task>) => {
    last = last.then(async () => parentPort?.postMessage(await answerTo(asked, work)));
  });
}
