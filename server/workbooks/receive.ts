import type { FastifyInstance } from 'fastify';
import { threadOf } from '../threads/thread.ts';
import { LARGEST_WORKBOOK, type SheetRows } from './read.ts';

export { LARGEST_WORKBOOK };

/** Reads the file that a call holds: an Excel file's sheets. */
export type ReadSheets = (body: unknown) => Promise<SheetRows[]>;

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Routes whose calls hold a file, which is unpacked and read in a thread of its own. */
export function receivingFiles(app: FastifyInstance, routes: (scope: FastifyInstance, read: ReadSheets) => void): void {
  const reader = threadOf<Uint8Array, SheetRows[]>(new URL('read-worker.ts', import.meta.url), {});
  app.addHook('onClose', () => reader.close());
  void app.register((scope, _options, done) => {
    scope.addContentTypeParser(
      ['application/octet-stream', EXCEL],
      { parseAs: 'buffer', bodyLimit: LARGEST_WORKBOOK },
      (_request, body, parsed) => {
        parsed(null, body);
      },
    );
    routes(scope, (body) => reader.ask(bytesOf(body)));
    done();
  });
}

/** What a call of these routes holds; nothing when it was sent as something else. */
export const bytesOf = (body: unknown): Uint8Array => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));
