import { existsSync } from 'node:fs';
import closeWithGrace from 'close-with-grace';
import { setupLink } from './accounts/invitations.ts';
import { buildApp } from './app.ts';
import { rememberChecksums } from './catalogues/checksums.ts';
import { readCatalogues } from './catalogues/installed.ts';
import { clientFolder, type Config } from './config.ts';
import { runHere, runInThread } from './editions/runner.ts';
import { migrateToLatest } from './database/migrate.ts';
import { openDatabase } from './database/open.ts';
import { systemDeps, type Deps } from './deps.ts';
import { takeUpDuties } from './duties.ts';
import { ensureStarterMaterials } from './materials/starter.ts';
import { rememberKey, signerFromFile, temporarySigner } from './open/keys.ts';
import { Metrics } from './operations/metrics.ts';
import { ensureOrganisations } from './organisations/reference.ts';

/** Opens and prepares everything a process needs: criteria, database, schema and organisations. */
export async function prepare(config: Config, clockOffset = 0): Promise<Deps> {
  const system = systemDeps(clockOffset);
  const catalogues = readCatalogues();
  const db = openDatabase(config.databaseUrl);
  await migrateToLatest(db);
  const signer = config.demo ? temporarySigner() : signerFromFile(config.signingKeyFile);
  const onError = (error: unknown) => {
    console.error('An edition could not be worked out; it is tried again.', error);
  };
  // A database in memory is this connection's only.
  const editions =
    config.databaseUrl === ':memory:'
      ? runHere({ db, catalogues, ...system })
      : runInThread({ databaseUrl: config.databaseUrl, clockOffset }, onError);
  const deps: Deps = { config, db, catalogues, signer, editions, ...system };
  await rememberChecksums(deps);
  await ensureOrganisations(deps);
  await ensureStarterMaterials(deps);
  await rememberKey(deps, signer);
  return deps;
}

/** How long a call that is under way has, once the process has been told to stop. */
const SECONDS_TO_FINISH = 4;

/** Listens until told to stop, then finishes what is under way. Prints the set-up link of an empty installation. */
export async function listen(deps: Deps): Promise<void> {
  if (!existsSync(`${clientFolder}/assets`))
    throw new Error('Sidornas filer är inte byggda. Kör npm run build, och starta sedan om.');
  const { metrics: place } = deps.config;
  const metrics = place && new Metrics(deps);
  const app = await buildApp(deps, (built) => metrics?.watch(built));
  const metricsServer = place && (await metrics?.listen(place));
  closeWithGrace({ delay: 10_000 }, async ({ err }) => {
    if (err) app.log.error({ err }, 'closing after an error');
    // What is under way is answered; a client that hangs does not keep the process alive.
    const hanging = setTimeout(() => {
      app.server.closeAllConnections();
    }, SECONDS_TO_FINISH * 1000);
    metricsServer?.close();
    metricsServer?.closeAllConnections();
    await app.close();
    clearTimeout(hanging);
    await deps.editions.close();
    await deps.db.destroy();
  });
  await app.listen({ host: deps.config.host, port: deps.config.port });
  takeUpDuties(deps, (duty, error) => {
    app.log.error({ err: error, duty }, 'a duty failed');
  });
  const link = await setupLink(deps);
  if (link && !deps.config.demo)
    console.log(
      `\nDet finns ingen nätverkssamordnare ännu. Skapa den första här (länken gäller i 14 dagar):\n${link}\n`,
    );
}
