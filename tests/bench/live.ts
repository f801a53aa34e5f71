import { Agent, get } from 'node:http';
import Database from 'better-sqlite3';
import { hashOf } from '../../server/deps.ts';
import { ANSWER, type Prepared } from './prepare.ts';
import { median, startProcess, type Report, type Running } from './processes.ts';

const LISTENERS = 500;

/** People of the same organisation, each signed in: a page of each follows. Their cookies. */
function signInMany(file: string): readonly string[] {
  const db = new Database(file);
  const cookies = Array.from({ length: LISTENERS }, (_, i) => `bench-listener-${i}`);
  db.transaction(() => {
    for (const cookie of cookies) {
      db.prepare(
        `insert into users (id, email, name, role, organisation_code, created_at)
         values (?, ?, ?, 'coordinator', '1281', '2026-01-01')`,
      ).run(cookie, `${cookie}@test.example`, cookie);
      db.prepare(
        `insert into sessions (id, user_id, name, role, organisation_code, device, created_at, expires_at)
         values (?, ?, ?, 'coordinator', '1281', '', '2026-01-01', '2099-01-01T00:00:00.000Z')`,
      ).run(hashOf(cookie), cookie, cookie);
    }
  })();
  db.close();
  return cookies;
}

/** Listeners to one address, and how long it takes until the last of them has heard something more. */
class Audience {
  #left = 0;
  #done = () => undefined as void;
  readonly #agent = new Agent({ keepAlive: false });

  async join(url: string, cookies: readonly string[]): Promise<void> {
    for (const cookie of cookies)
      await new Promise<void>((resolve, reject) => {
        get(url, { agent: this.#agent, headers: { cookie: `mr-kollen=${cookie}` } }, (response) => {
          if (response.statusCode !== 200) reject(new Error(`A listener was answered ${response.statusCode}.`));
          response.on('data', (chunk: Buffer) => {
            if (!chunk.includes('data:') || this.#left === 0) return;
            this.#left -= 1;
            if (this.#left === 0) this.#done();
          });
          resolve();
        }).on('error', () => undefined);
      });
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }

  async hears(work: () => Promise<unknown>): Promise<number> {
    const start = performance.now();
    this.#left = LISTENERS;
    const all = new Promise<void>((resolve) => {
      this.#done = resolve;
    });
    await work();
    await all;
    return performance.now() - start;
  }
}

/** Five hundred open pages: from a save to the last of them, beside a bare event stream. */
export async function listening(
  report: Report,
  service: Running,
  { assessment, cookie, database }: Prepared,
): Promise<void> {
  const floor = await startProcess('stream-server.ts');
  try {
    const cookies = signInMany(database);
    const [ours, theirs] = [new Audience(), new Audience()];
    await ours.join(`${service.address}/api/v1/assessments/${assessment}/changes`, cookies);
    await theirs.join(floor.address, cookies);
    let n = 0;
    const comment = () =>
      fetch(`${service.address}/api/v1/assessments/${assessment}/answers/SL-02/comments`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ text: `${ANSWER.motivation}${n++}` }),
      }).then((response) => response.arrayBuffer());
    const tell = () => fetch(floor.address, { method: 'POST' }).then((response) => response.arrayBuffer());
    const rounds: { ours: number; theirs: number }[] = [];
    for (let i = 0; i < 12; i++) rounds.push({ theirs: await theirs.hears(tell), ours: await ours.hears(comment) });
    const ms = median(rounds.slice(2).map((round) => round.ours));
    const bare = median(rounds.slice(2).map((round) => round.theirs));
    report.line(`From a change to the last of ${LISTENERS} open pages`, `${Math.round(ms)} ms`, {
      met: ms < 1000,
      text: 'within a second',
    });
    report.line('The same, times a bare event stream (100 ms are our own wait for more)', (ms / bare).toFixed(1));
  } finally {
    floor.process.kill();
  }
}
