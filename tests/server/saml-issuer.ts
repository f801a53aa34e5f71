import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { PemConverter, X509CertificateGenerator, cryptoProvider } from '@peculiar/x509';
import { SignedXml } from 'xml-crypto';

cryptoProvider.set(crypto);

/** What the next answer is to be like. */
export interface SamlAnswer {
  readonly email?: string;
  readonly name?: string;
  readonly subject?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly recipient?: string;
  readonly inResponseTo?: string;
  /** Minutes that the assertion has been valid, and is still. */
  readonly since?: number;
  readonly until?: number;
  readonly sign?: 'assertion' | 'response' | 'nothing' | 'foreign' | 'sha1';
  readonly status?: string;
  readonly transient?: boolean;
}

const SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const DIGEST = 'http://www.w3.org/2001/04/xmlenc#sha256';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';

interface Pair {
  readonly certificate: string;
  readonly privateKey: string;
}

async function newPair(name: string): Promise<Pair> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 86_400_000),
    signingAlgorithm: algorithm,
    keys,
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { certificate: certificate.toString('pem'), privateKey: PemConverter.encode(pkcs8, 'PRIVATE KEY') };
}

/** Signs the element with this ID, and puts the signature after its Issuer. */
function signed(xml: string, id: string, { privateKey }: Pair, sha1 = false): string {
  const signature = new SignedXml({ privateKey });
  const xpath = `//*[@ID='${id}']`;
  signature.signatureAlgorithm = sha1 ? 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' : SHA256;
  signature.canonicalizationAlgorithm = EXCLUSIVE;
  signature.addReference({
    xpath,
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', EXCLUSIVE],
    digestAlgorithm: sha1 ? 'http://www.w3.org/2000/09/xmldsig#sha1' : DIGEST,
  });
  signature.computeSignature(xml, { location: { reference: `${xpath}/*[local-name()='Issuer']`, action: 'after' } });
  return signature.getSignedXml();
}

/** A SAML identity provider that answers as it is told to, right or wrong. */
export class SamlIssuer {
  readonly issuer = 'https://idp.test/saml';
  readonly certificate: string;
  readonly #own: Pair;
  readonly #foreign: Pair;

  private constructor(own: Pair, foreign: Pair) {
    this.#own = own;
    this.#foreign = foreign;
    this.certificate = own.certificate;
  }

  static async start(): Promise<SamlIssuer> {
    return new SamlIssuer(await newPair('idp.test'), await newPair('evil.test'));
  }

  /** The request that somebody was sent here with. */
  static request(sentTo: string): { id: string; answer: string; entity: string; state: string; xml: string } {
    const asked = new URL(sentTo).searchParams;
    const xml = inflateRawSync(Buffer.from(asked.get('SAMLRequest') ?? '', 'base64')).toString();
    const part = (pattern: RegExp) => pattern.exec(xml)?.[1] ?? '';
    return {
      id: part(/ ID="([^"]+)"/),
      answer: part(/AssertionConsumerServiceURL="([^"]+)"/),
      entity: part(/<saml:Issuer[^>]*>([^<]+)</),
      state: asked.get('RelayState') ?? '',
      xml,
    };
  }

  /** The signed answer, as XML. */
  xml(sentTo: string, change: SamlAnswer = {}): string {
    const asked = SamlIssuer.request(sentTo);
    const { sign = 'assertion', since = 1, until = 5 } = change;
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    const [response, assertion] = [`_${randomUUID()}`, `_${randomUUID()}`];
    const issuer = `<saml:Issuer>${change.issuer ?? this.issuer}</saml:Issuer>`;
    const to = change.inResponseTo ?? asked.id;
    const recipient = change.recipient ?? asked.answer;
    const format = change.transient ? 'transient' : 'persistent';
    const attribute = (name: string, value: string) =>
      `<saml:Attribute Name="${name}"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`;
    const status = change.status ?? 'urn:oasis:names:tc:SAML:2.0:status:Success';
    const statement =
      change.status === undefined
        ? `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${assertion}" Version="2.0" IssueInstant="${at(-since)}">${issuer}` +
          `<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:${format}">${change.subject ?? 'anna'}</saml:NameID>` +
          `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData InResponseTo="${to}" Recipient="${recipient}" NotOnOrAfter="${at(until)}"/></saml:SubjectConfirmation></saml:Subject>` +
          `<saml:Conditions NotBefore="${at(-since)}" NotOnOrAfter="${at(until)}"><saml:AudienceRestriction><saml:Audience>${change.audience ?? asked.entity}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
          `<saml:AuthnStatement AuthnInstant="${at(-since)}" SessionIndex="s1"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>` +
          `<saml:AttributeStatement>${attribute('urn:oid:0.9.2342.19200300.100.1.3', change.email ?? 'anna@lund.se')}${attribute('urn:oid:2.16.840.1.113730.3.1.241', change.name ?? 'Anna Andersson')}</saml:AttributeStatement></saml:Assertion>`
        : '';
    const xml =
      `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${response}" Version="2.0" IssueInstant="${at(0)}" Destination="${recipient}" InResponseTo="${to}">${issuer}` +
      `<samlp:Status><samlp:StatusCode Value="${status}"/></samlp:Status>${statement}</samlp:Response>`;
    switch (sign) {
      case 'nothing':
        return xml;
      case 'response':
        return signed(xml, response, this.#own);
      case 'foreign':
        return signed(xml, assertion, this.#foreign);
      case 'sha1':
        return signed(xml, assertion, this.#own, true);
      case 'assertion':
        return statement === '' ? xml : signed(xml, assertion, this.#own);
    }
  }

  /** The form that the browser posts back. */
  form(sentTo: string, change: SamlAnswer = {}): { SAMLResponse: string; RelayState: string } {
    const { state } = SamlIssuer.request(sentTo);
    return { SAMLResponse: Buffer.from(this.xml(sentTo, change)).toString('base64'), RelayState: state };
  }
}
