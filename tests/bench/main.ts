import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inBrowser } from './browser.ts';
import { documents } from './documents.ts';
import { reading, saving } from './http.ts';
import { listening } from './live.ts';
import { lowering } from './lowering.ts';
import { meeting } from './meeting.ts';
import { network } from './network.ts';
import { publishing } from './publishing.ts';
import { prepareBench } from './prepare.ts';
import { Report, startProcess } from './processes.ts';
import { scoring } from './scoring.ts';
import { savingTogether, signingIn } from './together.ts';

/** `npm run bench`: ratios within one run, on this machine's own disk. A demand that is not met ends with an error. */
const root = fileURLToPath(new URL('../..', import.meta.url));
mkdirSync(join(root, '.tmp'), { recursive: true });
const folder = mkdtempSync(join(root, '.tmp', 'bench-'));
const report = new Report();

async function starting(): Promise<void> {
  const start = performance.now();
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: join(folder, 'start.db'), PORT: '3987', LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  });
  for (;;) {
    const answer = await fetch('http://127.0.0.1:3987/kriterierna/2.0').catch(() => undefined);
    if (answer?.ok) break;
    if (performance.now() - start > 60_000) throw new Error('The server did not start.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  report.line(
    'Start on an empty database to the first answered request',
    `${Math.round(performance.now() - start)} ms`,
  );
  await new Promise((resolve) => setTimeout(resolve, 2000));
  try {
    const kB = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]);
    report.line('Memory when idle', `${Math.round(kB / 1024)} MiB`);
  } catch {
    report.line('Memory when idle', 'not told here');
  }
  child.kill();
}

const { values } = parseArgs({ options: { organisations: { type: 'string' }, only: { type: 'string' } } });

async function oneOrganisation(): Promise<void> {
  const prepared = await prepareBench(folder);
  scoring(report);
  await starting();
  const service = await startProcess('service-server.ts', prepared.database);
  const floor = await startProcess('floor-server.ts', prepared.database, prepared.bytesFile, prepared.pageFile);
  try {
    await saving(report, service, floor, prepared);
    await reading(report, service, floor, prepared);
    await signingIn(report, service, prepared);
    await documents(report, service, prepared);
    await inBrowser(report, service, floor, prepared);
    await meeting(report, service, prepared);
    // Last, since five hundred people are put into its database.
    await listening(report, service, prepared);
    await lowering(report, folder);
    await savingTogether(report, folder);
    await publishing(report, folder);
  } finally {
    service.process.kill();
    floor.process.kill();
  }
}

async function meetingAlone(): Promise<void> {
  const prepared = await prepareBench(folder);
  const service = await startProcess('service-server.ts', prepared.database);
  try {
    await meeting(report, service, prepared);
  } finally {
    service.process.kill();
  }
}

try {
  if (values.only === 'publishing') await publishing(report, folder);
  else if (values.only === 'meeting') await meetingAlone();
  else if (values.organisations === undefined) await oneOrganisation();
  else await network(report, folder, Number(values.organisations));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (report.missed > 0) process.exitCode = 1;
