import { readConfig } from '../../server/config.ts';
import { buildApp } from '../../server/app.ts';
import { prepare } from '../../server/start.ts';

/** The product as `npm start` runs it, on a free port, for the benchmarks. */
const deps = await prepare(readConfig({ ...process.env, DATABASE_URL: process.argv[2] }, { logLevel: 'silent' }));
const app = await buildApp(deps);
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.(address);
