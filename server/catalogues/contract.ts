import { z } from 'zod';
import { LANGUAGES } from '../../criteria/catalogue/translation.ts';
import { criterionCode, email, requiredText } from '../http/fields.ts';

export const versionParams = z.object({
  version: z.string().regex(/^\d{1,3}\.\d{1,3}$/, 'ska vara en version som 2.0'),
});
export const criterionParams = versionParams.extend({ code: criterionCode });

/** In which language the criteria are read. A version that has not been translated is in Swedish. */
export const catalogueQuery = z.object({
  language: z.enum(['sv', ...LANGUAGES], 'ska vara sv eller en').default('sv'),
  /** `questions` is what the pages for answering need; sources, recommendations and levels as one text are left out. */
  /** `questions` is what is needed to answer; `core` the same without deepenings. */
  part: z.enum(['all', 'questions', 'core'], 'ska vara all, questions eller core').default('all'),
});

const askedOf = z.object({ full: z.number(), starter: z.number() });

export const catalogueSummary = z.object({
  version: z.string(),
  published: z.string(),
  criteria: z.number(),
  /** How many criteria are asked of a kommun and of a region, in all and on the starter track. */
  asked: z.object({ kommun: askedOf, region: askedOf }),
  latest: z.boolean(),
});

/** "Tyck till om kriteriet", and reports of what is not accessible. */
export const newFeedback = z.object({
  text: requiredText(2000, 'Skriv vad du vill säga.'),
  replyTo: z.union([z.literal(''), email]).default(''),
});

export const feedbackView = z.object({
  id: z.string(),
  about: z.enum(['criterion', 'accessibility']),
  catalogue: z.string().nullable(),
  code: z.string().nullable(),
  text: z.string(),
  replyTo: z.string().nullable(),
  createdAt: z.string(),
  handledAt: z.string().nullable(),
});

export const feedbackParams = z.object({ feedbackId: z.uuid() });
export const feedbackChange = z.strictObject({ handled: z.boolean({ error: 'ska vara sant eller falskt' }) });

export type CatalogueSummary = z.infer<typeof catalogueSummary>;
export type FeedbackView = z.infer<typeof feedbackView>;
