import type { FastifyReply, FastifyRequest } from 'fastify';
import { brotliCompress, constants } from 'node:zlib';

/** JSON that is sent many times: written once, and compressed once for those who ask for it. */
export interface Rendered {
  readonly bytes: Buffer;
  readonly compressed: Promise<Buffer>;
}

/** Nothing is compressed until someone asks. `quality` (brotli, 0–11) is high for what never changes. */
export function render(value: unknown, quality = 6): Rendered {
  const bytes = Buffer.from(JSON.stringify(value));
  let compressed: Promise<Buffer> | undefined;
  return {
    bytes,
    get compressed() {
      compressed ??= new Promise((resolve, reject) => {
        const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
        brotliCompress(bytes, { params }, (error, result) => {
          if (error) reject(error);
          else resolve(result);
        });
      });
      return compressed;
    },
  };
}

/** Sends it as the browser can take it. */
export function sendRendered(
  request: FastifyRequest,
  reply: FastifyReply,
  rendered: Rendered,
): FastifyReply | Promise<FastifyReply> {
  reply.type('application/json; charset=utf-8').header('Vary', 'Accept-Encoding');
  if (!/\bbr\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(rendered.bytes);
  return rendered.compressed.then((bytes) => reply.header('Content-Encoding', 'br').send(bytes));
}
