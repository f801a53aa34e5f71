/** What stands in the way of reading a file, for whoever saved it; null when it can be read. */
export interface Unreadable {
  readonly reason: string;
}

export interface CsvText {
  readonly text: string;
  readonly delimiter: string;
  /** Lines before the headings, so that a line is named as the person sees it. */
  readonly skipped: number;
}

const SAVE_AS = 'Spara den som ”CSV UTF-8 (kommaavgränsad)” i Excel och försök igen';

/** What å, ä, ö, Å, Ä and Ö become when UTF-8 is taken for Windows-1252 and saved again; and what is lost for good. */
const GARBLED = /Ã[¥¤¶…„–]|\uFFFD/;

/**
 * The text of a CSV file from Swedish Excel: UTF-8 with or without a mark, or Windows-1252 ("CSV"), with semicolon,
 * comma or tab, and perhaps the line `sep=;` first. Letters written in two parts (å as a and ring, from a Mac) are put
 * together. What has lost its letters is refused and not guessed at.
 */
export function csvTextOf(bytes: Uint8Array): CsvText | Unreadable {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { reason: `är sparad som Unicode-text (UTF-16). ${SAVE_AS}` };
  if (first === 0x50 && second === 0x4b) return { reason: `är en Excelfil och inte CSV. ${SAVE_AS}` };
  const text = decoded(bytes).normalize('NFC');
  if (text.includes('\0')) return { reason: `är inte en textfil. ${SAVE_AS}` };
  if (GARBLED.test(text)) return { reason: `har förlorat bokstäverna å, ä och ö. ${SAVE_AS}, från originalet` };
  const told = /^sep=(.)\r?\n/i.exec(text);
  const rest = told ? text.slice(told[0].length) : text;
  return { text: rest, delimiter: told?.[1] ?? delimiterOf(rest), skipped: told ? 1 : 0 };
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Whichever stands most often among the headings. */
function delimiterOf(text: string): string {
  const [headings = ''] = text.split('\n', 1);
  const times = (mark: string) => headings.split(mark).length;
  return [';', ',', '\t'].toSorted((a, b) => times(b) - times(a))[0] ?? ',';
}
