import { isIP } from 'node:net';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PasskeyRow } from '../database/identity-rows.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { beginFlow, takeFlow } from '../identity/flow.ts';
import type { Begun, NewPasskey, PasskeySignIn } from './contract.ts';

/** A passkey belongs to the host of PUBLIC_URL: where the service moves, keys do not follow. */
function placeOf({ config }: Deps): { rpID: string; origin: string } {
  const { hostname, origin } = new URL(config.publicUrl);
  if (isIP(hostname) || hostname.startsWith('['))
    throw new Problem(
      409,
      'no-host-name',
      'Nycklar fungerar bara när tjänsten har ett namn, till exempel mr-kollen.example.se. Be den som driver tjänsten att ställa in PUBLIC_URL.',
    );
  return { rpID: hostname, origin };
}

const notTrusted = () =>
  new Problem(
    403,
    'passkey-not-trusted',
    'Nyckeln gick inte att kontrollera. Försök igen, eller välj en annan nyckel.',
  );

const tooLate = () =>
  new Problem(403, 'not-begun', 'Det tog för lång tid, eller började i en annan flik. Försök igen.');

/** Asks the browser to make a key that it can find by itself, and that asks for finger, face or code. */
export async function beginNew(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  person: { readonly id: string; readonly email: string; readonly name: string },
  has: readonly string[],
): Promise<Begun> {
  const { rpID } = placeOf(deps);
  const options = await generateRegistrationOptions({
    rpName: 'MR-kollen',
    rpID,
    userID: new TextEncoder().encode(person.id),
    userName: person.email,
    userDisplayName: person.name,
    attestationType: 'none',
    excludeCredentials: has.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const content = { challenge: options.challenge, userId: person.id };
  return { state: await beginFlow(deps, request, reply, { kind: 'passkey-new', content }), options: { ...options } };
}

/** The key that the browser made. Throws 403 unless it is for this service, this person and this challenge. */
export async function finishNew(
  deps: Deps,
  request: FastifyRequest,
  userId: string,
  { state, response, name }: NewPasskey,
): Promise<PasskeyRow> {
  const { rpID, origin } = placeOf(deps);
  const begun = await takeFlow(deps, request, 'passkey-new', state);
  if (begun?.userId !== userId) throw tooLate();
  const verified = await verifyRegistrationResponse({
    response: response as Parameters<typeof verifyRegistrationResponse>[0]['response'],
    expectedChallenge: String(begun.challenge),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch((error: unknown) => {
    request.log.warn({ err: error }, 'a new passkey was not trusted');
    throw notTrusted();
  });
  if (!verified.verified) throw notTrusted();
  const { credential } = verified.registrationInfo;
  return {
    id: credential.id,
    user_id: userId,
    public_key: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: JSON.stringify(credential.transports ?? []),
    name,
    created_at: deps.now().toISOString(),
    used_at: null,
  };
}

/** Asks for any key that the browser has for this service: whose it is, the answer says. */
export async function beginUse(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<Begun> {
  const { rpID } = placeOf(deps);
  const options = await generateAuthenticationOptions({ rpID, userVerification: 'required' });
  const content = { challenge: options.challenge };
  return {
    state: await beginFlow(deps, request, reply, { kind: 'passkey-sign-in', content }),
    options: { ...options },
  };
}

/** Checks a use of a key. Resolves with the key's row and its new counter, or throws 403. */
export async function finishUse(
  deps: Deps,
  request: FastifyRequest,
  { state, response }: PasskeySignIn,
  find: (id: string) => Promise<PasskeyRow | undefined>,
): Promise<{ key: PasskeyRow; counter: number }> {
  const { rpID, origin } = placeOf(deps);
  const begun = await takeFlow(deps, request, 'passkey-sign-in', state);
  if (!begun) throw tooLate();
  const key = await find(response.id);
  const { userHandle = '' } = response.response;
  if (!key || Buffer.from(userHandle, 'base64url').toString() !== key.user_id) throw notTrusted();
  const verified = await verifyAuthenticationResponse({
    response: response as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
    expectedChallenge: String(begun.challenge),
    expectedOrigin: origin,
    expectedRPID: rpID,
    credential: { id: key.id, publicKey: Buffer.from(key.public_key, 'base64url'), counter: key.counter },
    requireUserVerification: true,
  }).catch((error: unknown) => {
    request.log.warn({ err: error }, 'the use of a passkey was not trusted');
    throw notTrusted();
  });
  if (!verified.verified) throw notTrusted();
  return { key, counter: verified.authenticationInfo.newCounter };
}
