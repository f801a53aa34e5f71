import { join } from 'node:path';
import { verify } from '@node-rs/argon2';
import { openDatabase } from '../../server/database/open.ts';
import { Cluster } from '../postgres/cluster.ts';
import { ANSWER, BENCH_EMAIL, BENCH_PASSWORD, prepareBench, type Prepared } from './prepare.ts';
import { median, startProcess, type Report, type Running } from './processes.ts';

const PEOPLE = ['SL-01', 'SL-02', 'SL-03', 'SL-04', 'SL-05', 'SL-06', 'SL-07', 'SL-08', 'SL-09', 'SL-10'];
const EACH = 30;

/** Saves per second by ten people at once, each with a criterion of their own. */
async function perSecond(one: (code: string) => Promise<void>): Promise<number> {
  const start = performance.now();
  await Promise.all(
    PEOPLE.map(async (code) => {
      for (let i = 0; i < EACH; i++) await one(code);
    }),
  );
  return (PEOPLE.length * EACH * 1000) / (performance.now() - start);
}

async function beside(
  report: Report,
  kind: string,
  service: Running,
  floor: Running,
  { cookie, assessment }: Prepared,
): Promise<void> {
  const etags = new Map<string, string>();
  const put = async (url: string, etag?: string): Promise<Response> => {
    const response = await fetch(url, {
      method: 'PUT',
      headers: { cookie, 'content-type': 'application/json', ...(etag === undefined ? {} : { 'if-match': etag }) },
      body: JSON.stringify(ANSWER),
    });
    await response.arrayBuffer();
    return response;
  };
  const ours = async (code: string): Promise<void> => {
    const url = `${service.address}/api/v1/assessments/${assessment}/answers/${code}`;
    // Only the first is new: the others are answered already.
    const etag = etags.get(code) ?? (code === 'SL-01' ? '"0"' : '"1"');
    const response = await put(url, etag);
    if (response.status !== 200) throw new Error(`A save was answered ${response.status}.`);
    etags.set(code, response.headers.get('etag') ?? '');
  };
  const theirs = async (): Promise<void> => {
    if ((await put(`${floor.address}/save`)).status !== 200) throw new Error('The floor refused a save.');
  };
  await perSecond(theirs);
  await perSecond(ours);
  const rounds: { ours: number; theirs: number }[] = [];
  for (let i = 0; i < 7; i++) rounds.push({ theirs: await perSecond(theirs), ours: await perSecond(ours) });
  const share = median(rounds.map((round) => round.ours / round.theirs));
  report.line(`Saves per second by ten people, ${kind}`, String(Math.round(median(rounds.map((round) => round.ours)))));
  report.line('The same, share of what the floor saves there', share.toFixed(2));
}

/** Ten people saving at once, on each database beside the floor of each. */
export async function savingTogether(report: Report, folder: string): Promise<void> {
  const prepared = await prepareBench(join(folder, 'together'));
  const service = await startProcess('service-server.ts', prepared.database);
  const floor = await startProcess('floor-server.ts', prepared.database, prepared.bytesFile, prepared.pageFile);
  try {
    await beside(report, 'SQLite', service, floor, prepared);
  } finally {
    service.process.kill();
    floor.process.kill();
  }
  const cluster = Cluster.make();
  if (!cluster) return report.line('Saves per second by ten people, PostgreSQL', 'not installed');
  const running: Running[] = [];
  try {
    const there = await prepareBench(join(folder, 'together-postgres'), cluster.url);
    running.push(
      await startProcess('service-server.ts', cluster.url),
      await startProcess('postgres-floor-server.ts', cluster.url),
    );
    const [ours, theirs] = running;
    if (ours && theirs) await beside(report, 'PostgreSQL', ours, theirs, there);
  } finally {
    for (const { process } of running) process.kill();
    cluster.remove();
  }
}

/** One person signs in: beside the check of her password alone, which is slow on purpose. */
export async function signingIn(report: Report, service: Running, { database }: Prepared): Promise<void> {
  const db = openDatabase(database);
  const { password_hash } = await db
    .selectFrom('users')
    .select('password_hash')
    .where('email', '=', BENCH_EMAIL)
    .executeTakeFirstOrThrow();
  await db.destroy();
  const time = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    for (let i = 0; i < 5; i++) await work();
    return performance.now() - start;
  };
  const check = () => verify(password_hash ?? '', BENCH_PASSWORD);
  const signIn = async (): Promise<void> => {
    const response = await fetch(`${service.address}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: BENCH_EMAIL, password: BENCH_PASSWORD }),
    });
    if (response.status !== 204) throw new Error(`Signing in was answered ${response.status}.`);
  };
  await time(check);
  const rounds: { ours: number; floor: number }[] = [];
  for (let i = 0; i < 3; i++) rounds.push({ floor: await time(check), ours: await time(signIn) });
  const share = median(rounds.map((round) => round.floor / round.ours));
  report.line('Signing in, share of the password check’s speed', share.toFixed(2));
}
