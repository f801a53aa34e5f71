import { readConfig } from '../config.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open.ts';
import { rememberKey, retireKey, rotateKeyFile } from '../open/keys.ts';

/** `npm run signing-key:rotate`: a new key for signing open results. Restart the service afterwards. */
const { signingKeyFile, databaseUrl } = readConfig(process.env);
const db = openDatabase(databaseUrl);
const deps = { db, now: () => new Date() };
await migrateToLatest(db);
const { signer, replaced } = rotateKeyFile(signingKeyFile);
await rememberKey(deps, signer);
if (replaced) await retireKey(deps, replaced.kid);
await db.destroy();
console.log(
  `Ny nyckel i ${signingKeyFile} (${signer.kid}). Den gamla ligger kvar bredvid. Starta om tjänsten.\nDet som är undertecknat med den gamla går fortfarande att kontrollera.`,
);
