import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived. */
export interface Arrived {
  readonly to: string;
  readonly from: string;
  readonly raw: string;
}

/** How the server behaves: takes all, or as a real one does on a bad day. */
export type Manner =
  | 'takes'
  /** 451 at the recipient: come back later. */
  | 'greylists'
  /** 550 at the recipient: nobody of that name. */
  | 'unknown-recipient'
  /** 535 at the sender: the service is not let in. */
  | 'no-sign-in'
  /** 452 after the text. */
  | 'full'
  /** Takes the text and never answers. */
  | 'stalls-after-text'
  /** Never answers at all. */
  | 'stalls';

/** A real SMTP server on a port of its own, with what has come. */
export class Inbox {
  readonly arrived: Arrived[] = [];
  manner: Manner = 'takes';
  /** Done once, before the server asks for the text. */
  whenAsked: (() => Promise<void>) | null = null;
  readonly #server: SMTPServer;

  private constructor() {
    const refuse = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onConnect: (_session, callback) => {
        if (this.manner !== 'stalls') callback();
      },
      onMailFrom: (_address, _session, callback) => {
        if (this.manner === 'no-sign-in') callback(refuse(535, 'Authentication required'));
        else callback();
      },
      onRcptTo: (_address, _session, callback) => {
        if (this.manner === 'greylists') callback(refuse(451, 'Greylisted, try again later'));
        else if (this.manner === 'unknown-recipient') callback(refuse(550, 'No such user here'));
        else {
          const before = this.whenAsked ?? (() => Promise.resolve());
          this.whenAsked = null;
          void before().then(() => {
            callback();
          });
        }
      },
      onData: (stream, { envelope }, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (this.manner === 'full') {
            callback(refuse(452, 'Insufficient system storage'));
            return;
          }
          const raw = Buffer.concat(chunks).toString('utf8');
          for (const { address } of envelope.rcptTo)
            this.arrived.push({ to: address, from: envelope.mailFrom ? envelope.mailFrom.address : '', raw });
          if (this.manner !== 'stalls-after-text') callback();
        });
      },
    });
    this.#server.on('error', () => undefined);
  }

  static async open(): Promise<Inbox> {
    const inbox = new Inbox();
    inbox.#server.listen(0, '127.0.0.1');
    await once(inbox.#server.server, 'listening');
    return inbox;
  }

  /** Its address, as in SMTP_URL. */
  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`;
  }

  /** What has come since last time. */
  taken(): readonly Arrived[] {
    return this.arrived.splice(0);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}

/** The text of a mail without its transfer encoding, and its subject. */
export function read({ raw }: Arrived): { subject: string; text: string } {
  const decode = (text: string) =>
    Buffer.from(
      text
        .replace(/=\r?\n/g, '')
        .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
      'latin1',
    ).toString('utf8');
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const subject = /^Subject: (.*)$/m.exec(head.replace(/\r\n(?=[ \t])/g, ''))?.[1] ?? '';
  const body = rest.join('\r\n\r\n');
  const at = body.indexOf('Content-Type: text/plain');
  const from = body.indexOf('\r\n\r\n', at);
  const about = body.slice(at, from);
  const part = body.slice(from + 4, body.indexOf('\r\n----_', from));
  return {
    subject: subject
      .replace(/\?=\s+=\?/g, '?==?')
      .replace(/=\?UTF-8\?Q\?(.*?)\?=/gi, (_, text: string) => decode(text.replaceAll('_', ' ')))
      .replace(/=\?UTF-8\?B\?(.*?)\?=/gi, (_, text: string) => Buffer.from(text, 'base64').toString('utf8'))
      .trim(),
    text: (/base64/i.test(about) ? Buffer.from(part, 'base64').toString('utf8') : decode(part)).replaceAll(
      '\r\n',
      '\n',
    ),
  };
}
