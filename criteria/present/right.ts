/** How a law's places are written: RF 2:1 is «2 kap. 1 §», DL 3 is «3 kap.»; a convention has articles. */
const CHAPTERS: ReadonlySet<string> = new Set(['RF', 'TF', 'DL']);

/** A right as it is read: `RF 2:1` → «Regeringsformen, 2 kap. 1 §»; `CRC 12` → «FN:s barnkonvention, artikel 12». */
export function rightName(instruments: Readonly<Record<string, string>>, right: string): string {
  const [instrument = '', place = ''] = right.split(' ');
  const [chapter = '', paragraph] = place.split(':');
  const where = CHAPTERS.has(instrument)
    ? `${chapter} kap.${paragraph === undefined ? '' : ` ${paragraph} §`}`
    : `${instrument === 'UNGP' ? 'princip' : 'artikel'} ${place}`;
  return `${instruments[instrument] ?? instrument}, ${where}`;
}
