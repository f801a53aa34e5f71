import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs the server's tests on a real PostgreSQL, started here on a socket and port of its own and thrown away
 * afterwards. Says so and does nothing where the server's binaries are not installed.
 */
function binaries(): string | undefined {
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  const folder = asked.status === 0 ? asked.stdout.trim() : '';
  return existsSync(join(folder, 'initdb')) ? folder : undefined;
}

const bin = binaries();
if (!bin) {
  console.log('No PostgreSQL server is installed here: the run on it is skipped.');
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'mr-kollen-postgres-'));
const port = 20_000 + (process.pid % 20_000);
const root = process.getuid?.() === 0;
/** PostgreSQL refuses to run as root; the package brings a user for it. */
const as = (program: string, args: readonly string[]) =>
  root
    ? execFileSync(
        'su',
        ['postgres', '-s', '/bin/sh', '-c', [join(bin, program), ...args].map((part) => `'${part}'`).join(' ')],
        { stdio: ['ignore', 'ignore', 'inherit'] },
      )
    : execFileSync(join(bin, program), args, { stdio: ['ignore', 'ignore', 'inherit'] });

if (root) {
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })));
  chownSync(folder, uid ?? 0, gid ?? 0);
}
const data = join(folder, 'data');
as('initdb', ['-D', data, '-U', 'tester', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
as('pg_ctl', [
  '-D',
  data,
  '-w',
  '-l',
  join(folder, 'log'),
  '-o',
  `-p ${port} -c listen_addresses=127.0.0.1 -k ${folder}`,
  'start',
]);
let status = 1;
try {
  const run = spawnSync('vitest', ['run', '--project', 'postgres'], {
    stdio: 'inherit',
    env: { ...process.env, TEST_POSTGRES_URL: `postgres://tester@127.0.0.1:${port}/postgres` },
  });
  status = run.status ?? 1;
} finally {
  as('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = status;
