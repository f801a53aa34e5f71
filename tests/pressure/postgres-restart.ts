import { rmSync } from 'node:fs';
import { openDatabase } from '../../server/database/open.ts';
import { ANSWER, prepareBench } from '../bench/prepare.ts';
import { startProcess } from '../bench/processes.ts';
import { Cluster } from '../postgres/cluster.ts';
import { conclude, pause, workshop } from './workshop.ts';

/**
 * `npm run pressure:postgres`: PostgreSQL is stopped and started again three times while answers are being saved. Our
 * process is never restarted; meanwhile it answers 503 and says why; nothing that it acknowledged is lost.
 */
const cluster = Cluster.make();
if (!cluster) {
  console.log('No PostgreSQL server is installed here: nothing was tried.');
  process.exit(0);
}
const folder = workshop('restart');
const prepared = await prepareBench(folder, cluster.url);
const service = await startProcess('service-server.ts', cluster.url);
let ended: number | null = null;
service.process.once('exit', (code) => {
  ended = code ?? -1;
});

const CODES = ['SL-01', 'UF-03', 'CS-01', 'AG-01'];
const acknowledged = new Map<string, { revision: number; text: string }>();
const seen = new Map<string, number>();
let stop = false;

async function stream(code: string): Promise<void> {
  let revision = code === 'SL-01' ? 0 : 1;
  for (let n = 0; !stop; n++) {
    const text = `${code} ${n}`;
    const response = await fetch(`${service.address}/api/v1/assessments/${prepared.assessment}/answers/${code}`, {
      method: 'PUT',
      headers: { cookie: prepared.cookie, 'content-type': 'application/json', 'if-match': `"${revision}"` },
      body: JSON.stringify({ ...ANSWER, motivation: text }),
      signal: AbortSignal.timeout(40_000),
    }).catch(() => undefined);
    const kind = response === undefined ? 'no answer' : String(response.status);
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (response?.ok) {
      revision += 1;
      acknowledged.set(code, { revision, text });
    } else if (response?.status === 412) {
      // Stored, though the answer never came back.
      revision = ((await response.json()) as { current: { revision: number } }).current.revision;
    } else await pause(50);
  }
}

const ready = async () => (await fetch(`${service.address}/readyz`).catch(() => undefined))?.status ?? 0;
try {
  const streams = CODES.map(stream);
  const whileAway: number[] = [];
  for (let i = 0; i < 3; i++) {
    await pause(1500);
    cluster.stop();
    await pause(1000);
    whileAway.push(await ready());
    cluster.start();
    await pause(1500);
  }
  const before = seen.get('200') ?? 0;
  await pause(1500);
  const savedAgain = (seen.get('200') ?? 0) - before;
  stop = true;
  await Promise.all(streams);
  const db = openDatabase(cluster.url);
  let lost = 0;
  for (const [code, { revision, text }] of acknowledged) {
    const row = await db
      .selectFrom('answers')
      .select(['revision', 'content'])
      .where('assessment_id', '=', prepared.assessment)
      .where('code', '=', code)
      .executeTakeFirst();
    const stored = row && (JSON.parse(row.content) as { motivation: string }).motivation;
    if (!row || row.revision < revision || (row.revision === revision && stored !== text)) lost += 1;
  }
  await db.destroy();
  const others = [...seen.keys()].filter((kind) => !['200', '412', '503'].includes(kind));
  conclude([
    ['Answers while PostgreSQL went and came, three times', [...seen].map(([kind, n]) => `${kind}: ${n}`).join(', ')],
    ['Restarts of ours', ended === null ? 'none' : `ended with ${String(ended)}`, ended === null],
    ['/readyz while the database was away', whileAway.join(', '), whileAway.every((status) => status === 503)],
    ['Answers that were neither saved, a conflict nor 503', others.join(', ') || 'none', others.length === 0],
    ['Saves in the second and a half after the last start', String(savedAgain), savedAgain > 0],
    ['Criteria with an acknowledged save missing', String(lost), lost === 0],
    ['/readyz afterwards', String(await ready()), (await ready()) === 200],
  ]);
} finally {
  service.process.kill();
  cluster.remove();
  rmSync(folder, { recursive: true, force: true });
}
