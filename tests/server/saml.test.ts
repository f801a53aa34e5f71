import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SamlIssuer, type SamlAnswer } from './saml-issuer.ts';
import { cookiesOf, Service } from './service.ts';

let service: Service;
let idp: SamlIssuer;

beforeAll(async () => {
  idp = await SamlIssuer.start();
  service = await Service.start({
    publicUrl: 'https://mr-kollen.test',
    contactEmail: 'mr@test.example',
    providers: [
      {
        kind: 'saml',
        id: 'lund',
        name: 'Lunds kommun',
        issuer: idp.issuer,
        entryPoint: 'https://idp.test/sso',
        certificates: [idp.certificate],
        privateKey: null,
        publicCertificate: null,
        authnContext: null,
        emailClaim: 'urn:oid:0.9.2342.19200300.100.1.3',
        nameClaim: 'urn:oid:2.16.840.1.113730.3.1.241',
        subjectClaim: null,
        organisations: [{ code: '1281', domain: 'lund.se' }],
        only: false,
      },
    ],
  });
});
afterAll(() => service.stop());

const html = { accept: 'text/html' };
async function begin() {
  const response = await service.call('GET', '/logga-in/lund?till=/resultat', { headers: html });
  return { sentTo: String(response.headers.location), cookie: cookiesOf(response) };
}

/** The other site's page posts its form: no cookie of ours comes along, and the browser says that it is from elsewhere. */
const post = (form: Record<string, string>) =>
  service.call('POST', '/logga-in/lund/svar', {
    headers: {
      ...html,
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'cross-site',
      origin: 'https://idp.test',
    },
    payload: new URLSearchParams(form).toString(),
  });

const session = async (cookie: string) =>
  (await service.call('GET', '/api/v1/session', { headers: { cookie } })).json<{
    user: { email: string; role: string } | null;
  }>().user;

async function answered(change: SamlAnswer) {
  const { sentTo } = await begin();
  return post(idp.form(sentTo, change));
}

test('signs in by SAML: request by redirect, answer by form, and the next step in the browser that began', async () => {
  const { sentTo, cookie } = await begin();
  expect(sentTo).toMatch(/^https:\/\/idp\.test\/sso\?/);
  const asked = SamlIssuer.request(sentTo);
  expect(asked.answer).toBe('https://mr-kollen.test/logga-in/lund/svar');
  const taken = await post(idp.form(sentTo, { email: 'anna@lund.se', subject: 'anna-1' }));
  expect(taken.statusCode).toBe(303);
  expect(taken.headers['set-cookie']).toBeUndefined();
  const done = await service.call('GET', String(taken.headers.location), { headers: { ...html, cookie } });
  expect([done.statusCode, done.headers.location]).toEqual([303, '/resultat']);
  expect(await session(cookiesOf(done))).toMatchObject({ email: 'anna@lund.se', role: 'unassigned' });
});

test('the next step works once, and in no other browser', async () => {
  const { sentTo, cookie } = await begin();
  const taken = await post(idp.form(sentTo, { subject: 'bo', email: 'bo@lund.se' }));
  const step = String(taken.headers.location);
  const other = await begin();
  expect((await service.call('GET', step, { headers: { ...html, cookie: other.cookie } })).statusCode).toBe(403);
  expect((await service.call('GET', step, { headers: { ...html, cookie } })).statusCode).toBe(303);
  expect((await service.call('GET', step, { headers: { ...html, cookie } })).statusCode).toBe(403);
});

describe('an answer is refused that is', () => {
  const wrong: [string, SamlAnswer][] = [
    ['not signed', { sign: 'nothing' }],
    ['signed by somebody else', { sign: 'foreign' }],
    ['signed around the assertion only', { sign: 'response' }],
    ['signed with SHA-1', { sign: 'sha1' }],
    ['from another issuer', { issuer: 'https://evil.test/saml' }],
    ['for another service', { audience: 'https://another.test/saml' }],
    ['for another recipient', { recipient: 'https://another.test/answer' }],
    ['to a request that was never made', { inResponseTo: '_other' }],
    ['too old', { since: 30, until: -5 }],
    ['not valid yet', { since: -10, until: 20 }],
    ['of a person with a new name each time', { transient: true }],
  ];
  test.each(wrong)('%s', async (_name, change) => {
    const refused = await answered(change);
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain('Svaret från Lunds kommun gick inte att lita på');
    expect(refused.headers.location).toBeUndefined();
  });

  test('replayed', async () => {
    const { sentTo } = await begin();
    const form = idp.form(sentTo, { subject: 'cia', email: 'cia@lund.se' });
    expect((await post(form)).statusCode).toBe(303);
    expect((await post(form)).statusCode).toBe(403);
    // Also when somebody puts it to a sign-in of her own.
    const again = await begin();
    const stolen = { ...form, RelayState: SamlIssuer.request(again.sentTo).state };
    expect((await post(stolen)).statusCode).toBe(403);
  });

  test('wrapped: a signed assertion moved aside, and another one put in its place (XSW)', async () => {
    const swap = (xml: string) => xml.replaceAll('anna@lund.se', 'chef@lund.se').replace(/ ID="_/, ' ID="_x');
    const attacks: ((xml: string) => string)[] = [
      // The forged one first, the signed one after it.
      (xml) => {
        const assertion = /<saml:Assertion.*<\/saml:Assertion>/s.exec(xml)?.[0] ?? '';
        const forged = swap(assertion).replace(/<Signature.*<\/Signature>/s, '');
        return xml.replace(assertion, forged + assertion);
      },
      // The signed one hidden inside the forged one.
      (xml) => {
        const assertion = /<saml:Assertion.*<\/saml:Assertion>/s.exec(xml)?.[0] ?? '';
        const forged = swap(assertion).replace(/<Signature.*<\/Signature>/s, '');
        return xml.replace(
          assertion,
          forged.replace('</saml:Assertion>', `<saml:Advice>${assertion}</saml:Advice></saml:Assertion>`),
        );
      },
      // The signature points at a copy in an extension, the forged one stands where it is read.
      (xml) => {
        const assertion = /<saml:Assertion.*<\/saml:Assertion>/s.exec(xml)?.[0] ?? '';
        const signature = /<Signature.*<\/Signature>/s.exec(assertion)?.[0] ?? '';
        const forged = swap(assertion);
        const original = assertion.replace(signature, '');
        return xml.replace(assertion, `<samlp:Extensions>${original}</samlp:Extensions>${forged}`);
      },
      // A comment in the middle of the address, which some parsers read as its end.
      (xml) => xml.replace('anna@lund.se', 'anna@lund.se<!---->.evil.test'),
      // Another address in a signed assertion.
      (xml) => xml.replace('anna@lund.se', 'chef@lund.se'),
    ];
    for (const [i, attack] of attacks.entries()) {
      const { sentTo, cookie } = await begin();
      const { state } = SamlIssuer.request(sentTo);
      const xml = attack(idp.xml(sentTo, {}));
      const answer = await post({ SAMLResponse: Buffer.from(xml).toString('base64'), RelayState: state });
      if (answer.statusCode === 303) {
        const done = await service.call('GET', String(answer.headers.location), { headers: { ...html, cookie } });
        // What was signed may be believed; what was not never is.
        expect([i, (await session(cookiesOf(done)))?.email]).toEqual([i, 'anna@lund.se']);
      } else expect([i, answer.statusCode]).toEqual([i, 403]);
    }
    const forged = await service.deps.db.selectFrom('users').select('id').where('email', 'like', 'chef@%').execute();
    expect(forged).toEqual([]);
  });

  test('no XML, or XML that reads files', async () => {
    const entity = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>';
    for (const content of ['', 'inte xml', '<x/>', entity]) {
      const { sentTo } = await begin();
      const form = {
        SAMLResponse: Buffer.from(content).toString('base64'),
        RelayState: SamlIssuer.request(sentTo).state,
      };
      expect([content, (await post(form)).statusCode]).toEqual([content, 403]);
    }
  });
});

test('a “no” there is said as one', async () => {
  const refused = await answered({ status: 'urn:oasis:names:tc:SAML:2.0:status:AuthnFailed', sign: 'response' });
  expect(refused.statusCode).toBe(403);
  expect(refused.body).toContain('Inloggningen avbröts hos Lunds kommun');
});

test('tells a federation what it needs, as metadata', async () => {
  const { body, headers } = await service.call('GET', '/logga-in/lund/metadata');
  expect(headers['content-type']).toContain('application/samlmetadata+xml');
  expect(body).toContain('entityID="https://mr-kollen.test/logga-in/lund/metadata"');
  expect(body).toContain('Location="https://mr-kollen.test/logga-in/lund/svar"');
  expect(body).toContain('WantAssertionsSigned="true"');
  expect(body).toContain('mailto:mr@test.example');
});

test('no other address takes a form from another site', () => {
  const open = service.app.declaredRoutes.filter(({ fromOtherSites }) => fromOtherSites);
  expect(open.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /logga-in/:provider/svar']);
});
