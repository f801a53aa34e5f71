import { helpAccount } from '../accounts/help.ts';
import { prepare } from '../start.ts';
import { run } from './run.ts';

/**
 * `npm run account:help -- ADDRESS [--remove-passkeys]`: a link for a new password, for somebody whom nobody else can help.
 * Whoever can run it on the server has the database anyway; it is logged all the same.
 */
await run(async (config) => {
  const [address = '', ...flags] = process.argv.slice(2);
  if (address === '' || flags.some((flag) => flag !== '--remove-passkeys'))
    throw new Error('Skriv så här: npm run account:help -- namn@skl.example [--remove-passkeys]');
  const deps = await prepare(config);
  try {
    const { link, expiresAt, keysRemoved } = await helpAccount(deps, address.toLowerCase(), flags.length > 0);
    console.log(
      `Länken låter ${address} välja ett nytt lösenord. Den gäller till och med den ${expiresAt.slice(0, 10)}:\n${link}${keysRemoved > 0 ? `\n${keysRemoved} nycklar och alla återställningskoder är borttagna: personen lägger till en ny nyckel efter inloggningen.` : ''}`,
    );
  } finally {
    await deps.editions.close();
    await deps.db.destroy();
  }
});
