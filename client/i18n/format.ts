/** Swedish formats, whatever the language of the interface: it is the country's figures and dates. */
const LOCALE = 'sv-SE';

const oneDecimal = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat(LOCALE);
const day = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long' });
const moment = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short' });

export const formatIndex = (value: number | null): string => (value === null ? '-' : oneDecimal.format(value));
export const formatNumber = (value: number): string => whole.format(value);
export const formatDate = (iso: string): string => day.format(new Date(iso));
export const formatTime = (iso: string): string => moment.format(new Date(iso));
/** With its sign: +4,2, −1,5 or ±0,0. */
export const formatSigned = (value: number | null): string =>
  value === null ? '-' : `${value > 0 ? '+' : value < 0 ? '−' : '±'}${oneDecimal.format(Math.abs(value))}`;

/** `a, b och c`, with the word for "and" in the language of the page, since the words are. */
export const formatList = (words: readonly string[]): string =>
  new Intl.ListFormat(document.documentElement.lang || 'sv').format(words);
