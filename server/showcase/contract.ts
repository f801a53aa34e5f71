import { z } from 'zod';
import { email, link, organisationCode, requiredText, rowId, text, year, yearInAddress } from '../http/fields.ts';

export const MOST_PICTURES = 6;

/** A criterion's or an area's code: SL-01, SL. */
export const subjectCode = z.string().regex(/^[A-Z]{2}(-\d{2})?$/, 'Välj ett område eller ett kriterium.');

/** What the organisation writes. Everything may be empty while it is a draft; `REQUIRED` is asked for at consent. */
export const exampleText = z.strictObject({
  title: text(120),
  what: text(4000),
  why: text(4000),
  effect: text(4000),
  hard: text(4000),
  time: text(1000),
  suited: text(2000),
  /** A function, never a person's name. */
  contact: text(200),
  contactEmail: z.union([z.literal(''), email]),
  link,
  pictures: z
    .array(z.strictObject({ id: rowId, alt: text(300) }))
    .max(MOST_PICTURES, `får vara högst ${MOST_PICTURES}`),
});
export type ExampleText = z.infer<typeof exampleText>;

export const REQUIRED = ['title', 'what', 'why', 'effect', 'hard', 'contact'] as const satisfies (keyof ExampleText)[];

const standout = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('top'), subject: z.string(), level: z.literal([0, 1, 2, 3, 4]) }),
  z.object({
    kind: z.literal('rise'),
    subject: z.string(),
    level: z.literal([0, 1, 2, 3, 4]),
    before: z.literal([0, 1, 2, 3, 4]),
    beforeYear: z.number(),
  }),
  z.object({
    kind: z.literal('area'),
    subject: z.string(),
    index: z.number(),
    evidence: z.number(),
    peers: z.string(),
    n: z.number(),
    quartile: z.number(),
  }),
]);

export const STAGES = ['invited', 'draft', 'consented', 'published', 'withdrawn', 'expired', 'declined'] as const;

const place = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['kommun', 'region']),
  groupCode: z.string(),
  group: z.string(),
  countyCode: z.string(),
  county: z.string(),
  population: z.number(),
});

const picture = z.object({ id: z.string(), width: z.number(), height: z.number() });

/** What the public page is drawn from: the same for preview, review and publication. */
export const exampleContent = z.object({
  slug: z.string(),
  origin: z.enum(['invited', 'own']),
  organisation: place,
  subject: z.object({ code: z.string(), title: z.string(), kind: z.enum(['criterion', 'area']) }),
  year: z.number(),
  catalogue: z.string(),
  text: exampleText,
  pictures: z.array(picture),
  publishedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
});

/** An example as its organisation and SKL see it. */
export const exampleView = z.object({
  id: z.string(),
  stage: z.enum(STAGES),
  /** What is being written; SKL gets it only when it has been consented to. */
  content: exampleContent,
  /** Why it was invited. Never for the public: a level told of one who is in the figures tells of the others too. */
  reasons: z.array(standout),
  message: z.string(),
  consentedAt: z.string().nullable(),
  /** Whether the public can read it now, and until when. */
  visible: z.boolean(),
  publishedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  expiresSoon: z.boolean(),
  /** Sent as If-Match. */
  revision: z.number(),
  updatedAt: z.string(),
});

export const exampleSummary = z.object({
  id: z.string(),
  slug: z.string(),
  organisation: z.object({ code: z.string(), name: z.string() }),
  origin: z.enum(['invited', 'own']),
  subject: exampleContent.shape.subject,
  year: z.number(),
  title: z.string(),
  stage: z.enum(STAGES),
  message: z.string(),
  visible: z.boolean(),
  publishedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  expiresSoon: z.boolean(),
  updatedAt: z.string(),
});

export const standoutsQuery = z.object({ year: yearInAddress });

/** Who stands out a year, on what and why, and who has been invited. */
export const standoutList = z.object({
  year: z.number(),
  catalogue: z.string(),
  organisations: z.array(
    z.object({
      organisation: place,
      sharing: z.enum(['natverket', 'oppet']),
      standouts: z.array(
        z.object({
          why: standout,
          title: z.string(),
          example: z.object({ id: z.string(), stage: z.enum(STAGES) }).nullable(),
        }),
      ),
    }),
  ),
});

export const newExampleInvitation = z.strictObject({
  organisation: organisationCode,
  year,
  subject: subjectCode,
  message: text(2000),
});

export const newOwnExample = z.strictObject({
  subject: subjectCode,
  title: requiredText(120, 'Skriv en rubrik. Den går att ändra.'),
});

export const organisationStep = z.strictObject({
  step: z.enum(['consent', 'take-back', 'decline', 'withdraw', 'renew'], 'finns inte'),
});

export const networkStep = z.discriminatedUnion(
  'step',
  [
    z.strictObject({ step: z.literal('publish') }),
    z.strictObject({
      step: z.enum(['return', 'take-down']),
      message: requiredText(2000, 'Skriv till organisationen vad som behöver ändras.'),
    }),
  ],
  { error: 'finns inte' },
);

export const exampleParams = z.object({ code: organisationCode, exampleId: rowId });
export const networkExampleParams = z.object({ exampleId: rowId });
export const slugParams = z.object({ slug: z.string().regex(/^[a-z0-9-]{1,100}$/, 'finns inte') });
export const pictureParams = z.object({ pictureId: rowId });

export const pictureQuery = z.object({ liten: z.string().max(10).optional() });

export const showcaseQuery = z.object({
  q: text(200).default(''),
  criterion: z.string().max(10).default(''),
  area: z.string().max(10).default(''),
  role: z.string().max(40).default(''),
  theme: z.string().max(40).default(''),
  goal: z.string().max(2).default(''),
  group: z.string().max(5).default(''),
  county: z.string().max(2).default(''),
  size: z.string().max(1).default(''),
  like: z.union([z.literal(''), organisationCode]).default(''),
});

export const uploadedPicture = picture;

export type ExampleContent = z.infer<typeof exampleContent>;
export type ExampleView = z.infer<typeof exampleView>;
export type ExampleSummary = z.infer<typeof exampleSummary>;
export type StandoutList = z.infer<typeof standoutList>;
export type OrganisationStep = z.infer<typeof organisationStep>['step'];
export type NetworkStep = z.infer<typeof networkStep>;
export type ShowcaseQuery = z.infer<typeof showcaseQuery>;
export type Place = z.infer<typeof place>;
