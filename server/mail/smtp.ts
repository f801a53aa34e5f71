import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

/** A mail as it is given to the server. */
export interface Outgoing {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * What became of it: `later` when the server cannot take this mail now (4xx), `refused` when it never will (5xx to this
 * receiver or text), `away` when it takes nobody's (no connection, no sign-in, not this sender), `unsure` when the text was
 * given and no answer came.
 */
export type Outcome =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'later' | 'refused' | 'away' | 'unsure'; readonly problem: string };

/** A server that says nothing for this long is not waited for. In ms. */
const PATIENCE = 20_000;

/** The options that an address such as `smtps://konto:lösenord@mejl.example.se:465` stands for. */
function placeOf(address: string) {
  const url = new URL(address);
  const secure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    // A password is never sent in the clear.
    requireTLS: !secure && user !== '',
    auth: user === '' ? undefined : { user, pass: decodeURIComponent(url.password) },
  };
}

interface SmtpError {
  readonly message: string;
  readonly responseCode?: number;
  /** What the server was answering. */
  readonly command?: string;
}

/** Answers to these are about one mail; to all others about the server or the sender. */
const ONE_MAIL = new Set(['RCPT TO', 'DATA']);

const outcomeOf = ({ message, responseCode: code, command = '' }: SmtpError, handed: boolean): Outcome => {
  // The address is known already, and need not stand in a list.
  const problem = message.replace(/<?[^\s<>]+@[^\s<>]+>?/g, '…').slice(0, 300);
  if (code === undefined) return { outcome: handed ? 'unsure' : 'away', problem };
  if (!handed && !ONE_MAIL.has(command)) return { outcome: 'away', problem };
  return { outcome: code >= 500 ? 'refused' : 'later', problem };
};

/** The whole message, ready to be sent. The id is the mail's own, so that a receiver knows a copy. */
function written({ id, from, to, subject, text, html }: Outgoing): Promise<Buffer> {
  const host = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost';
  return new MailComposer({
    from,
    to,
    subject,
    text,
    html,
    messageId: `<${id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  })
    .compile()
    .build();
}

/**
 * Gives one mail to the server. `handing` is awaited when the server has asked for the text and before it gets any: from
 * then on nobody knows, if this process stops, whether it was taken.
 */
export async function deliver(
  url: string,
  mail: Outgoing,
  handing: () => Promise<void>,
  patience = PATIENCE,
): Promise<Outcome> {
  const { auth, ...place } = placeOf(url);
  const bytes = await written(mail);
  let handed = false;
  const text = Readable.from(
    (async function* () {
      await handing();
      handed = true;
      yield bytes;
    })(),
    { objectMode: false },
  );
  const connection = new SMTPConnection({
    ...place,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.on('error', reject);
      const send = () => {
        connection.send({ from: addressIn(mail.from), to: [mail.to] }, text, (error) => {
          if (error) reject(error);
          else resolve();
        });
      };
      connection.connect((error) => {
        if (error) reject(error);
        else if (auth)
          connection.login(auth, (refused) => {
            if (refused) reject(refused);
            else send();
          });
        else send();
      });
    });
    connection.quit();
    return { outcome: 'sent' };
  } catch (error) {
    connection.close();
    return outcomeOf(error as SmtpError, handed);
  }
}

/** The bare address in `MR-kollen <mr@example.se>`. */
const addressIn = (from: string): string => /<([^>]+)>/.exec(from)?.[1] ?? from;
