import { z } from 'zod';
import { rowId } from '../http/fields.ts';
import { MAIL_KINDS, type MailKind } from './kinds.ts';

const kind = z.enum(Object.keys(MAIL_KINDS) as [MailKind, ...MailKind[]], 'är inte ett slags mejl');

/** What a person can be sent, and what of it she wants. */
export const mailChoices = z.object({
  /** Whether the service sends mail at all. */
  configured: z.boolean(),
  kinds: z.array(z.object({ kind, name: z.string(), wanted: z.boolean() })),
});
export const newMailChoices = z.strictObject({
  refused: z.array(kind, { error: 'ska vara en lista' }).max(50, 'är för många'),
});

/** How sending goes, for whoever runs the service. */
export const mailStanding = z.object({
  configured: z.boolean(),
  waiting: z.number(),
  /** In the last seven days. */
  sent: z.number(),
  troubled: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** An organisation; an address only of somebody whom SKL has invited. */
      to: z.string(),
      state: z.enum(['waiting', 'failed', 'unsure']),
      problem: z.string(),
      day: z.string(),
    }),
  ),
});
export const mailParams = z.object({ mailId: rowId });

export type MailChoices = z.infer<typeof mailChoices>;
export type MailStanding = z.infer<typeof mailStanding>;
