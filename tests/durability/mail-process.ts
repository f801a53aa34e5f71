import { letters } from '../../server/letters.ts';
import { readConfig } from '../../server/config.ts';
import { sendDue } from '../../server/mail/send.ts';
import { prepare } from '../../server/start.ts';

/** A process that sends what waits and then says so: DATABASE, SMTP_URL, and how far its clock is ahead, in ms. */
const [database = '', smtp = '', ahead = '0'] = process.argv.slice(2);
const environment = { DATABASE_URL: database, SMTP_URL: smtp, MAIL_FROM: 'mr@kollen.example' };
const deps = await prepare(readConfig(environment, { logLevel: 'silent' }), Number(ahead));
process.send?.('ready');
await sendDue(deps, letters);
await deps.editions.close();
await deps.db.destroy();
