import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readProviders } from '../../server/identity/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'mr-kollen-identity-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function read(text: string) {
  const file = join(folder, 'identity.yaml');
  writeFileSync(file, text);
  return readProviders(file);
}

const LUND = `
- id: lund
  name: Lunds kommun
  kind: oidc
  issuer: https://login.lund.se
  clientId: mr-kollen
  clientSecretFile: lund.secret
  organisations:
    - { code: '1281', domain: lund.se }
`;

test('a sign-in is read with its secret, from the file beside', () => {
  writeFileSync(join(folder, 'lund.secret'), 'hemligheten\n');
  expect(read(LUND)).toEqual([
    {
      id: 'lund',
      name: 'Lunds kommun',
      kind: 'oidc',
      issuer: 'https://login.lund.se',
      clientId: 'mr-kollen',
      clientSecret: 'hemligheten',
      scope: 'openid email profile',
      emailClaim: 'email',
      only: false,
      organisations: [{ code: '1281', domain: 'lund.se' }],
    },
  ]);
});

test('a file that is not there stops the start, and says so', () => {
  expect(() => readProviders(join(folder, 'borta.yaml'))).toThrow(
    /borta\.yaml \(IDENTITY_FILE\):\n  Filen går inte att läsa/,
  );
});

test.each([
  ['plain http', LUND.replace('https://', 'http://'), /0\.issuer: ska börja med https/],
  ['no organisation', LUND.replace(/organisations:[^]*/, 'organisations: []'), /0\.organisations: ska nämna minst en/],
  ['an address for a domain', LUND.replace('domain: lund.se', 'domain: x@lund.se'), /organisations\.0/],
  ['an unknown kind', LUND.replace('oidc', 'ldap'), /0\.kind: kind ska vara oidc eller saml/],
  ['a misspelt setting', LUND.replace('clientId', 'clientid'), /clientid|clientId/],
  ['a secret that is not there', LUND.replace('lund.secret', 'borta.secret'), /lund: borta\.secret går inte att läsa/],
  ['two with one id', LUND + LUND, /två har samma id/],
  ['an id that is an address of ours', LUND.replace('id: lund', 'id: aterstallning'), /0\.id: är upptaget/],
  ['no YAML', '- id: [', /går inte att läsa som YAML/],
])('%s stops the start, and says where', (_name, text, message) => {
  expect(() => read(text)).toThrow(message);
  expect(() => read(text)).toThrow(/IDENTITY_FILE/);
});
