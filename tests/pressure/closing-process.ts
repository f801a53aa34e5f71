import { readConfig } from '../../server/config.ts';
import { closeDueRounds } from '../../server/editions/due.ts';
import { prepare } from '../../server/start.ts';

/** One of two processes of the service: says that it is ready, and publishes what is due when it is told to. */
const deps = await prepare(readConfig({ DATABASE_URL: process.argv[2] }, { logLevel: 'silent' }));
process.once('message', () => {
  void closeDueRounds(deps).then(async (years) => {
    await deps.editions.close();
    await deps.db.destroy();
    process.send?.(years.length);
    process.disconnect();
  });
});
process.send?.('ready');
