import { spawnSync } from 'node:child_process';
import { Cluster } from './cluster.ts';

/**
 * Runs the server's tests on a real PostgreSQL, started here on a socket and port of its own and thrown away
 * afterwards. Says so and does nothing where the server's binaries are not installed.
 */
const cluster = Cluster.make();
if (!cluster) console.log('No PostgreSQL server is installed here: the run on it is skipped.');
else {
  try {
    const run = spawnSync('vitest', ['run', '--project', 'postgres'], {
      stdio: 'inherit',
      env: { ...process.env, TEST_POSTGRES_URL: cluster.url },
    });
    process.exitCode = run.status ?? 1;
  } finally {
    cluster.remove();
  }
}
