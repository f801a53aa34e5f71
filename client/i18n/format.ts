export { formatDate, formatIndex, formatNumber, formatSigned, formatTime } from '../../criteria/present/format.ts';

/** `a, b och c`, with the word for "and" in the language of the page, since the words are. */
export const formatList = (words: readonly string[]): string =>
  new Intl.ListFormat(document.documentElement.lang || 'sv').format(words);
