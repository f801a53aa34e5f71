import { z } from 'zod';
import { answerView } from '../assessments/contract.ts';

const content = answerView
  .pick({ notApplicable: true, reason: true, motivation: true, evidence: true })
  .extend({ level: z.number().nullable() });

/** What a workbook would change: nothing is stored by asking. */
export const importPreview = z.object({
  changes: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      /** The answer's own revision when the file was read; sent as If-Match when the change is stored. */
      revision: z.number(),
      before: content.nullable(),
      after: content,
    }),
  ),
  unchanged: z.number(),
});

export type ImportPreview = z.infer<typeof importPreview>;
export type ImportChange = ImportPreview['changes'][number];
