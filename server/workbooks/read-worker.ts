import { serve } from '../threads/serve.ts';
import { readWorkbook } from './read.ts';

/** The thread that unpacks and reads what people send, so that a large file stops nobody. */
serve((bytes: Uint8Array) => readWorkbook(bytes));
