import { workerData } from 'node:worker_threads';
import { readCatalogues } from '../catalogues/installed.ts';
import { openDatabase } from '../database/open.ts';
import { systemDeps } from '../deps.ts';
import { serve } from '../threads/serve.ts';
import { publishEdition } from './publish.ts';
import type { Task, ThreadPlace } from './runner.ts';

/** The thread that works out editions (runner.ts), with a connection of its own. */
const { databaseUrl, clockOffset } = workerData as ThreadPlace;
const deps = { db: openDatabase(databaseUrl), catalogues: readCatalogues(), ...systemDeps(clockOffset) };

serve(({ year, reason, userId }: Task) => publishEdition(deps, year, reason, userId));
