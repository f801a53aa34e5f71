import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hash, verify } from '@node-rs/argon2';
import { prepareBench } from '../bench/prepare.ts';
import { median, startProcess } from '../bench/processes.ts';
import { openDatabase } from '../../server/database/open.ts';
import { Reader } from './reader.ts';
import { conclude, workshop } from './workshop.ts';

/**
 * `npm run pressure:nine`: five hundred people of three hundred town halls sign in at the same moment with their right
 * passwords, while somebody reads. Everyone is let in. The time is told against the floor: the same passwords, two at a
 * time, with nothing else.
 */
const PEOPLE = 500;
const HALLS = 300;
const PASSWORD = 'tolv blåa hästar räknar';
const folder = workshop('nine');
const prepared = await prepareBench(folder);
const hashed = await hash(PASSWORD);
const db = openDatabase(prepared.database);
for (let i = 0; i < PEOPLE; i++)
  await db
    .insertInto('users')
    .values({
      id: `00000000-0000-4000-9000-${String(i).padStart(12, '0')}`,
      email: `person${i}@nine.example`,
      name: `Person ${i}`,
      password_hash: hashed,
      role: 'contributor',
      organisation_code: '1281',
      county_code: null,
      national: 0,
      created_at: new Date().toISOString(),
      disabled_at: null,
    })
    .execute();
await db.destroy();

/** The passwords alone, two at a time. */
async function floor(): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < 100; i += 2) await Promise.all([verify(hashed, PASSWORD), verify(hashed, PASSWORD)]);
  return ((performance.now() - start) / 100) * PEOPLE;
}

process.env.TRUST_PROXY = '1';
const service = await startProcess('service-server.ts', prepared.database);

const reader = new Reader(service.address);

try {
  const least = await floor();
  const calm = await reader.quiet();
  const start = performance.now();
  const rush = fork(fileURLToPath(new URL('nine-process.ts', import.meta.url)), [
    service.address,
    String(PEOPLE),
    String(HALLS),
    PASSWORD,
  ]);
  let told: { statuses: Record<string, number>; longest: number } | undefined;
  rush.once('message', (message) => {
    told = message as typeof told;
  });
  const meanwhile = await reader.while(() => told === undefined && rush.exitCode === null);
  const took = performance.now() - start;
  const { statuses, longest } = told ?? { statuses: {}, longest: Number.NaN };
  conclude([
    [
      `${PEOPLE} sign in at once, answers`,
      Object.entries(statuses)
        .map(([kind, n]) => `${kind}: ${n}`)
        .join(', '),
      statuses[204] === PEOPLE,
    ],
    ['Until the last one was in', `${Math.round(longest)} ms`],
    ['Times the passwords alone, two at a time (at most 2.5)', (took / least).toFixed(2), took / least <= 2.5],
    [
      'Median of a page meanwhile, times the quiet one (at most 5)',
      (median(meanwhile) / calm).toFixed(1),
      median(meanwhile) / calm <= 5,
    ],
  ]);
} finally {
  service.process.kill();
  rmSync(folder, { recursive: true, force: true });
}
