import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readConfig } from '../../server/config.ts';
import { seedDemo } from '../../server/demo/seed.ts';
import { prepare } from '../../server/start.ts';
import { clockOffset } from './calendar.ts';
import { launchServer } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    browser: string;
    /** A database with the demo in it, to be copied and never opened. */
    demo: string;
    /** How many ms all clocks are off (calendar.ts). */
    clockOffset: number;
  }
}

/** The demo is the same for every file, and takes seconds to make. */
async function seedOnce(file: string, offset: number): Promise<void> {
  const deps = await prepare(readConfig({}, { demo: true, logLevel: 'silent', databaseUrl: file }), offset);
  await seedDemo(deps);
  await deps.editions.close();
  // Closing the last connection moves the log into the file.
  await deps.db.destroy();
}

/** One browser and one seeded demo for all files; every test has contexts, and every file a copy, of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'mr-kollen-demo-'));
  const file = join(folder, 'demo.db');
  const offset = clockOffset();
  await seedOnce(file, offset);
  project.provide('clockOffset', offset);
  project.provide('demo', file);
  const server = await launchServer();
  project.provide('browser', server.wsEndpoint());
  return async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
}
