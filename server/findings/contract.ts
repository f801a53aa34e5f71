import { z } from 'zod';

const common = {
  key: z.string(),
  /** Who has said that it is right all the same, and when; null until somebody has. */
  confirmed: z.object({ name: z.string().nullable(), at: z.string() }).nullable(),
};
const against = { code: z.string(), level: z.number(), why: z.string() };

/** What speaks against an answer (criteria/scoring/findings.ts). */
export const findingView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('implies'),
    ...common,
    ...against,
    other: z.string(),
    otherLevel: z.number(),
    atLeast: z.number(),
  }),
  z.object({ kind: z.literal('contradicts'), ...common, ...against, condition: z.string(), option: z.number() }),
  z.object({ kind: z.literal('indicator'), ...common, ...against, indicator: z.string(), value: z.number() }),
  z.object({ kind: z.literal('undocumented'), ...common, code: z.string() }),
  z.object({ kind: z.literal('old-evidence'), ...common, code: z.string(), newest: z.string() }),
  z.object({
    kind: z.literal('moved-unexplained'),
    ...common,
    code: z.string(),
    level: z.number(),
    before: z.number(),
  }),
  z.object({ kind: z.literal('repeated'), ...common, codes: z.array(z.string()) }),
]);

export const findingReply = z.strictObject({
  key: z.string({ error: 'saknas' }).min(1, 'saknas').max(2000, 'är för lång'),
  /** False takes it back. */
  confirmed: z.boolean({ error: 'ska vara sant eller falskt' }),
});

export type FindingView = z.infer<typeof findingView>;
