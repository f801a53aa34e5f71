import { serve } from '../threads/serve.ts';
import { toPdf } from './pdf.ts';
import type { PressTask } from './press.ts';
import { toWord } from './word.ts';

/** The thread that writes documents (press.ts). */
serve(async ({ document, format, at }: PressTask): Promise<Uint8Array> =>
  format === 'pdf' ? toPdf(document, new Date(at)) : toWord(document),
);
