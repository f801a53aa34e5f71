import { z } from 'zod';
import { assessmentId, criterionCode, date, requiredText, rowId, text } from '../http/fields.ts';
import { HANDOUT_STATES, TURNS } from './handout-state.ts';

export const handoutState = z.enum(HANDOUT_STATES);

export const waitsFor = z.enum(TURNS).nullable();

export const handoutView = z.object({
  code: z.string(),
  userId: z.string(),
  name: z.string(),
  message: z.string(),
  due: z.string().nullable(),
  state: handoutState,
  waitsFor,
});

const codes = z
  .array(criterionCode, { error: 'ska vara en lista med kriterier' })
  .min(1, 'Välj minst ett kriterium.')
  .max(100, 'är för många');

export const newHandouts = z.strictObject({
  userId: rowId,
  codes,
  message: text(1000),
  due: date.nullable(),
});

export const handBack = z.strictObject({ reason: requiredText(500, 'Skriv varför, eller vem som vet.') });

/** What a colleague says of what is handed out to that person. */
export const ownSteps = z.strictObject({
  codes,
  to: z.enum(['opened', 'done', 'undone'], 'ska vara opened, done eller undone'),
});

/** What the coordinator says of what a colleague has answered. */
export const review = z.discriminatedUnion(
  'to',
  [
    z.strictObject({
      to: z.literal('accepted'),
      userId: rowId,
      /** As they were read: one that has been changed since is not accepted. */
      answers: z
        .array(
          z.strictObject({
            code: criterionCode,
            revision: z.int('ska vara ett helt tal').min(1, 'ska vara minst 1').max(1_000_000_000, 'finns inte'),
          }),
          {
            error: 'ska vara en lista med svar',
          },
        )
        .min(1, 'Välj minst ett svar.')
        .max(100, 'är för många'),
    }),
    z.strictObject({
      to: z.literal('returned'),
      userId: rowId,
      code: criterionCode,
      question: requiredText(2000, 'Skriv vad du undrar.'),
    }),
  ],
  { error: 'ska vara accepted eller returned' },
);

export const handoutParams = z.object({ id: assessmentId, code: criterionCode, userId: rowId });

export type OwnSteps = z.infer<typeof ownSteps>;
export type Review = z.infer<typeof review>;
