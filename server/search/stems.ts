import { newStemmer } from 'snowball-stemmers';

const swedish = newStemmer('swedish');
const WORDS = /[\p{L}\p{N}]+/gu;

/** Snowball leaves "skolan" as it is though "skolor" becomes "skol"; this brings them together. */
const DEFINITE = /^(.{4,})an$/u;

/**
 * The stems of a text's words, in order: what is indexed and what is searched for, on every database. å, ä and ö are
 * letters of their own; case and punctuation do not matter ("SL-03" is two words).
 */
export function stemsOf(text: string): string[] {
  const words = text.normalize('NFC').toLocaleLowerCase('sv').match(WORDS) ?? [];
  return words.map((word) => swedish.stem(word).replace(DEFINITE, '$1'));
}
