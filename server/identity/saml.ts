import { SAML, ValidateInResponseTo, type Profile } from '@node-saml/node-saml';
import type { SamlSettings } from './settings.ts';
import { SignInDeclined, type Answer, type Identity, type IdentityProvider, type Secrets } from './provider.ts';

const MINUTE = 60_000;

/** The service as a federation names it (its entityID), and where answers are sent. */
interface Places {
  readonly entity: string;
  readonly answer: string;
}

interface Confirmation {
  readonly SubjectConfirmationData?: readonly { readonly $?: Readonly<Record<string, string | undefined>> }[];
}

interface Assertion {
  readonly Assertion?: { readonly Subject?: readonly { readonly SubjectConfirmation?: readonly Confirmation[] }[] };
}

const first = (value: unknown): string => {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' ? one : '';
};

/** What an answer may be signed and put in order with (https://www.w3.org/TR/xmldsig-core1/, without SHA-1). */
const ALGORITHM =
  /^http:\/\/www\.w3\.org\/(2001\/10\/xml-exc-c14n#(WithComments)?|2000\/09\/xmldsig#enveloped-signature|2001\/04\/xmldsig-more#(rsa|ecdsa)-sha(256|384|512)|2001\/04\/xmlenc#sha(256|512)|2001\/04\/xmldsig-more#sha384)$/;

/** Reads the text and not the tree: a name that is spelled another way is not on the list either. */
function checkAlgorithms(xml: string): void {
  for (const [, , name = ''] of xml.matchAll(/\bAlgorithm\s*=\s*(["'])(.*?)\1/gs))
    if (!ALGORITHM.test(name)) throw new Error(`the answer is signed with ${name}`);
}

/** Everything the library leaves to us (it asks for signature, audience, times and the request's id in the answer). */
function check(profile: Profile, { issuer }: SamlSettings, { answer }: Places, requestId: string): void {
  if (profile.issuer !== issuer) throw new Error('the assertion is from another issuer');
  const assertion = profile.getAssertion?.() as Assertion | undefined;
  const confirmed = (assertion?.Assertion?.Subject?.[0]?.SubjectConfirmation ?? []).some((confirmation) => {
    const { Recipient, InResponseTo } = confirmation.SubjectConfirmationData?.[0]?.$ ?? {};
    return Recipient === answer && InResponseTo === requestId;
  });
  // The answer around the assertion may be unsigned: what it is for has to stand inside.
  if (!confirmed) throw new Error('the assertion is for another recipient or another request');
}

/** SAML 2.0, web browser SSO by redirect and post (saml-profiles-2.0-os, section 4.1), begun by us only. */
export class SamlProvider implements IdentityProvider {
  readonly #settings: SamlSettings;
  readonly #places: Places;
  readonly #contact: { readonly email: string | null; readonly operator: string };

  constructor(settings: SamlSettings, publicUrl: string, contact: { email: string | null; operator: string }) {
    this.#settings = settings;
    this.#contact = contact;
    this.#places = {
      entity: `${publicUrl}/logga-in/${settings.id}/metadata`,
      answer: `${publicUrl}/logga-in/${settings.id}/svar`,
    };
  }

  /** One object per sign-in: the id of its request is all that it knows of. */
  #saml(requests: Map<string, string>): SAML {
    const { entryPoint, certificates, privateKey, publicCertificate, authnContext } = this.#settings;
    const { email, operator } = this.#contact;
    const take = (key: string | null) => {
      const value = requests.get(key ?? '') ?? null;
      requests.delete(key ?? '');
      return value;
    };
    return new SAML({
      entryPoint,
      issuer: this.#places.entity,
      callbackUrl: this.#places.answer,
      audience: this.#places.entity,
      idpCert: [...certificates],
      ...(privateKey === null ? {} : { privateKey, signMetadata: true }),
      ...(publicCertificate === null ? {} : { publicCert: publicCertificate }),
      signatureAlgorithm: 'sha256',
      digestAlgorithm: 'sha256',
      wantAssertionsSigned: true,
      wantAuthnResponseSigned: false,
      identifierFormat: null,
      ...(authnContext === null
        ? { disableRequestedAuthnContext: true }
        : { authnContext: [authnContext], racComparison: 'exact' as const }),
      acceptedClockSkewMs: MINUTE,
      maxAssertionAgeMs: 10 * MINUTE,
      requestIdExpirationPeriodMs: 10 * MINUTE,
      validateInResponseTo: ValidateInResponseTo.always,
      cacheProvider: {
        saveAsync: (key, value) => {
          requests.set(key, value);
          return Promise.resolve({ value, createdAt: Date.now() });
        },
        getAsync: (key) => Promise.resolve(requests.get(key) ?? null),
        removeAsync: (key) => Promise.resolve(take(key)),
      },
      metadataOrganization: {
        OrganizationName: [{ '@xml:lang': 'sv', '#text': operator }],
        OrganizationDisplayName: [{ '@xml:lang': 'sv', '#text': 'MR-kollen' }],
        OrganizationURL: [{ '@xml:lang': 'sv', '#text': new URL(this.#places.entity).origin }],
      },
      ...(email === null
        ? {}
        : {
            metadataContactPerson: [
              { '@contactType': 'technical' as const, Company: operator, EmailAddress: [`mailto:${email}`] },
              { '@contactType': 'support' as const, Company: operator, EmailAddress: [`mailto:${email}`] },
            ],
          }),
    });
  }

  async begin(state: string): Promise<{ url: string; secrets: Secrets }> {
    const requests = new Map<string, string>();
    const url = await this.#saml(requests).getAuthorizeUrlAsync(state, undefined, {});
    const [[requestId, at] = ['', '']] = requests;
    return { url, secrets: { requestId, at } };
  }

  async finish({ form }: Answer, state: string, { requestId = '', at = '' }: Secrets): Promise<Identity> {
    if (form.RelayState !== state) throw new Error('the answer is for another sign-in');
    checkAlgorithms(Buffer.from(form.SAMLResponse ?? '', 'base64').toString());
    let profile: Profile | null;
    try {
      ({ profile } = await this.#saml(new Map([[requestId, at]])).validatePostResponseAsync({
        SAMLResponse: form.SAMLResponse ?? '',
      }));
    } catch (error) {
      if (/(AuthnFailed|RequestDenied|NoPassive|Responder)/.test((error as Error).message))
        throw new SignInDeclined('declined', { cause: error });
      throw error;
    }
    if (!profile) throw new Error('the answer says nothing of a person');
    check(profile, this.#settings, this.#places, requestId);
    const { emailClaim, nameClaim, subjectClaim } = this.#settings;
    const claims = (profile.attributes ?? {}) as Readonly<Record<string, unknown>>;
    const subject = subjectClaim === null ? profile.nameID : first(claims[subjectClaim]);
    // A name that is new each time would make a new account each time.
    if (subjectClaim === null && profile.nameIDFormat.includes('transient'))
      throw new Error('the name is transient: set subjectClaim');
    return {
      subject,
      email: first(claims[emailClaim]),
      emailConfirmed: true,
      name: first(claims[nameClaim]),
      session: typeof profile.sessionIndex === 'string' ? profile.sessionIndex : null,
      claims,
    };
  }

  endUrl(): Promise<string | null> {
    return Promise.resolve(null);
  }

  /** What a federation, or the organisation's IT department, reads to let the service in. */
  metadata(): string {
    return this.#saml(new Map()).generateServiceProviderMetadata(null, this.#settings.publicCertificate);
  }
}
