import { defineConfig } from 'vitest/config';

const server = (name: string) => ({
  test: {
    name,
    include: ['tests/server/**/*.test.ts'],
    env: { TEST_DATABASE: name },
    globalSetup: 'tests/server/templates.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

/** The same server tests run on each database; a real PostgreSQL server when tests/postgres/run.ts has started one. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'criteria',
          include: ['tests/*.test.ts', 'tests/criteria/**/*.test.ts', 'tests/client/**/*.test.ts'],
          exclude: ['tests/criteria/attack/**'],
          testTimeout: 30_000,
        },
      },
      // Slow, and by itself, so that the rest can be run again and again without it.
      { test: { name: 'attack', include: ['tests/criteria/attack/**/*.test.ts'], testTimeout: 120_000 } },
      server('sqlite'),
      server('pglite'),
      ...(process.env.TEST_POSTGRES_URL ? [server('postgres')] : []),
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: 'tests/browser/shared-browser.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: true,
        },
      },
    ],
  },
});
