import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../database/open.ts';
import { systemDeps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { readCatalogues } from '../catalogues/installed.ts';
import { publishEdition } from './publish.ts';
import type { Outcome, Task } from './runner.ts';

/** The thread that works out editions (runner.ts): its own connection, one task at a time. */
const { databaseUrl } = workerData as { databaseUrl: string };
const deps = { db: openDatabase(databaseUrl), catalogues: readCatalogues(), ...systemDeps };

async function outcomeOf({ id, year, reason, userId }: Task): Promise<Outcome> {
  try {
    return { id, number: await publishEdition(deps, year, reason, userId) };
  } catch (error) {
    if (error instanceof Problem)
      return { id, problem: { status: error.status, code: error.code, title: error.message } };
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

let last: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (task: Task) => {
  last = last.then(async () => parentPort?.postMessage(await outcomeOf(task)));
});
