import { z } from 'zod';
import { assessmentId } from '../http/fields.ts';
import { WRITTEN_FORMATS } from './press.ts';
import { TABLE_NAMES } from './tables.ts';

export const DOCUMENT_NAMES = ['tjansteskrivelse', 'laget-pa-en-sida', 'underlag-till-institutet'] as const;

export const documentParams = z.object({
  id: assessmentId,
  name: z.enum(DOCUMENT_NAMES),
  format: z.enum(WRITTEN_FORMATS),
});

export const tableParams = z.object({ id: assessmentId, table: z.enum(TABLE_NAMES) });

const fact = z.object({ name: z.string(), value: z.string() });
const block = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    text: z.string(),
  }),
  z.object({ kind: z.literal('paragraph'), text: z.string(), quiet: z.boolean().optional() }),
  z.object({ kind: z.literal('list'), items: z.array(z.string()).readonly(), numbered: z.boolean().optional() }),
  z.object({ kind: z.literal('facts'), facts: z.array(fact).readonly() }),
  z.object({
    kind: z.literal('table'),
    caption: z.string(),
    columns: z.array(z.object({ title: z.string(), number: z.boolean().optional(), width: z.number() })).readonly(),
    rows: z.array(z.array(z.string()).readonly()).readonly(),
  }),
  z.object({
    kind: z.literal('bars'),
    caption: z.string(),
    alt: z.string(),
    bars: z.array(z.object({ name: z.string(), value: z.number().nullable(), text: z.string() })).readonly(),
  }),
  z.object({ kind: z.literal('lines'), count: z.number() }),
  z.object({ kind: z.literal('page-break') }),
]);

/** A document as data: see document.ts. */
export const documentView = z.object({
  title: z.string(),
  author: z.string(),
  running: z.string(),
  warning: z.string().nullable(),
  facts: z.array(fact).readonly(),
  blocks: z.array(block).readonly(),
});

export type DocumentName = (typeof DOCUMENT_NAMES)[number];
export type DocumentView = z.infer<typeof documentView>;
