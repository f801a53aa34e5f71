import type { Document } from '../documents/document.ts';
import { threadOf } from '../threads/thread.ts';
import type { TemplateFields } from './fields.ts';
import type { TemplateTask } from './worker.ts';

/** Checks and fills Word templates in a thread of its own. */
export interface Filler {
  /** The tags of a template that somebody has sent; refused with what is wrong with it. */
  readonly check: (template: Uint8Array) => Promise<readonly string[]>;
  readonly fill: (template: Uint8Array, document: Document, fields: TemplateFields) => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

export function filler(): Filler {
  const thread = threadOf<TemplateTask, Uint8Array | readonly string[]>(new URL('worker.ts', import.meta.url), {});
  return {
    check: async (template) => (await thread.ask({ check: template })) as readonly string[],
    fill: async (template, document, fields) =>
      Buffer.from((await thread.ask({ template, document, fields })) as Uint8Array),
    close: thread.close,
  };
}
