import { spawn } from 'node:child_process';

/** `npm run dev`: the demo, restarted when the server's code changes, with the client rebuilt when its code does. */
const children = [
  spawn('vite', ['build', '--watch', '--logLevel', 'warn'], { stdio: 'inherit' }),
  spawn(
    process.execPath,
    ['--watch-path=server', '--watch-path=criteria', '--watch-path=dist/client/.vite', 'server/commands/demo.ts'],
    { stdio: 'inherit' },
  ),
];
process.on('SIGINT', () => {
  for (const child of children) child.kill('SIGINT');
});
