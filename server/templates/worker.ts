import type { Document } from '../documents/document.ts';
import { serve } from '../threads/serve.ts';
import { checkTemplate } from './check.ts';
import type { TemplateFields } from './fields.ts';
import { fillTemplate } from './fill.ts';

export type TemplateTask =
  | { readonly check: Uint8Array }
  | { readonly template: Uint8Array; readonly document: Document; readonly fields: TemplateFields };

/** The thread that unpacks and fills what organisations have sent, so that a strange file stops nobody. */
serve((task: TemplateTask): Promise<Uint8Array | readonly string[]> =>
  'check' in task ? checkTemplate(task.check) : fillTemplate(task.template, task.document, task.fields),
);
