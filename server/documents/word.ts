import {
  AlignmentType,
  Document as WordFile,
  Footer,
  Header,
  HeadingLevel,
  type ImageRun,
  LevelFormat,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  Table as WordTable,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type FileChild,
  type ITableBordersOptions,
} from 'docx';
import type { Bars, Block, Document, Fact, Table } from './document.ts';
import { barPicture } from './word-bar.ts';
import { BORDERS, NO_BORDERS, STYLES, TEXT_WIDTH } from './word-styles.ts';

const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

/** Text with the line breaks that somebody typed. */
const runs = (text: string, bold = false): TextRun[] =>
  text.split('\n').map((line, i) => new TextRun({ text: line, bold, ...(i > 0 ? { break: 1 } : {}) }));

const facts = (rows: readonly Fact[]): Paragraph[] =>
  rows.map(
    ({ name, value }) => new Paragraph({ style: 'Fact', children: [...runs(`${name}: `, true), ...runs(value)] }),
  );

type Cell = string | ImageRun;

/** A table with a caption above it, a head that is repeated on each page, and rows that are kept whole. */
function tableOf(
  { caption, columns }: Pick<Table, 'caption' | 'columns'>,
  rows: readonly (readonly Cell[])[],
  borders: ITableBordersOptions,
): FileChild[] {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.round((TEXT_WIDTH * width) / whole));
  const row = (cells: readonly Cell[], head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: cells.map(
        (cell, i) =>
          new TableCell({
            width: { size: widths[i] ?? 0, type: WidthType.DXA },
            verticalAlign: VerticalAlignTable.CENTER,
            children: [
              new Paragraph({
                style: 'Cell',
                alignment: columns[i]?.number ? AlignmentType.RIGHT : AlignmentType.LEFT,
                children: typeof cell === 'string' ? runs(cell, head) : [cell],
              }),
            ],
          }),
      ),
    });
  return [
    new Paragraph({ style: 'Caption', text: caption, keepNext: true }),
    new WordTable({
      columnWidths: widths,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      borders,
      rows: [
        row(
          columns.map(({ title }) => title),
          true,
        ),
        ...rows.map((cells) => row(cells, false)),
      ],
    }),
    new Paragraph({ style: 'Cell', text: '' }),
  ];
}

/** Bars stand in a table between their names and figures, so that the words stay words. */
async function barsOf({ caption, bars }: Bars): Promise<FileChild[]> {
  const columns = [
    { title: 'Område', width: 3 },
    { title: '0–100', width: 4.4 },
    { title: 'Index', width: 1, number: true },
  ];
  const rows = await Promise.all(
    bars.map(async ({ name, value, text }) => [name, await barPicture(name, value, text), text]),
  );
  return tableOf({ caption, columns }, rows, NO_BORDERS);
}

async function childrenOf(block: Block): Promise<FileChild[]> {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ heading: HEADINGS[block.level], text: block.text })];
    case 'paragraph':
      return [new Paragraph({ ...(block.quiet ? { style: 'Quiet' } : {}), children: runs(block.text) })];
    case 'list':
      return block.items.map(
        (item) =>
          new Paragraph({
            children: runs(item),
            ...(block.numbered ? { numbering: { reference: 'numbered', level: 0 } } : { bullet: { level: 0 } }),
          }),
      );
    case 'facts':
      return facts(block.facts);
    case 'table':
      return tableOf(block, block.rows, BORDERS);
    case 'bars':
      return barsOf(block);
    case 'lines':
      return Array.from({ length: block.count }, () => new Paragraph({ style: 'Line', text: '' }));
    case 'page-break':
      return [new Paragraph({ children: [new PageBreak()] })];
  }
}

/** An Office Open XML file (ISO/IEC 29500) with real headings, header rows, alternative texts and page numbers. */
export async function toWord(document: Document): Promise<Buffer> {
  const children = (await Promise.all(document.blocks.map(childrenOf))).flat();
  const file = new WordFile({
    title: document.title,
    creator: document.author,
    lastModifiedBy: document.author,
    styles: STYLES,
    numbering: {
      config: [
        {
          reference: 'numbered',
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: '%1.',
              alignment: AlignmentType.START,
              style: { paragraph: { indent: { left: 500, hanging: 360 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        headers: {
          default: new Header({
            children: [
              new Paragraph({
                style: 'Quiet',
                children: runs([document.running, document.warning].filter(Boolean).join(' · ')),
              }),
            ],
          }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                style: 'Quiet',
                alignment: AlignmentType.RIGHT,
                children: [new TextRun({ children: ['Sida ', PageNumber.CURRENT, ' av ', PageNumber.TOTAL_PAGES] })],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, text: document.title }),
          ...facts(document.facts),
          ...children,
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}
