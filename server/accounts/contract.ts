import { z } from 'zod';
import { email, organisationCode, requiredText, rowId } from '../http/fields.ts';
import { ORGANISATION_ROLES, ROLES } from '../access/permissions.ts';

export const SHORTEST_PASSWORD = 10;

const password = z
  .string({ error: 'saknas' })
  .min(SHORTEST_PASSWORD, `ska vara minst ${SHORTEST_PASSWORD} tecken`)
  .max(200, 'får vara högst 200 tecken')
  .refine((value) => value.isWellFormed() && !value.includes('\0'), 'innehåller tecken som inte går att spara');

export const credentials = z.object({
  email,
  password: z.string({ error: 'saknas' }).min(1, 'får inte vara tomt').max(200, 'får vara högst 200 tecken'),
});

export const signedInUser = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  organisation: z
    .object({
      code: z.string(),
      name: z.string(),
      shortName: z.string(),
      kind: z.enum(['kommun', 'region']),
      /** Whether it is in the network today. */
      member: z.boolean(),
    })
    .nullable(),
  /** For a länsstyrelse: its county, and whether it coordinates all counties. */
  county: z.object({ code: z.string(), name: z.string(), national: z.boolean() }).nullable(),
  /** False for whoever only signs in by the organisation's own sign-in. */
  hasPassword: z.boolean(),
  /** Why the account may do nothing yet, and whom to ask; null where it has a role. */
  waitsFor: z
    .discriminatedUnion('what', [
      z.object({
        what: z.literal('role'),
        coordinators: z.array(z.object({ name: z.string(), email: z.string() })),
      }),
      z.object({ what: z.literal('passkey') }),
    ])
    .nullable(),
});

/** Who is signed in, and what every page needs to know about the installation. */
export const sessionView = z.object({
  user: signedInUser.nullable(),
  operatorName: z.string(),
  demo: z.boolean(),
  /** Whether the service sends mail; where it does not, whoever hands something over writes it. */
  mail: z.boolean(),
  /** The current year where the server is; a new assessment suggests it. */
  year: z.number(),
});

export const passwordChange = z.object({ current: z.string().max(200), password });

export const newPassword = z
  .object({ name: requiredText(100), password, repeat: z.string({ error: 'saknas' }) })
  .refine((form) => form.password === form.repeat, { path: ['repeat'], error: 'är inte samma lösenord' });

export const device = z.object({ key: z.string(), device: z.string(), createdAt: z.string(), current: z.boolean() });

export const organisationUser = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  disabled: z.boolean(),
});

export const pendingInvitation = z.object({
  id: z.string(),
  purpose: z.enum(['setup', 'invite', 'reset']),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  createdAt: z.string(),
  validFrom: z.string(),
  expiresAt: z.string(),
  /** Asked for by someone outside the organisation and not yet confirmed. */
  waiting: z.boolean(),
  /** How its mail goes; null where none was sent. */
  mail: z.enum(['waiting', 'sent', 'failed', 'unsure']).nullable(),
});

export const organisationUsers = z.object({
  users: z.array(organisationUser),
  invitations: z.array(pendingInvitation),
});

export const newInvitation = z.object({
  email,
  name: requiredText(100),
  role: z.enum(ORGANISATION_ROLES, 'ska vara samordnare, medarbetare eller beslutsfattare'),
});

export const firstCoordinator = z.object({ organisation: organisationCode, email, name: requiredText(100) });

export const newCountyViewer = z.strictObject({
  county: z.string({ error: 'Välj län.' }).regex(/^\d{2}$/, 'Välj län.'),
  national: z.boolean({ error: 'ska vara sant eller falskt' }),
  email,
  name: requiredText(100),
});

export const newMaterialProvider = z.strictObject({ email, name: requiredText(100) });

export const outsideReset = z.object({ email });

/** The link is shown once, to the person who made it, with a letter to send it in. A mail has a link of its own. */
export const invitationLink = z.object({
  id: z.string(),
  link: z.string(),
  validFrom: z.string(),
  expiresAt: z.string(),
  /** Whether the service sends a mail of it by itself. */
  mailed: z.boolean(),
  letter: z.object({ to: z.string(), subject: z.string(), text: z.string() }),
});

/** An account outside the organisations. */
export const outsideAccount = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  county: z.string().nullable(),
  disabled: z.boolean(),
  passkeys: z.number(),
  /** Sign-ins that are open. */
  sessions: z.number(),
  /** The day of the latest sign-in that is known of. */
  lastSeen: z.string().nullable(),
  /** Materials that would be nobody's if the account were closed. */
  materials: z.number(),
});

export const outsideAccounts = z.object({
  accounts: z.array(outsideAccount),
  invitations: z.array(pendingInvitation),
});

export const newAdministrator = z.strictObject({ email, name: requiredText(100) });
export const outsideChange = z.strictObject({ disabled: z.boolean({ error: 'ska vara sant eller falskt' }) });
export const handover = z.strictObject({ to: rowId });

/** A reset that somebody else has asked for of one's own account. */
export const ownReset = z.object({ id: z.string(), createdAt: z.string(), validFrom: z.string() });

export const userChange = z
  .object({ role: z.enum(ORGANISATION_ROLES).optional(), disabled: z.boolean().optional() })
  .refine((change) => change.role !== undefined || change.disabled !== undefined, 'Ange vad som ska ändras.');

export const userParams = z.object({ userId: rowId });
export const invitationParams = z.object({ invitationId: rowId });

export type OutsideAccounts = z.infer<typeof outsideAccounts>;
export type OwnReset = z.infer<typeof ownReset>;
export type SessionView = z.infer<typeof sessionView>;
export type OrganisationUsers = z.infer<typeof organisationUsers>;
export type InvitationLink = z.infer<typeof invitationLink>;
export type Device = z.infer<typeof device>;
export type NewInvitation = z.infer<typeof newInvitation>;
