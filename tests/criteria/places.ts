import { readFileSync } from 'node:fs';
import type { Standing } from '../../criteria/comparison/peer-groups.ts';

/** Every kommun and region as comparison knows it, by code. */
export const PLACES: readonly Standing[] = readFileSync(
  new URL('../../criteria/reference/organisations.csv', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map((row) => ({
    organisation: row[0] ?? '',
    county: row[4] ?? '',
    group: row[6] ?? '',
    population: Number(row.at(-1)),
  }));
