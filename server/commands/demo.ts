import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../demo/accounts.ts';
import { seedDemo } from '../demo/seed.ts';
import { listen, prepare } from '../start.ts';
import { run } from './run.ts';

/**
 * `npm run demo`: a throw-away database with an invented network, one-click sign-in and a banner that says so. With
 * DEMO_FOLDER (`npm run dev`) the database is kept there between starts.
 */
const kept = process.env.DEMO_FOLDER;
const folder = kept ?? mkdtempSync(join(tmpdir(), 'mr-kollen-demo-'));
if (kept === undefined)
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });

await run(
  async (config) => {
    const deps = await prepare(config);
    const seeded = await deps.db.selectFrom('users').select('id').limit(1).executeTakeFirst();
    if (!seeded) await seedDemo(deps);
    await listen(deps);
    console.log(
      `\nMR-kollen visas på ${config.publicUrl}\n\nKonton (lösenord ${DEMO_PASSWORD}), eller välj en roll på startsidan:`,
    );
    for (const { email, label } of DEMO_ACCOUNTS) console.log(`  ${email.padEnd(32)} ${label}`);
    console.log(
      kept === undefined
        ? '\nAlla svar och siffror är påhittade. Databasen försvinner när du avslutar med Ctrl+C.'
        : `\nAlla svar och siffror är påhittade. Databasen finns kvar i ${kept}; ta bort mappen för att börja om.`,
    );
  },
  {
    demo: true,
    linkChecks: false,
    // Nobody outside is told of invented figures.
    mail: null,
    backups: null,
    metrics: null,
    pictureFolder: null,
    databaseUrl: join(folder, 'demo.db'),
    logLevel: process.env.LOG_LEVEL ?? 'warn',
  },
);
