import { translated } from './translated.ts';
import { english } from './english.ts';

/** What @lit/localize asks for: translations by message id. */
export const templates = translated(english);
