import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepareBench } from '../bench/prepare.ts';
import { median, startProcess } from '../bench/processes.ts';
import { Reader } from './reader.ts';
import { conclude, workshop } from './workshop.ts';

/**
 * `npm run pressure:sign-in`: four hundred anonymous sign-ins at once, while someone reads a page. The page's worst
 * answer is compared with its own quiet median in the same run; whoever is not let in is told when to try again.
 */
const AT_ONCE = 400;
const folder = workshop('flood');
const prepared = await prepareBench(folder);
const service = await startProcess('service-server.ts', prepared.database);

const reader = new Reader(service.address);

try {
  const calm = await reader.quiet();
  const start = performance.now();
  const flooder = fork(fileURLToPath(new URL('flood-process.ts', import.meta.url)), [service.address, String(AT_ONCE)]);
  let told: { statuses: Record<string, number>; withoutRetry: number } | undefined;
  flooder.once('message', (message) => {
    told = message as typeof told;
  });
  const ended = new Promise((resolve) => flooder.once('exit', resolve));
  const meanwhile = await reader.while(() => told === undefined && flooder.exitCode === null);
  await ended;
  const { statuses, withoutRetry } = told ?? { statuses: {}, withoutRetry: -1 };
  const took = performance.now() - start;
  const worst = Math.max(...meanwhile);
  conclude([
    [
      `${AT_ONCE} sign-ins at once, answers`,
      Object.entries(statuses)
        .map(([kind, n]) => `${kind}: ${n}`)
        .join(', '),
    ],
    ['The flood lasted', `${Math.round(took)} ms`],
    ['Refused without Retry-After', String(withoutRetry), withoutRetry === 0],
    ['Pages read meanwhile', String(meanwhile.length), meanwhile.length > 0],
    ['Median while quiet', `${calm.toFixed(1)} ms`],
    [
      'Median meanwhile, times the quiet one (at most 5)',
      (median(meanwhile) / calm).toFixed(1),
      median(meanwhile) / calm <= 5,
    ],
    ['Worst meanwhile, times the quiet median', (worst / calm).toFixed(1)],
  ]);
} finally {
  service.process.kill();
  rmSync(folder, { recursive: true, force: true });
}
