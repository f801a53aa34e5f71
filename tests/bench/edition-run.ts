import { readFileSync } from 'node:fs';
import { readConfig } from '../../server/config.ts';
import { publishEdition } from '../../server/editions/publish.ts';
import { prepare } from '../../server/start.ts';
import { YEARS } from './network-seed.ts';

/** Publishes an edition of each year in a process of its own; tells the quicker of the last two, and the most memory. */
const deps = await prepare(readConfig({ DATABASE_URL: process.argv[2] }, { logLevel: 'silent' }));
const times: number[] = [];
for (const year of YEARS) {
  const start = performance.now();
  await publishEdition(deps, year, 'closed', null);
  times.push(performance.now() - start);
}
await deps.editions.close();
await deps.db.destroy();
// The process' own peak; resourceUsage() also counts the process that started it.
const peak = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', { encoding: 'utf8', flag: 'r' }))?.[1];
process.send?.(JSON.stringify({ ms: Math.min(...times.slice(1)), maxRss: Number(peak) }));
