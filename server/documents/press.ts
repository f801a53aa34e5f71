import type { Sheet } from '../tables/workbook.ts';
import { threadOf } from '../threads/thread.ts';
import type { Document } from './document.ts';

export const WRITTEN_FORMATS = ['docx', 'pdf'] as const;
export type WrittenFormat = (typeof WRITTEN_FORMATS)[number];

export type PressTask = DocumentTask | { readonly sheets: readonly Sheet[] };

interface DocumentTask {
  readonly document: Document;
  readonly format: WrittenFormat;
  /** The time that the file says it was made, in milliseconds. */
  readonly at: number;
  /** To be kept: by the archive's standard for PDF. */
  readonly kept?: boolean;
}

/** Writes documents and workbooks as files in a thread of its own, so that nobody else waits for it. */
export interface Press {
  readonly print: (document: Document, format: WrittenFormat, at: Date) => Promise<Buffer>;
  /** The document as PDF/A-2a, to be kept. */
  readonly archive: (document: Document, at: Date) => Promise<Buffer>;
  readonly bind: (sheets: readonly Sheet[]) => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

export function press(): Press {
  const thread = threadOf<PressTask, Uint8Array>(new URL('press-worker.ts', import.meta.url), {});
  return {
    print: async (document, format, at) => Buffer.from(await thread.ask({ document, format, at: at.getTime() })),
    archive: async (document, at) =>
      Buffer.from(await thread.ask({ document, format: 'pdf', at: at.getTime(), kept: true })),
    bind: async (sheets) => Buffer.from(await thread.ask({ sheets })),
    close: thread.close,
  };
}
