import { Agent, request } from 'node:http';
import autocannon from 'autocannon';
import Database from 'better-sqlite3';
import { ANSWER, type Prepared } from './prepare.ts';
import { median, type Report, type Running } from './processes.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function put(url: string, cookie: string, headers: Record<string, string>): Promise<{ status: number; etag: string }> {
  const body = JSON.stringify(ANSWER);
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'PUT',
        agent,
        headers: { cookie, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
      },
      (response) => {
        response.resume();
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, etag: response.headers.etag ?? '' });
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

/** Saves one after another on one connection, in turns with the floor, so that noise meets both. */
export async function saving(
  report: Report,
  service: Running,
  floor: Running,
  { cookie, assessment }: Prepared,
): Promise<void> {
  let etag = '"0"';
  const ours = async () => {
    const saved = await put(`${service.address}/api/v1/assessments/${assessment}/answers/SL-01`, cookie, {
      'if-match': etag,
    });
    if (saved.status !== 200) throw new Error(`save answered ${saved.status}`);
    ({ etag } = saved);
  };
  const theirs = async () => {
    const saved = await put(`${floor.address}/save`, cookie, {});
    if (saved.status !== 200) throw new Error(`floor answered ${saved.status}`);
  };
  const time = async (work: () => Promise<void>) => {
    const start = performance.now();
    for (let i = 0; i < 100; i++) await work();
    return performance.now() - start;
  };
  for (let i = 0; i < 3; i++) {
    await time(theirs);
    await time(ours);
  }
  const rounds: { floor: number; service: number }[] = [];
  for (let i = 0; i < 15; i++) rounds.push({ floor: await time(theirs), service: await time(ours) });
  const ratio = median(rounds.map((round) => round.floor / round.service));
  report.line('Saving an answer durably, share of the floor’s speed', ratio.toFixed(2), {
    met: ratio >= 0.5,
    text: 'at least 0.50',
  });
}

function get(url: string, cookie: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers: { cookie } }, (response) => {
      response.resume();
      response.on('end', () => {
        resolve(response.statusCode ?? 0);
      });
    })
      .on('error', reject)
      .end();
  });
}

/** Requests per second by ten connections at once, which keeps the server's one thread busy. */
async function rate(url: string, cookie: string): Promise<number> {
  const result = await autocannon({ url, connections: 10, duration: 2, headers: { cookie } });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} failed`);
  return result.requests.average;
}

/** Reads of a whole assessment, one after another as a person's browser does, in turns with the floor; and many at once. */
export async function reading(
  report: Report,
  service: Running,
  floor: Running,
  { cookie, assessment, database }: Prepared,
): Promise<void> {
  const watcher = new Database(database, { readonly: true });
  const ours = `${service.address}/api/v1/assessments/${assessment}`;
  const theirs = `${floor.address}/read`;
  const before = watcher.pragma('data_version', { simple: true });
  const time = async (url: string) => {
    const start = performance.now();
    for (let i = 0; i < 300; i++) if ((await get(url, cookie)) !== 200) throw new Error(`${url} was refused`);
    return performance.now() - start;
  };
  for (let i = 0; i < 4; i++) {
    await time(theirs);
    await time(ours);
  }
  const rounds: { floor: number; service: number }[] = [];
  for (let i = 0; i < 15; i++) rounds.push({ floor: await time(theirs), service: await time(ours) });
  const ratio = median(rounds.map((round) => round.floor / round.service));
  report.line('Reading an assessment with all answers, share of the floor’s', ratio.toFixed(2), {
    met: ratio >= 0.5,
    text: 'at least 0.50',
  });
  await rate(ours, cookie);
  await rate(theirs, cookie);
  const many: number[] = [];
  for (let i = 0; i < 5; i++) {
    const bare = await rate(theirs, cookie);
    many.push((await rate(ours, cookie)) / bare);
  }
  const together = median(many);
  report.line('The same by ten connections at once, share of the floor’s', together.toFixed(2), {
    met: together >= 0.5,
    text: 'at least 0.50',
  });
  const written = watcher.pragma('data_version', { simple: true }) !== before;
  report.line('Reads that wrote to the database', written ? 'some' : 'none', { met: !written, text: 'none' });
  watcher.close();
}
