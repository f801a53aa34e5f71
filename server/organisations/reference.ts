import { readFileSync } from 'node:fs';
import { organisationsFile } from '../config.ts';
import type { Deps } from '../deps.ts';
import { importOrganisations } from './import.ts';

/** The date of the population figures in criteria/reference/organisations.csv (SCB). */
const POPULATION_DATE = '2016-12-31';

/** Fills an empty database from the reference file. Later changes come by `npm run organisations:import`. */
export async function ensureOrganisations(deps: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const any = await deps.db.selectFrom('organisations').select('code').limit(1).executeTakeFirst();
  if (any) return;
  const result = await importOrganisations(deps, readFileSync(organisationsFile), { populationDate: POPULATION_DATE });
  if (!result.ok) throw new Error(`Organisationsfilen har fel: ${JSON.stringify(result.problems[0])}`);
}
