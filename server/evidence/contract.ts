import { z } from 'zod';
import { evidenceItem } from '../assessments/contract.ts';
import { date, organisationCode, rowId, text } from '../http/fields.ts';

/** A document of an organisation's register. What stands in an answer is the first four: title, link, number, date. */
export const documentBody = evidenceItem
  .extend({
    /** The function that keeps it, never a person's name. */
    holder: text(200),
    validUntil: date.nullable(),
  })
  .refine((row) => row.date === undefined || row.validUntil === null || row.validUntil >= row.date, {
    path: ['validUntil'],
    error: 'ligger före dokumentets datum',
  });

export const newDocument = z.strictObject({
  document: documentBody,
  /** The one in the answers that this is, when it has not been in the register before. */
  replaces: evidenceItem.nullable(),
});

export const documentView = z.object({
  /** Null for one that only stands in answers. */
  id: z.string().nullable(),
  title: z.string(),
  link: z.string().optional(),
  diarienummer: z.string().optional(),
  date: z.string().optional(),
  holder: z.string(),
  validUntil: z.string().nullable(),
  /** Whether the last day has passed. */
  expired: z.boolean(),
  /** What the latest visits to the link found; null without a link. */
  linkState: z.enum(['unchecked', 'ok', 'failing', 'dead', 'internal']).nullable(),
  linkDetail: z.string(),
  /** Sent as If-Match; 0 for one that only stands in answers. */
  revision: z.number(),
  /** Newest year first. */
  uses: z.array(z.object({ assessment: z.string(), year: z.number(), code: z.string(), draft: z.boolean() })),
});

export const documentParams = z.object({ code: organisationCode, documentId: rowId });

export type DocumentBody = z.infer<typeof documentBody>;
export type NewDocument = z.infer<typeof newDocument>;
export type RegisteredDocument = z.infer<typeof documentView>;
