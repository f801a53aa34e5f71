import { workbook } from '../tables/workbook.ts';
import { serve } from '../threads/serve.ts';
import { toPdf } from './pdf.ts';
import type { PressTask } from './press.ts';
import { toWord } from './word.ts';

/** The thread that writes documents and workbooks (press.ts). */
serve(async (task: PressTask): Promise<Uint8Array> => {
  if ('sheets' in task) return workbook(task.sheets);
  return task.format === 'pdf'
    ? toPdf(task.document, new Date(task.at), task.kept ? 'a-2a' : 'ua-1')
    : toWord(task.document);
});
