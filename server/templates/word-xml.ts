import type { Block, Document, Fact, Table } from '../documents/document.ts';

/** The style of a template by what Word calls it in every language; undefined where the template has none. */
export type StyleOf = (name: string) => string | undefined;

/** Reads a template's styles: Swedish Word has the id Rubrik1 for the style whose name is "heading 1". */
export function stylesIn(xml: string): StyleOf {
  const ids = new Map<string, string>();
  for (const [style] of xml.matchAll(/<w:style\b[\s\S]*?<\/w:style>/g)) {
    const id = /w:styleId="([^"]+)"/.exec(style)?.[1];
    const name = /<w:name w:val="([^"]+)"/.exec(style)?.[1];
    if (id && name) ids.set(name.toLowerCase(), id);
  }
  return (name) => ids.get(name);
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const run = (text: string, bold = false) =>
  text
    .split('\n')
    .map(
      (line, i) =>
        `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}${i > 0 ? '<w:br/>' : ''}<w:t xml:space="preserve">${escaped(line)}</w:t></w:r>`,
    )
    .join('');

const styled = (id: string | undefined, more = '') =>
  id === undefined && more === ''
    ? ''
    : `<w:pPr>${id === undefined ? '' : `<w:pStyle w:val="${escaped(id)}"/>`}${more}</w:pPr>`;

const p = (content: string, properties = '') => `<w:p>${properties}${content}</w:p>`;

/** Without a style of its own for headings the template still gets a heading that reads as one: bold, kept with its text. */
function heading(text: string, level: number, style: StyleOf): string {
  const id = style(`heading ${level}`);
  return p(
    run(text, id === undefined),
    styled(id, `<w:keepNext/>${id === undefined ? `<w:outlineLvl w:val="${level - 1}"/>` : ''}`),
  );
}

const facts = (rows: readonly Fact[]) => rows.map(({ name, value }) => p(run(`${name}: `, true) + run(value))).join('');

/** The width of an ordinary page's text, in twentieths of a point; the template's own may be another. */
const TEXT_WIDTH = 9070;

/** The table takes all of the width, in per cent, and each column its share; the grid is for programs that need one. */
function table({ caption, columns, rows }: Pick<Table, 'caption' | 'columns' | 'rows'>, style: StyleOf): string {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  const shares = columns.map(({ width }) => Math.round((5000 * width) / whole));
  const grid = style('table grid');
  const lines = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
    .join('');
  const row = (cells: readonly string[], head: boolean) =>
    `<w:tr><w:trPr><w:cantSplit/>${head ? '<w:tblHeader/>' : ''}</w:trPr>${cells
      .map((cell, i) => {
        const side = columns[i]?.number ? '<w:jc w:val="right"/>' : '';
        const close = `<w:pPr><w:spacing w:before="40" w:after="40"/>${side}</w:pPr>`;
        return `<w:tc><w:tcPr><w:tcW w:w="${shares[i] ?? 0}" w:type="pct"/></w:tcPr>${p(run(cell, head), close)}</w:tc>`;
      })
      .join('')}</w:tr>`;
  return [
    p(run(caption), styled(style('caption'), '<w:keepNext/>')),
    `<w:tbl><w:tblPr>${grid === undefined ? '' : `<w:tblStyle w:val="${escaped(grid)}"/>`}<w:tblW w:w="5000" w:type="pct"/>${grid === undefined ? `<w:tblBorders>${lines}</w:tblBorders>` : ''}</w:tblPr>`,
    `<w:tblGrid>${shares.map((share) => `<w:gridCol w:w="${Math.round((share * TEXT_WIDTH) / 5000)}"/>`).join('')}</w:tblGrid>`,
    row(
      columns.map(({ title }) => title),
      true,
    ),
    ...rows.map((cells) => row(cells, false)),
    '</w:tbl>',
    p(''),
  ].join('');
}

function list(items: readonly string[], numbered: boolean, style: StyleOf): string {
  const id = style(numbered ? 'list number' : 'list bullet');
  return items
    .map((item, i) => p(run(id === undefined ? `${numbered ? `${i + 1}.` : '•'} ${item}` : item), styled(id)))
    .join('');
}

function xmlOf(block: Block, style: StyleOf): string {
  switch (block.kind) {
    case 'heading':
      return heading(block.text, block.level, style);
    case 'paragraph':
      return p(run(block.text));
    case 'list':
      return list(block.items, block.numbered ?? false, style);
    case 'facts':
      return facts(block.facts);
    case 'table':
      return table(block, style);
    case 'bars':
      return table(
        {
          caption: block.caption,
          columns: [
            { title: 'Område', width: 4 },
            { title: 'Index', width: 1, number: true },
          ],
          rows: block.bars.map(({ name, text }) => [name, text]),
        },
        style,
      );
    case 'lines':
      return Array.from({ length: block.count }, () => p('')).join('');
    case 'page-break':
      return p('<w:r><w:br w:type="page"/></w:r>');
  }
}

/** A document's content as WordprocessingML (ISO/IEC 29500-1), in a template's own styles. */
export const wordXml = ({ blocks, warning }: Document, style: StyleOf): string =>
  (warning === null ? '' : p(run(warning, true))) + blocks.map((block) => xmlOf(block, style)).join('');
