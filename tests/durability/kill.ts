import { fork, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../server/database/open.ts';
import { prepareBench } from '../bench/prepare.ts';

/**
 * `npm run test:kill [TIMES]`: kills the server with SIGKILL while saves stream in, starts it again and looks
 * for every save that it had acknowledged. Ends with an error if one is missing.
 */
const times = Number(process.argv[2] ?? 100);
const root = fileURLToPath(new URL('../..', import.meta.url));
mkdirSync(join(root, '.tmp'), { recursive: true });
const folder = mkdtempSync(join(root, '.tmp', 'kill-'));
const prepared = await prepareBench(folder);

function start(): Promise<{ child: ChildProcess; address: string }> {
  const child = fork(fileURLToPath(new URL('../bench/service-server.ts', import.meta.url)), [prepared.database], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (address) => {
      resolve({ child, address: address as string });
    });
    child.once('exit', (code) => {
      reject(new Error(`The server ended with ${code}.`));
    });
  });
}

/** The last text that was acknowledged, and its revision, per criterion. */
const acknowledged = new Map<string, { text: string; revision: number }>();
const codes = ['SL-01', 'UF-03', 'CS-01', 'AG-01'];
let saves = 0;
let lost = 0;

async function stream(address: string, code: string, stop: { now: boolean }): Promise<void> {
  const url = `${address}/api/v1/assessments/${prepared.assessment}/answers/${code}`;
  while (!stop.now) {
    const before = acknowledged.get(code)?.revision ?? 0;
    const text = `${code} ${++saves}`;
    try {
      const response = await fetch(url, {
        method: 'PUT',
        headers: { cookie: prepared.cookie, 'content-type': 'application/json', 'if-match': `"${before}"` },
        body: JSON.stringify({ level: 2, notApplicable: false, reason: '', motivation: text, evidence: [] }),
      });
      if (response.ok) acknowledged.set(code, { text, revision: before + 1 });
      else if (response.status === 412) {
        // Stored, though the answer never came back: allowed, as long as nothing acknowledged is gone.
        const { current } = (await response.json()) as { current: { revision: number; motivation: string } };
        acknowledged.set(code, { text: current.motivation, revision: current.revision });
      } else throw new Error(`save answered ${response.status}`);
    } catch (error) {
      if (!stop.now && !(error instanceof TypeError)) throw error;
    }
  }
}

async function check(): Promise<void> {
  const db = openDatabase(prepared.database);
  for (const [code, { text, revision }] of acknowledged) {
    const row = await db
      .selectFrom('answers')
      .select(['revision', 'content'])
      .where('assessment_id', '=', prepared.assessment)
      .where('code', '=', code)
      .executeTakeFirst();
    const stored = row && (JSON.parse(row.content) as { motivation: string }).motivation;
    const kept = row && (row.revision > revision || (row.revision === revision && stored === text));
    if (!kept) {
      lost += 1;
      console.error(`${code}: acknowledged revision ${revision} «${text}», stored ${row?.revision} «${stored}»`);
    }
  }
  await db.destroy();
}

try {
  const seeded = openDatabase(prepared.database);
  for (const code of codes) {
    const row = await seeded
      .selectFrom('answers')
      .select('revision')
      .where('assessment_id', '=', prepared.assessment)
      .where('code', '=', code)
      .executeTakeFirst();
    if (row) acknowledged.set(code, { text: '', revision: row.revision });
  }
  await seeded.destroy();
  for (const code of codes)
    acknowledged.set(code, {
      text: acknowledged.get(code)?.text ?? '',
      revision: acknowledged.get(code)?.revision ?? 0,
    });
  for (let i = 0; i < times; i++) {
    const { child, address } = await start();
    const stop = { now: false };
    const streams = codes.map((code) => stream(address, code, stop));
    await new Promise((resolve) => setTimeout(resolve, 60 + Math.random() * 120));
    stop.now = true;
    child.kill('SIGKILL');
    await Promise.all(streams);
    await new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve(null);
      else child.once('exit', resolve);
    });
    if (i === 0) for (const [code, { text }] of acknowledged) if (text === '') acknowledged.delete(code);
    await check();
  }
  console.log(`Killed ${times} times during ${saves} saves. Acknowledged saves missing afterwards: ${lost}.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (lost > 0) process.exitCode = 1;
