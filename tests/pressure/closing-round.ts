import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../server/database/open.ts';
import { prepareBench } from '../bench/prepare.ts';
import { Cluster } from '../postgres/cluster.ts';
import { conclude, workshop } from './workshop.ts';

/**
 * `npm run pressure:closing`: two processes meet a round that has closed, at the same moment, twenty times. It gets one
 * edition each time, on SQLite and, where it is installed, on PostgreSQL.
 */
const TIMES = 20;
const folder = workshop('closing');
const script = fileURLToPath(new URL('closing-process.ts', import.meta.url));

interface Waiting {
  readonly ready: Promise<void>;
  readonly go: () => Promise<number>;
}

/** A process that waits at the line until it is told to go. */
function startProcess(database: string): Waiting {
  const child = fork(script, [database], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const message = () => new Promise<unknown>((resolve) => child.once('message', resolve));
  return {
    ready: message().then(() => undefined),
    go: async () => {
      const published = message();
      child.send('go');
      const n = (await published) as number;
      return n;
    },
  };
}

async function trial(name: string, database: string): Promise<readonly [string, string, boolean]> {
  const db = openDatabase(database);
  await db
    .insertInto('rounds')
    .values({
      year: 2020,
      catalogue: '2.0',
      opens: '2020-01-01',
      closes: '2020-12-01',
      text: '',
      created_at: '2020-01-01',
      created_by: null,
    })
    .execute();
  const editions: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    for (const table of ['edition_pages', 'edition_members', 'editions'] as const) await db.deleteFrom(table).execute();
    const both = [startProcess(database), startProcess(database)];
    await Promise.all(both.map(({ ready }) => ready));
    await Promise.all(both.map(({ go }) => go()));
    const rows = await db.selectFrom('editions').select('number').where('reason', '=', 'closed').execute();
    editions.push(rows.length);
  }
  await db.destroy();
  const alone = editions.filter((n) => n === 1).length;
  return [`${name}: one edition of the closed round`, `${alone} of ${TIMES} times`, alone === TIMES];
}

const cluster = Cluster.make();
try {
  const lines = [await trial('SQLite', (await prepareBench(folder)).database)];
  if (cluster) {
    await prepareBench(folder, cluster.url);
    lines.push(await trial('PostgreSQL', cluster.url));
  } else console.log('No PostgreSQL server is installed here: tried on SQLite only.');
  conclude(lines);
} finally {
  cluster?.remove();
  rmSync(folder, { recursive: true, force: true });
}
