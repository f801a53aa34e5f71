/** Swedish formats, whatever the language of the interface and the clock of the machine: they are the country's. */
const LOCALE = 'sv-SE';
const timeZone = 'Europe/Stockholm';

const oneDecimal = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat(LOCALE);
const day = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'long', timeZone });
const moment = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'short', timeZone });

/** An index, median or share with one decimal; a dash where there is none. */
export const formatIndex = (value: number | null): string => (value === null ? '-' : oneDecimal.format(value));
export const formatNumber = (value: number): string => whole.format(value);
/** `25 november 2026`, from a date or a time. */
export const formatDate = (iso: string): string => day.format(new Date(iso));
export const formatTime = (iso: string): string => moment.format(new Date(iso));
/** With its sign: +4,2, −1,5 or ±0,0. */
export const formatSigned = (value: number | null): string =>
  value === null ? '-' : `${value > 0 ? '+' : value < 0 ? '−' : '±'}${oneDecimal.format(Math.abs(value))}`;
