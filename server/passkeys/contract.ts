import { z } from 'zod';
import { requiredText } from '../http/fields.ts';

/** base64url, as WebAuthn's JSON has it. */
const bytes = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9_-]*$/, 'ska vara base64url');

const state = bytes(200);

/** What the browser answers (https://www.w3.org/TR/webauthn-3/, 5.1); what else it sends is left out. */
const credential = {
  id: bytes(2000),
  rawId: bytes(2000),
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}).default({}),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
};

export const newPasskey = z.strictObject({
  state,
  name: requiredText(60),
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes(5000),
      attestationObject: bytes(50_000),
      transports: z.array(z.string().max(20)).max(10).optional(),
    }),
  }),
});

export const passkeySignIn = z.strictObject({
  state,
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: bytes(5000),
      authenticatorData: bytes(5000),
      signature: bytes(5000),
      userHandle: bytes(200).optional(),
    }),
  }),
});

/** `options` is what the browser's own call takes, as JSON. */
export const begun = z.object({ state: z.string(), options: z.record(z.string(), z.unknown()) });

export const passkeyParams = z.object({ passkeyId: bytes(2000) });

/** Shown once. */
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

export const passkeys = z.object({
  passkeys: z.array(
    z.object({ id: z.string(), name: z.string(), createdAt: z.string(), usedAt: z.string().nullable() }),
  ),
  /** Recovery codes that can still be used. */
  codesLeft: z.number(),
  /** The account must have one. */
  required: z.boolean(),
});

export type NewPasskey = z.infer<typeof newPasskey>;
export type PasskeySignIn = z.infer<typeof passkeySignIn>;
export type Begun = z.infer<typeof begun>;
export type Passkeys = z.infer<typeof passkeys>;
export type RecoveryCodes = z.infer<typeof recoveryCodes>;
