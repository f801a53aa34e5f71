import { z } from 'zod';
import { criterionCode, date, organisationCode, requiredText, rowId, text } from '../http/fields.ts';

export const ACTION_STATES = ['planned', 'ongoing', 'done'] as const;

export const actionBody = z.strictObject({
  criterion: criterionCode.nullable(),
  title: requiredText(200, 'Skriv vad som ska göras.'),
  description: text(2000),
  responsible: text(200),
  due: date.nullable(),
  state: z.enum(ACTION_STATES, 'Välj planerad, pågår eller klar.'),
});

export const action = z.object({
  id: z.string(),
  criterion: z.string().nullable(),
  title: z.string(),
  description: z.string(),
  responsible: z.string(),
  due: z.string().nullable(),
  state: z.enum(ACTION_STATES),
  /** Sent as If-Match. */
  revision: z.number(),
  updatedAt: z.string(),
});

export const actionParams = z.object({ code: organisationCode, actionId: rowId });

export type Action = z.infer<typeof action>;
export type ActionBody = z.infer<typeof actionBody>;
