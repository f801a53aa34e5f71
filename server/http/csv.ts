import type { FastifyReply } from 'fastify';

/** Sends a CSV file to be saved. Never kept by a proxy: names in it may have to disappear. */
export function sendCsv(reply: FastifyReply, fileName: string, csv: string): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('Content-Disposition', `attachment; filename="${fileName}"`)
    .header('Cache-Control', 'private, no-store')
    .send(csv);
}
