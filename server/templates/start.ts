import type { Document } from '../documents/document.ts';
import { paragraph } from '../documents/document.ts';

/** A template to begin from: the letterhead and styles are changed in Word, and the fields moved to where they are wanted. */
export const STARTING_TEMPLATE: Document = {
  title: '{titel}',
  author: 'MR-kollen',
  running: '{organisation}',
  warning: null,
  facts: [
    { name: 'Nämnd', value: '{namnd}' },
    { name: 'Datum', value: '{datum}' },
    { name: 'Diarienummer', value: '{diarienummer}' },
  ],
  blocks: [paragraph('{innehall}')],
};
