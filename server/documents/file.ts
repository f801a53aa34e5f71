import type { FastifyReply } from 'fastify';

/** The media type of each kind of file that is made for somebody. */
const TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const;

/** `Lunds kommun 2026 tjansteskrivelse` → `lunds-kommun-2026-tjansteskrivelse`: letters that every system keeps. */
function fileName(words: string): string {
  return words
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
}

/** Sends a file to be kept, under a name that says what it is. Nobody's cache keeps it. */
export function sendFile(
  reply: FastifyReply,
  file: Buffer | string,
  format: keyof typeof TYPES,
  words: string,
): FastifyReply {
  return reply
    .type(TYPES[format])
    .header('Content-Disposition', `attachment; filename="${fileName(words)}.${format}"`)
    .send(file);
}
