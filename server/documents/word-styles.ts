import { BorderStyle, LineRuleType, type IStylesOptions, type ITableBordersOptions } from 'docx';

/** What a page is wide between its margins, in twentieths of a point: A4 less docx's inch on each side. */
export const TEXT_WIDTH = 9026;

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const line = { style: BorderStyle.SINGLE, size: 4, color: '9FB0B3' } as const;
/** Lines between the rows only. */
export const BORDERS: ITableBordersOptions = {
  top: line,
  bottom: line,
  left: none,
  right: none,
  insideHorizontal: line,
  insideVertical: none,
};

export const NO_BORDERS: ITableBordersOptions = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
};

/** Calibri is on every computer that opens the file; an organisation's own template has its own. Sizes in half points. */
const FONT = 'Calibri';
const INK = '1D2B2F';
const QUIET = '4A5A5F';
const heading = (size: number, before: number) => ({
  run: { size, bold: true, color: INK, font: FONT },
  paragraph: { spacing: { before, after: 120 }, keepNext: true },
});

export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: FONT, size: 22, color: INK, language: { value: 'sv-SE' } },
      paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
    },
    title: { run: { size: 40, bold: true, color: INK, font: FONT }, paragraph: { spacing: { after: 240 } } },
    heading1: heading(30, 360),
    heading2: heading(25, 280),
    heading3: heading(22, 240),
  },
  paragraphStyles: [
    { id: 'Fact', name: 'Uppgift', basedOn: 'Normal', paragraph: { spacing: { after: 20 } } },
    {
      id: 'Cell',
      name: 'Tabelltext',
      basedOn: 'Normal',
      run: { size: 20 },
      paragraph: { spacing: { before: 30, after: 30, line: 240, lineRule: LineRuleType.AUTO } },
    },
    {
      id: 'Caption',
      name: 'caption',
      basedOn: 'Normal',
      run: { size: 20, color: QUIET },
      paragraph: { spacing: { before: 160, after: 60 } },
    },
    {
      id: 'Line',
      name: 'Skrivrad',
      basedOn: 'Normal',
      paragraph: { border: { bottom: line, between: line }, spacing: { before: 160, after: 0 } },
    },
    { id: 'Quiet', name: 'Dämpad text', basedOn: 'Normal', run: { size: 18, color: QUIET } },
  ],
};
