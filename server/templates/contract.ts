import { z } from 'zod';

/** An organisation's own Word template; null where there is none. */
export const templateView = z
  .object({
    name: z.string(),
    size: z.number(),
    updatedAt: z.string(),
    updatedBy: z.string().nullable(),
    /** The fields it uses, as they stand in it. */
    tags: z.array(z.string()),
  })
  .nullable();

export const templateName = z.object({
  name: z
    .string()
    .max(200)
    .refine((value) => value.toLowerCase().endsWith('.docx'), 'ska vara ett Word-dokument (.docx)'),
});

/** What a template may ask for. */
export const templateFields = z.object({
  fields: z.array(z.object({ tag: z.string(), about: z.string() })),
  lists: z.array(z.object({ tag: z.string(), about: z.string(), fields: z.array(z.string()) })),
});

export type TemplateView = z.infer<typeof templateView>;
export type TemplateFieldsView = z.infer<typeof templateFields>;
