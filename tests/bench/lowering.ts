import { join } from 'node:path';
import Database from 'better-sqlite3';
import { hashOf } from '../../server/deps.ts';
import { COOKIE, seedNetwork, YEARS } from './network-seed.ts';
import { networkReport } from './report.ts';
import { median, startProcess, type Report } from './processes.ts';

const YEAR = YEARS.at(-1) ?? 2026;
const LOWERER = `${COOKIE}-lowerer`;

/** A coordinator of an organisation that shares with the network, signed in. Returns the assessment. */
function signInLowerer(file: string): string {
  const db = new Database(file);
  const row = db
    .prepare(
      `select assessment_id, organisation_code from submissions where year = ? and sharing = 'natverket' limit 1`,
    )
    .get(YEAR) as { assessment_id: string; organisation_code: string };
  db.prepare(
    `insert into users (id, email, name, role, organisation_code, created_at)
     values ('lowerer', 'lowerer@test.example', 'lowerer', 'coordinator', ?, '2026-01-01')`,
  ).run(row.organisation_code);
  db.prepare(
    `insert into sessions (id, user_id, name, role, organisation_code, device, created_at, expires_at)
     values (?, 'lowerer', 'lowerer', 'coordinator', ?, '', '2026-01-01', '2099-01-01T00:00:00.000Z')`,
  ).run(hashOf(LOWERER), row.organisation_code);
  db.prepare(`update assessments set decision = '{"maxSharing":"oppet"}', hash = 'x' where id = ?`).run(
    row.assessment_id,
  );
  db.close();
  return row.assessment_id;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What others meet while one organisation of 310 begins to share less: their worst answer beside the quiet median. */
export async function lowering(report: Report, folder: string): Promise<void> {
  const file = join(folder, 'lowering.db');
  await seedNetwork(file, 310);
  const { process: computing } = await startProcess('edition-run.ts', file);
  computing.kill();
  const assessment = signInLowerer(file);
  const { address, process: service } = await startProcess('service-server.ts', file);
  const cookie = (value: string) => ({ cookie: `mr-kollen=${value}` });
  const edition = async () => {
    const answer = await fetch(`${address}/api/v1/rounds`);
    const rounds = (await answer.json()) as { year: number; edition: { number: number; reason: string } | null }[];
    return rounds.find(({ year }) => year === YEAR)?.edition;
  };
  const read = async () => {
    const start = performance.now();
    const answer = await fetch(`${address}/api/v1/benchmark?year=${YEAR}&peers=kommungrupp-c8`, {
      headers: cookie(COOKIE),
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`benchmark answered ${answer.status}`);
    return performance.now() - start;
  };
  const share = (sharing: string) =>
    fetch(`${address}/api/v1/assessments/${assessment}/submission`, {
      method: 'PUT',
      headers: { ...cookie(LOWERER), 'content-type': 'application/json' },
      body: JSON.stringify({ sharing, toCounty: false }),
    });
  try {
    for (let i = 0; i < 100; i++) await read();
    await networkReport(report, file, address, YEAR, read);
    const quiet: number[] = [];
    for (let i = 0; i < 200; i++) {
      quiet.push(await read());
      await pause(5);
    }
    const before = (await edition())?.number ?? 0;
    const meanwhile: number[] = [];
    let lowered = 0;
    const start = performance.now();
    const lower = share('statistik').then((answer) => {
      lowered = performance.now() - start;
      if (answer.status !== 204) throw new Error(`lowering answered ${answer.status}`);
    });
    let done = false;
    const following = (async () => {
      await lower;
      for (;;) {
        const now = await edition();
        if (now && now.reason === 'sharing' && now.number > before) break;
        await pause(100);
      }
      done = true;
    })();
    while (!done) {
      meanwhile.push(await read());
      await pause(5);
    }
    await following;
    const took = performance.now() - start;
    const calm = median(quiet);
    const worst = Math.max(...meanwhile);
    report.line('Sharing less in a network of 310: answered after', `${Math.round(lowered)} ms`);
    report.line('The figures had followed after', `${Math.round(took)} ms`);
    report.line('Others’ worst answer while all is quiet, against the median', (Math.max(...quiet) / calm).toFixed(2));
    const typical = median(meanwhile) / calm;
    report.line('Others meanwhile, median against the quiet one', typical.toFixed(2), {
      met: typical <= 2,
      text: 'at most 2.00',
    });
    // One answer waits for the one durable write in which names disappear.
    report.line('Others’ worst answer meanwhile against the quiet median', (worst / calm).toFixed(2));
  } finally {
    service.kill();
  }
}
