import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../server/database/open.ts';
import { ANSWER } from '../bench/prepare.ts';
import { median, startProcess, type Running } from '../bench/processes.ts';
import { Cluster } from '../postgres/cluster.ts';
import type { Told, Work } from './country-process.ts';
import { seedCountry, type Saver } from './country-seed.ts';
import { conclude, pause, workshop } from './workshop.ts';

/**
 * `npm run pressure:country [-- --two] [-- --seconds 120]`: 310 organisations × 5 people save, and five hundred of them
 * sign in at the same moment; every coordinator's page follows. With `--two`: two processes, started at once on an empty
 * PostgreSQL, of which one is killed midway and replaced, and the other then replaced as in an upgrade.
 */
const { values } = parseArgs({
  options: { two: { type: 'boolean', default: false }, seconds: { type: 'string', default: '120' } },
});
const seconds = Number(values.seconds);
const SAVES_EACH = 12;
const AT_NINE = 500;
const cluster = values.two ? Cluster.make() : undefined;
if (values.two && !cluster) {
  console.log('No PostgreSQL server is installed here: nothing was tried.');
  process.exit(0);
}
const folder = workshop('country');
const database = cluster?.url ?? join(folder, 'country.db');
process.env.TRUST_PROXY = '1';
process.env.SIGNING_KEY_FILE = join(folder, 'signing-key.pem');

const start = (): Promise<Running> => startProcess('service-server.ts', database);
const services = await Promise.all(values.two ? [start(), start()] : [start()]);
const everyProcess = [...services];
const savers = await seedCountry(database);
const at = (place: number): string => services[place]?.address ?? '';
const addresses = () => services.map(({ address }) => address);

/** Saves one after another, with nothing else: what a save takes in quiet, in ms. */
async function quietMedian(saver: Saver): Promise<number> {
  const waits: number[] = [];
  for (let n = 0; n < 200; n++) {
    const begun = performance.now();
    const response = await fetch(`${at(0)}/api/v1/assessments/${saver.assessment}/answers/SL-01`, {
      method: 'PUT',
      headers: { cookie: `mr-kollen=${saver.cookie}`, 'content-type': 'application/json', 'if-match': `"${n}"` },
      body: JSON.stringify({ ...ANSWER, motivation: `${n}` }),
    });
    if (response.status !== 200) throw new Error(`A quiet save was answered ${response.status}.`);
    await response.arrayBuffer();
    waits.push(performance.now() - begun);
  }
  return median(waits.slice(50));
}

/** MiB in memory; not a number where it cannot be seen. */
function memoryOf({ process: { pid } }: Running): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** One process goes and another comes, as the balancer sees it. */
async function replace(place: number, signal: NodeJS.Signals): Promise<void> {
  const old = services[place];
  old?.process.kill(signal);
  // The balancer finds out, as it does by /readyz.
  await pause(500);
  services.splice(place, 1);
  people.send({ addresses: addresses() });
  await pause(2000);
  const fresh = await start();
  services.splice(place, 0, fresh);
  everyProcess.push(fresh);
  people.send({ addresses: addresses() });
}

const people = fork(fileURLToPath(new URL('country-process.ts', import.meta.url)));
try {
  const [quietSaver, ...others] = savers;
  if (!quietSaver) throw new Error('There are no organisations.');
  const quiet = await quietMedian(quietSaver);
  await once(people, 'message');
  const work: Work = { savers: others, addresses: addresses(), seconds, savesEach: SAVES_EACH, atNine: AT_NINE };
  people.send(work);
  const answer = once(people, 'message') as Promise<[Told]>;
  const memory: number[] = [];
  const watch = setInterval(() => memory.push(Math.max(...services.map(memoryOf))), 1000);
  if (values.two) {
    await pause(seconds * 500);
    await replace(1, 'SIGKILL');
    await pause(5000);
    await replace(0, 'SIGTERM');
  }
  const [told] = await answer;
  clearInterval(watch);
  const { statuses, signIns, waits, triedAgain, heard, acknowledged } = told;

  const db = openDatabase(database);
  const rows = await db.selectFrom('answers').select(['assessment_id', 'code', 'revision', 'content']).execute();
  await db.destroy();
  const stored = new Map(rows.map((row) => [`${row.assessment_id} ${row.code}`, row]));
  const lost = acknowledged.filter(([key, revision, text]) => {
    const row = stored.get(key);
    return !row || row.revision < revision || (row.revision === revision && !row.content.includes(text));
  }).length;
  let signedOut = 0;
  for (const { cookie } of savers) {
    const response = await fetch(`${at(0)}/api/v1/session`, { headers: { cookie: `mr-kollen=${cookie}` } });
    const { user } = (await response.json()) as { user: unknown };
    if (user === null) signedOut += 1;
  }
  const sorted = waits.toSorted((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
  const saves = (waits.length + triedAgain) / seconds;
  const quarter = (n: number) =>
    median(memory.slice(Math.floor((memory.length * n) / 4), Math.floor((memory.length * (n + 1)) / 4)));
  const grown = quarter(3) / quarter(1);
  const expected = others.length * SAVES_EACH;
  conclude([
    [
      `${others.length} people saved in ${seconds} s, answers`,
      JSON.stringify(statuses),
      statuses[200] === expected && Object.keys(statuses).length === 1,
    ],
    ['Saves per second', saves.toFixed(0)],
    [`${AT_NINE} signed in meanwhile, answers`, JSON.stringify(signIns), signIns[204] === AT_NINE],
    ['Median of a save in quiet', `${quiet.toFixed(1)} ms`],
    ['Median of a save meanwhile, times the quiet one', (median(waits) / quiet).toFixed(1)],
    ['p99 of a save meanwhile, times the quiet median', (p99 / quiet).toFixed(1)],
    ['Saves that had to be tried again', String(triedAgain)],
    ['Changes that the open pages of the coordinators heard of', String(heard), heard > 0],
    ['Criteria with an acknowledged save missing', String(lost), lost === 0],
    ['People signed out', String(signedOut), signedOut === 0],
    ...(values.two
      ? []
      : [['Memory in the last quarter, times the second (at most 1.25)', grown.toFixed(2), grown <= 1.25] as const]),
    ['Most memory of a process', `${Math.round(Math.max(...memory.filter((each) => !Number.isNaN(each))))} MiB`],
  ]);
} finally {
  people.kill();
  for (const { process: each } of everyProcess) each.kill();
  cluster?.remove();
  rmSync(folder, { recursive: true, force: true });
}
