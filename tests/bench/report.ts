import Database from 'better-sqlite3';
import { hashOf } from '../../server/deps.ts';
import { COOKIE } from './network-seed.ts';
import { median, type Report } from './processes.ts';

const READER = `${COOKIE}-network`;

/** Someone at SKL, signed in. */
function signInNetwork(file: string): void {
  const db = new Database(file);
  db.prepare(
    `insert into users (id, email, name, role, organisation_code, created_at)
     values ('network', 'network@test.example', 'network', 'network_admin', null, '2026-01-01')`,
  ).run();
  db.prepare(
    `insert into sessions (id, user_id, name, role, organisation_code, device, created_at, expires_at)
     values (?, 'network', 'network', 'network_admin', null, '', '2026-01-01', '2099-01-01T00:00:00.000Z')`,
  ).run(hashOf(READER));
  db.close();
}

/** SKL's reports of a network of 310, and what others meet while they are made without pause. `read` is one of theirs. */
export async function networkReport(
  report: Report,
  file: string,
  address: string,
  year: number,
  read: () => Promise<number>,
): Promise<void> {
  signInNetwork(file);
  const make = async (name: string): Promise<number> => {
    const start = performance.now();
    const answer = await fetch(`${address}/api/v1/network/reports/${name}?year=${year}`, {
      headers: { cookie: `mr-kollen=${READER}` },
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${name} answered ${answer.status}`);
    return performance.now() - start;
  };
  const names = ['lagesbild.docx', 'lagesbild.pdf', 'redovisning-av-overenskommelsen.pdf'];
  for (const name of names) {
    const times: number[] = [];
    for (let i = 0; i < 3; i++) times.push(await make(name));
    const time = Math.round(Math.max(...times));
    report.line(`SKL's report of 310 members, ${name}`, `${time} ms`, { met: time < 10_000, text: 'under 10 s' });
  }
  const quiet: number[] = [];
  for (let i = 0; i < 100; i++) quiet.push(await read());
  let busy = true;
  const making = (async () => {
    for (let i = 0; busy; i++) await make(names[i % names.length] ?? '');
  })();
  const meanwhile: number[] = [];
  for (let i = 0; i < 100; i++) meanwhile.push(await read());
  busy = false;
  await making;
  const ratio = median(meanwhile) / median(quiet);
  report.line('An answer to another while reports are made without pause, times quiet', ratio.toFixed(2), {
    met: ratio <= 2,
    text: 'at most 2.00',
  });
}
