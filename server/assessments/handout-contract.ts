import { z } from 'zod';
import { assessmentId, criterionCode, date, requiredText, rowId, text } from '../http/fields.ts';

export const handoutView = z.object({
  code: z.string(),
  userId: z.string(),
  name: z.string(),
  message: z.string(),
  due: z.string().nullable(),
});

export const newHandouts = z.strictObject({
  userId: rowId,
  codes: z
    .array(criterionCode, { error: 'ska vara en lista med kriterier' })
    .min(1, 'Välj minst ett kriterium.')
    .max(100, 'är för många'),
  message: text(1000),
  due: date.nullable(),
});

export const handBack = z.strictObject({ reason: requiredText(500, 'Skriv varför, eller vem som vet.') });

export const handoutParams = z.object({ id: assessmentId, code: criterionCode, userId: rowId });
