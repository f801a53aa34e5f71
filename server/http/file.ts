import type { FastifyReply } from 'fastify';
import { slugOf } from './slug.ts';

/** The media type of each kind of file that is made for somebody. */
const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  tsv: 'text/tab-separated-values; charset=utf-8',
  json: 'application/json; charset=utf-8',
  zip: 'application/zip',
} as const;

/**
 * Sends a file to be saved, under a name that says what it is in letters that every system keeps. Kept by no browser and
 * no proxy: names in it may have to disappear.
 */
export function sendFile(
  reply: FastifyReply,
  file: Buffer | string,
  format: keyof typeof TYPES,
  words: string,
): FastifyReply {
  return reply
    .type(TYPES[format])
    .header('Content-Disposition', `attachment; filename="${slugOf(words)}.${format}"`)
    .header('Cache-Control', 'private, no-store')
    .send(file);
}
