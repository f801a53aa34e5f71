import { readFileSync } from 'node:fs';
import { readConfig } from '../../server/config.ts';
import { publishEdition } from '../../server/editions/publish.ts';
import { prepare } from '../../server/start.ts';
import { YEARS } from './network-seed.ts';

/** Publishes an edition of each year in a process of its own, and tells the last one's time and the most memory held. */
const deps = await prepare(readConfig({ DATABASE_URL: process.argv[2] }, { logLevel: 'silent' }));
let ms = 0;
for (const year of YEARS) {
  const start = performance.now();
  await deps.db.transaction().execute((trx) => publishEdition(deps, trx, year, 'closed', null));
  ms = performance.now() - start;
}
await deps.db.destroy();
// The process' own peak; resourceUsage() also counts the process that started it.
const peak = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', { encoding: 'utf8', flag: 'r' }))?.[1];
process.send?.(JSON.stringify({ ms, maxRss: Number(peak) }));
