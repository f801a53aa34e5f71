import { z } from 'zod';
import { criterionCode, link, requiredText, rowId, text } from '../http/fields.ts';

export const MATERIAL_KINDS = ['course', 'guide', 'template', 'method', 'figures', 'film', 'report'] as const;
export const LANGUAGES = ['sv', 'en', 'fi', 'se', 'fit', 'rom', 'yi', 'other'] as const;

/** What a material is, as its owner describes it. */
export const materialText = z.strictObject({
  title: requiredText(200, 'Skriv vad materialet heter.'),
  description: requiredText(1000, 'Beskriv materialet med en eller ett par meningar.'),
  publisher: requiredText(200, 'Skriv vem som står bakom materialet.'),
  kind: z.enum(MATERIAL_KINDS, 'Välj vad det är.'),
  /** For whom: "chefer", "handläggare inom socialtjänsten". */
  audience: text(200),
  /** How long it takes: "två timmar", "40 sidor". */
  length: text(100),
  language: z.enum(LANGUAGES, 'Välj språk.'),
  link: link.pipe(z.string().min(1, 'Skriv länken till materialet.')),
  criteria: z.array(criterionCode).max(30, 'Välj högst 30 kriterier.'),
  roles: z.array(z.string().regex(/^[a-z0-9-]{1,40}$/)).max(10, 'Välj högst 10 uppdrag.'),
  themes: z.array(z.string().regex(/^[a-z0-9-]{1,40}$/)).max(30, 'Välj högst 30 teman.'),
});
export type MaterialText = z.infer<typeof materialText>;

export const STAGES = ['proposed', 'returned', 'published', 'withdrawn'] as const;

/** A material as anyone reads it. */
export const shownMaterial = z.object({
  id: z.string(),
  ...materialText.shape,
  description: z.string(),
  title: z.string(),
  publisher: z.string(),
  link: z.string(),
  criteria: z.array(z.string()),
  roles: z.array(z.string()),
  themes: z.array(z.string()),
  /** When a person last said that the content is right; null when nobody has yet. */
  checkedOn: z.string().nullable(),
});

/** A material as its owner sees it, and SKL. */
export const materialView = z.object({
  id: z.string(),
  stage: z.enum(STAGES),
  text: materialText,
  visible: z.boolean(),
  message: z.string(),
  checkedOn: z.string().nullable(),
  link: z.object({
    state: z.enum(['unchecked', 'ok', 'failing', 'dead']),
    detail: z.string(),
    checkedAt: z.string().nullable(),
  }),
  /** Sent as If-Match. */
  revision: z.number(),
  updatedAt: z.string(),
});

/** `own`: it is SKL's. */
export const networkMaterial = materialView.extend({ owner: z.string(), own: z.boolean() });
export const networkMaterials = z.object({
  materials: z.array(networkMaterial),
  /** Whether links are checked in this installation. */
  linkChecks: z.boolean(),
});

export const materialQuery = z.object({
  q: text(200).default(''),
  criterion: z.string().max(10).default(''),
  role: z.string().max(40).default(''),
  theme: z.string().max(40).default(''),
  kind: z.union([z.literal(''), z.enum(MATERIAL_KINDS)]).default(''),
  language: z.union([z.literal(''), z.enum(LANGUAGES)]).default(''),
});

export const helpQuery = z.object({ criterion: criterionCode });

/** What helps with a criterion while it is answered: materials, and examples in the showcase. */
export const criterionHelp = z.object({
  materials: z.array(shownMaterial),
  examples: z.array(z.object({ slug: z.string(), title: z.string(), organisation: z.string() })),
});

export const ownerStep = z.strictObject({ step: z.enum(['confirm', 'withdraw'], 'finns inte') });
export const networkMaterialStep = z.discriminatedUnion(
  'step',
  [
    z.strictObject({ step: z.enum(['publish', 'confirm']) }),
    z.strictObject({
      step: z.enum(['return', 'take-down']),
      message: requiredText(2000, 'Skriv till den som föreslog materialet vad som behöver ändras.'),
    }),
  ],
  { error: 'finns inte' },
);

export const materialParams = z.object({ materialId: rowId });

export type ShownMaterial = z.infer<typeof shownMaterial>;
export type MaterialView = z.infer<typeof materialView>;
export type NetworkMaterial = z.infer<typeof networkMaterial>;
export type NetworkMaterials = z.infer<typeof networkMaterials>;
export type MaterialQuery = z.infer<typeof materialQuery>;
export type CriterionHelp = z.infer<typeof criterionHelp>;
export type OwnerStep = z.infer<typeof ownerStep>['step'];
export type NetworkMaterialStep = z.infer<typeof networkMaterialStep>;
