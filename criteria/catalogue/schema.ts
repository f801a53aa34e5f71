import { z } from 'zod';

/** The shape of the YAML files. Messages are for an editor at SKL, so they are in plain Swedish. */
export const text = z
  .string({
    error: (issue) => (issue.input === undefined ? 'saknas' : 'ska vara text (skriv värdet inom citattecken)'),
  })
  .trim()
  .min(1, 'är tom');

const code = z
  .string({ error: 'ska vara en kod som SL-01' })
  .regex(/^[A-Z]{2}-\d{2}$/, 'ska vara en kod som SL-01: två stora bokstäver, bindestreck, två siffror');

/** Codes and targets look like numbers to YAML: 16.10 unquoted would become 16.1. */
const target = z
  .string({ error: 'ska stå inom citattecken, till exempel "16.10"; annars läses det som ett tal' })
  .regex(/^\d{1,2}\.(\d{1,2}|[a-d])$/, 'ska vara ett delmål som "16.10" eller "16.b"');

const list = <T extends z.ZodType>(item: T) =>
  z.array(item, {
    error: (issue) => (issue.input === undefined ? 'saknas' : 'ska vara en lista, till exempel [a, b]'),
  });

/** A level is a text, or a list of checks that all have to hold (from 3.0). */
const level = z.union([text, z.array(text).min(1, 'är tom')], {
  error: (issue) =>
    issue.input === undefined ? 'saknas' : 'ska vara en text, eller en lista där alla punkter ska stämma',
});

/** A level check by check, however it is written. */
export const checksOf = (written: string | readonly string[]): readonly string[] =>
  typeof written === 'string' ? [written] : written;

export const levels = z.strictObject(
  { 0: level, 1: level, 2: level, 3: level, 4: level },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `har en nivå som inte finns: ${issue.keys.join(', ')}. Nivåerna är 0–4`
        : 'ska ha fem nivåer, 0–4',
  },
);

export const unknownKeys = (issue: { code?: string; keys?: readonly string[] }) =>
  issue.code === 'unrecognized_keys'
    ? `har ett fält som inte känns igen: ${issue.keys?.join(', ') ?? ''}`
    : 'ska vara ett kriterium med fält';

const day = (example: string) => text.regex(/^\d{4}-\d{2}-\d{2}$/, `ska vara ett datum som "${example}"`);

/** A page and not the front door of a site: whoever follows it is to find the thing at once. */
const exactPage = z.url('ska vara en webbadress').refine((address) => new URL(address).pathname.length > 1, {
  error: 'är en startsida. Länka till just den sida som stödet finns på',
});

/** What an international body has recommended Sweden, in our words; without a paragraph where it was not to be seen. */
const recommendation = z.strictObject(
  {
    body: text,
    year: z.number('ska vara ett årtal'),
    paragraph: text.optional(),
    symbol: text.optional(),
    subject: text.optional(),
    link: exactPage.optional(),
    checked: day('2026-11-25').optional(),
  },
  { error: unknownKeys },
);

export const criterionSchema = z.strictObject(
  {
    code,
    title: text,
    question: text,
    why: text,
    levels,
    evidence_examples: list(text).min(1, 'behöver minst ett exempel'),
    roles: list(text).min(1, 'behöver minst ett uppdrag'),
    principle: text,
    themes: list(text).min(1, 'behöver minst ett tema'),
    sdg: list(
      z.union([target, z.strictObject({ target, analogy: z.boolean() })], {
        error: (issue) =>
          typeof issue.input === 'number'
            ? 'ska stå inom citattecken, till exempel "16.10"; annars läses det som ett tal'
            : 'ska vara ett delmål som "16.10"',
      }),
    ).min(1, 'behöver minst ett delmål'),
    rights: list(text).min(1, 'behöver minst en rättighet'),
    law: list(z.strictObject({ law: text, paragraph: text }, { error: unknownKeys })).default([]),
    legal_floor: z
      .strictObject(
        {
          level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)], 'ska vara en nivå, 1–4'),
          law: text,
          paragraph: text,
          says: text,
        },
        { error: unknownKeys },
      )
      .optional(),
    recommendations: list(recommendation).default([]),
    applies_to: list(z.enum(['kommun', 'region'], 'ska vara kommun eller region'))
      .min(1, 'behöver kommun, region eller båda')
      .default(['kommun', 'region']),
    may_be_not_applicable: z.boolean('ska vara true eller false').default(false),
    starter: z.boolean('ska vara true eller false').default(false),
    /** A sheet to fill in that goes with the criterion. */
    worksheet: z.enum(['weighing'], 'ska vara weighing (avvägning mellan rättigheter)').optional(),
    support: list(text).default([]),
    sources: list(text).min(1, 'behöver minst en källa'),
  },
  { error: unknownKeys },
);

export const areaFileSchema = z.strictObject(
  { area: text, criteria: list(criterionSchema).min(1, 'behöver minst ett kriterium') },
  { error: unknownKeys },
);

export const deepeningFileSchema = z.strictObject(
  {
    deepenings: list(
      z.strictObject(
        {
          id: text.regex(/^[a-z]+$/, 'ska vara små bokstäver a–z, till exempel demokrati'),
          name: text,
          description: text,
          criteria: list(criterionSchema).min(1, 'behöver minst ett kriterium'),
        },
        { error: unknownKeys },
      ),
    ).min(1, 'behöver minst en fördjupning'),
  },
  { error: unknownKeys },
);

const indicator = z
  .strictObject(
    {
      code,
      kind: z.enum(['share', 'count'], 'ska vara share (andel) eller count (antal)'),
      title: text,
      numerator: text.optional(),
      denominator: text.optional(),
      unit: text.optional(),
      help: text,
      criteria: list(code),
    },
    { error: unknownKeys },
  )
  .refine((row) => row.kind === 'count' || (row.numerator && row.denominator), {
    error: 'är en andel och behöver både numerator och denominator',
  })
  .refine((row) => row.kind === 'share' || row.unit, { error: 'är ett antal och behöver unit (enhet)' });

export const catalogueFileSchema = z.strictObject(
  {
    id: text,
    version: text.regex(/^\d+\.\d+$/, 'ska vara ett versionsnummer som "2.0"'),
    previous: text.optional(),
    published: day('2026-01-15'),
    language: text,
    note: text,
    changes: list(text),
    /** What the criteria mean by words that they use over and over. */
    terms: list(z.strictObject({ word: text, means: text }, { error: unknownKeys })).default([]),
    /** The names of the five levels, where this version has its own. */
    level_names: list(text).length(5, 'ska vara fem namn').optional(),
    areas: list(
      z.strictObject(
        {
          code: text.regex(/^[A-Z]{2}$/, 'ska vara två stora bokstäver, till exempel SL'),
          name: text,
          file: text,
          description: text,
          support_question: text,
        },
        { error: unknownKeys },
      ),
    ).min(1, 'behöver minst ett område'),
    indicators: list(indicator),
    conditions: list(
      z.strictObject(
        { code, question: text, options: list(text).min(2, 'behöver minst två svarsalternativ') },
        { error: unknownKeys },
      ),
    ),
  },
  { error: unknownKeys },
);

export const mappingFileSchema = z.strictObject(
  {
    from: text,
    to: text,
    same: list(code).default([]),
    reworded: list(
      z.strictObject({ code, comparable: z.boolean('ska vara true eller false'), why: text }, { error: unknownKeys }),
    ).default([]),
    split: list(
      z.strictObject(
        { from: code, to: list(code).min(2, 'ska dela upp i minst två kriterier'), why: text },
        { error: unknownKeys },
      ),
    ).default([]),
    merged: list(
      z.strictObject(
        { from: list(code).min(2, 'ska slå ihop minst två kriterier'), to: code, why: text },
        { error: unknownKeys },
      ),
    ).default([]),
    new: list(code).default([]),
    withdrawn: list(z.strictObject({ code, why: text }, { error: unknownKeys })).default([]),
  },
  { error: unknownKeys },
);

const term = z.strictObject({ id: text, name: text, description: text.optional() });

export const vocabularySchema = z.strictObject({
  roles: list(term),
  principles: list(term),
  themes: list(term),
  instruments: z.record(z.string(), text),
  level_names: list(text).length(5, 'ska vara fem namn'),
});

export const sdgSchema = z.strictObject({
  goals: list(z.strictObject({ goal: z.number(), name: text, colour: text })),
  targets: z.record(target, z.string()),
});

export const sourcesSchema = z.record(
  z.string(),
  z.strictObject({ publisher: text, title: text, date: text.optional(), diarienummer: text.optional() }),
);
export const supportSchema = z.record(z.string(), z.strictObject({ title: text, publisher: text, link: exactPage }));
export const lawsSchema = z.record(
  z.string(),
  z.strictObject({ name: text, number: text, link: exactPage, checked: day('2026-11-28') }, { error: unknownKeys }),
);

export const plainLanguageSchema = z.strictObject(
  {
    since: day('2027-01-01'),
    lix: z.number(),
    vague: list(text),
    limiting: list(text),
    joining: list(z.string()),
    forced: list(text),
    municipal: list(text),
    exceptions: list(
      z.strictObject(
        {
          code,
          text: z.enum(['question', 'why', '0', '1', '2', '3', '4'], 'ska vara question, why eller en nivå'),
          rule: z.enum(['lix', 'vague', 'limiting', 'joining', 'forced', 'municipal'], 'är ingen av reglerna'),
          why: text,
        },
        { error: unknownKeys },
      ),
    ),
  },
  { error: unknownKeys },
);

export type PlainLanguage = z.infer<typeof plainLanguageSchema>;
export type DeepeningFile = z.infer<typeof deepeningFileSchema>;
export type CriterionRow = z.infer<typeof criterionSchema>;
export type CatalogueFile = z.infer<typeof catalogueFileSchema>;
export type MappingFile = z.infer<typeof mappingFileSchema>;
export type Law = z.infer<typeof lawsSchema>[string];
