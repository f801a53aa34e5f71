import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/**
 * `npm run dev`: the demo, restarted when the server's code changes, with the client rebuilt when its code does. What
 * was done in it is there after a restart.
 */
const folder = '.tmp/dev';
mkdirSync(folder, { recursive: true });
const children = [
  spawn('vite', ['build', '--watch', '--logLevel', 'warn'], { stdio: 'inherit' }),
  spawn(
    process.execPath,
    ['--watch-path=server', '--watch-path=criteria', '--watch-path=dist/client/.vite', 'server/commands/demo.ts'],
    { stdio: 'inherit', env: { ...process.env, DEMO_FOLDER: folder } },
  ),
];
process.on('SIGINT', () => {
  for (const child of children) child.kill('SIGINT');
});
