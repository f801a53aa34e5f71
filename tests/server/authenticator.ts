import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

const sha256 = (value: string | Buffer) => createHash('sha256').update(value).digest();
const b64 = (value: Buffer | string) => Buffer.from(value).toString('base64url');

/** CBOR (RFC 8949), as much as a passkey needs: byte strings, texts and small maps, whose keys are given encoded. */
const head = (major: number, length: number) =>
  length < 24
    ? Buffer.from([(major << 5) | length])
    : length < 256
      ? Buffer.from([(major << 5) | 24, length])
      : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
const byteString = (value: Buffer) => Buffer.concat([head(2, value.length), value]);
const text = (value: string) => Buffer.concat([head(3, value.length), Buffer.from(value)]);
const map = (...entries: Buffer[]) => Buffer.concat([head(5, entries.length / 2), ...entries]);
const integer = (value: number) => (value >= 0 ? head(0, value) : head(1, -1 - value));

interface Change {
  readonly origin?: string;
  readonly rpID?: string;
  readonly challenge?: string;
  readonly type?: string;
  /** User present and verified; 0x05 unless told. */
  readonly flags?: number;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly foreignKey?: boolean;
}

/** A passkey in software, which can be made to lie (https://www.w3.org/TR/webauthn-3/, 6 and 7). */
export class Authenticator {
  readonly id = b64(randomBytes(32));
  readonly #origin: string;
  readonly #keys: { publicKey: KeyObject; privateKey: KeyObject };
  readonly #foreign: KeyObject;
  #counter = 0;
  #userHandle = '';

  constructor(origin: string) {
    this.#origin = origin;
    this.#keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  }

  #clientData(type: string, challenge: string, change: Change): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: change.type ?? type,
        challenge: change.challenge ?? challenge,
        origin: change.origin ?? this.#origin,
        crossOrigin: false,
      }),
    );
  }

  #head(flags: number, change: Change): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(change.counter ?? ++this.#counter);
    const rpID = change.rpID ?? new URL(this.#origin).hostname;
    return Buffer.concat([sha256(rpID), Buffer.from([flags]), counter]);
  }

  create(options: { challenge: string; user: { id: string } }, change: Change = {}) {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    this.#userHandle = options.user.id;
    const key = map(
      ...[integer(1), integer(2), integer(3), integer(-7), integer(-1), integer(1)],
      ...[integer(-2), byteString(Buffer.from(x, 'base64url')), integer(-3), byteString(Buffer.from(y, 'base64url'))],
    );
    const id = Buffer.from(this.id, 'base64url');
    const data = Buffer.concat([
      this.#head(0x40 | (change.flags ?? 0x05), change),
      Buffer.alloc(16),
      Buffer.from([id.length >> 8, id.length & 255]),
      id,
      key,
    ]);
    const attestation = map(text('fmt'), text('none'), text('attStmt'), map(), text('authData'), byteString(data));
    return {
      ...this.#credential(),
      response: {
        clientDataJSON: b64(this.#clientData('webauthn.create', options.challenge, change)),
        attestationObject: b64(attestation),
        transports: ['internal'],
      },
    };
  }

  use(options: { challenge: string }, change: Change = {}) {
    const data = this.#head(change.flags ?? 0x05, change);
    const client = this.#clientData('webauthn.get', options.challenge, change);
    const key = change.foreignKey ? this.#foreign : this.#keys.privateKey;
    return {
      ...this.#credential(),
      response: {
        clientDataJSON: b64(client),
        authenticatorData: b64(data),
        signature: b64(sign('sha256', Buffer.concat([data, sha256(client)]), key)),
        userHandle: change.userHandle ?? this.#userHandle,
      },
    };
  }

  #credential() {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {} };
  }
}
