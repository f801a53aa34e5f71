import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** A process that is told to stop answers what is under way, and is gone within seconds whatever its clients do. */
let folder: string;
let child: ChildProcess;
let port: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mr-kollen-stop-'));
  port = 20_000 + Math.floor(Math.random() * 20_000);
  child = spawn(process.execPath, ['server/main.ts'], {
    env: { PATH: process.env.PATH, PORT: String(port), DATABASE_URL: join(folder, 'stop.db'), LOG_LEVEL: 'silent' },
    stdio: 'ignore',
  });
  await expect
    .poll(
      () =>
        fetch(`http://127.0.0.1:${port}/readyz`).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: 20_000 },
    )
    .toBe(200);
}, 60_000);
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      resolve(socket);
    });
    socket.on('error', reject);
  });
}

const ended = () => new Promise<number | null>((resolve) => child.once('exit', resolve));

test('with a client that has sent half a call and hangs, and another that only keeps its connection', async () => {
  const [half, idle] = await Promise.all([open(), open()]);
  for (const socket of [half, idle]) socket.on('error', () => undefined);
  half.write(
    'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{',
  );
  await new Promise((soon) => setTimeout(soon, 200));
  const gone = ended();
  const told = Date.now();
  child.kill('SIGTERM');
  expect(await gone).toBe(0);
  // Four seconds for what is under way, and some to close.
  expect(Date.now() - told).toBeLessThan(9000);
});

test('with nobody there, at once', async () => {
  const gone = ended();
  const told = Date.now();
  child.kill('SIGTERM');
  expect(await gone).toBe(0);
  expect(Date.now() - told).toBeLessThan(3500);
});
