import { z } from 'zod';
import { criterionCode, date, level, organisationCode, requiredText, rowId, text, year } from '../http/fields.ts';

export const ACTION_STATES = ['planned', 'ongoing', 'done'] as const;

export const actionBody = z
  .strictObject({
    criterion: criterionCode.nullable(),
    title: requiredText(200, 'Skriv vad som ska göras.'),
    description: text(2000),
    responsible: text(200),
    due: date.nullable(),
    state: z.enum(ACTION_STATES, 'Välj planerad, pågår eller klar.'),
    /** What it is to lead to, and for whom. */
    effect: text(1000),
    /** The year it set out from: said when one that was taken away is put back, otherwise worked out. */
    baseYear: year.nullable().optional(),
    targetLevel: level.min(1, 'ska vara 1–4').nullable(),
  })
  .refine(({ criterion, targetLevel }) => criterion !== null || targetLevel === null, {
    path: ['targetLevel'],
    error: 'Välj det kriterium som nivån gäller.',
  });

const yearLevel = z.object({ year: z.number(), level: z.number() });

export const action = z.object({
  id: z.string(),
  criterion: z.string().nullable(),
  title: z.string(),
  description: z.string(),
  responsible: z.string(),
  due: z.string().nullable(),
  state: z.enum(ACTION_STATES),
  effect: z.string(),
  targetLevel: z.number().nullable(),
  baseYear: z.number().nullable(),
  /** Whether the criterion's level has moved (criteria/scoring/movement.ts); null without a criterion. */
  movement: z
    .object({
      from: yearLevel.nullable(),
      to: yearLevel.nullable(),
      comparable: z.boolean(),
      reached: z.boolean().nullable(),
    })
    .nullable(),
  /** Sent as If-Match. */
  revision: z.number(),
  updatedAt: z.string(),
});

export const actionParams = z.object({ code: organisationCode, actionId: rowId });

const status = action.pick({ state: true, due: true });

/** What a file of ids and states would change: nothing is stored by asking. */
export const statusPreview = z.object({
  changes: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      /** The action's own revision when the file was read; sent as If-Match when the change is stored. */
      revision: z.number(),
      before: status,
      after: status,
    }),
  ),
  unchanged: z.number(),
});

export type StatusPreview = z.infer<typeof statusPreview>;
export type StatusChange = StatusPreview['changes'][number];
export type Action = z.infer<typeof action>;
export type ActionBody = z.infer<typeof actionBody>;
