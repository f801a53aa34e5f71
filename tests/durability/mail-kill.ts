import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../server/config.ts';
import { queueMail } from '../../server/mail/queue.ts';
import { prepare } from '../../server/start.ts';
import { Inbox } from '../server/inbox.ts';

/**
 * `npm run test:kill-mail [TIMES]`: kills the process that sends mail with SIGKILL, at another moment each time, lets the
 * next go on, and looks in a real inbox: nothing may have come twice, and what has not come must be known as unsure.
 */
const times = Number(process.argv[2] ?? 20);
const MAILS = 40;
const folder = mkdtempSync(join(tmpdir(), 'mr-kollen-mail-'));
const database = join(folder, 'mail.db');
const inbox = await Inbox.open();

function start(ahead: number): ChildProcess {
  const script = fileURLToPath(new URL('mail-process.ts', import.meta.url));
  return fork(script, [database, inbox.url, String(ahead)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

const environment = { DATABASE_URL: database, SMTP_URL: inbox.url, MAIL_FROM: 'mr@kollen.example' };
const deps = await prepare(readConfig(environment, { logLevel: 'silent' }));
try {
  const user = {
    id: 'u',
    email: 'sara@lund.example',
    name: 'Sara',
    password_hash: '-',
    role: 'coordinator' as const,
    organisation_code: '1281',
    county_code: null,
    national: 0 as const,
    created_at: deps.now().toISOString(),
    disabled_at: null,
  };
  await deps.db.insertInto('users').values(user).execute();
  await queueMail(
    deps,
    deps.db,
    Array.from({ length: MAILS }, (_, i) => ({
      kind: 'password-changed',
      key: `test:${i}`,
      to: { userId: 'u' },
      params: { at: deps.now().toISOString(), i },
    })),
  );
  for (let i = 0; i <= times; i++) {
    // Each one's clock is past the time after which what a stopped process had in hand is taken over.
    const child = start(i * 660_000);
    await once(child, 'message');
    if (i < times) {
      await new Promise((resolve) => setTimeout(resolve, 3 + ((i * 7) % 40)));
      child.kill('SIGKILL');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  const came = inbox.taken().map(({ raw }) => /^Message-ID: <([^@]+)@/m.exec(raw)?.[1] ?? '');
  const rows = await deps.db.selectFrom('mails').select(['id', 'state']).execute();
  const twice = came.length - new Set(came).size;
  const unsure = rows.filter(({ state }) => state === 'unsure').length;
  const lost = rows.filter(({ id, state }) => !came.includes(id) && state !== 'unsure').length;
  console.log(
    `${times} kills, ${MAILS} mails: ${new Set(came).size} came, ${twice} twice, ${unsure} unsure, ${lost} lost unseen.`,
  );
  if (twice > 0 || lost > 0) process.exitCode = 1;
} finally {
  await deps.editions.close();
  await deps.db.destroy();
  await inbox.close();
  rmSync(folder, { recursive: true, force: true });
}
