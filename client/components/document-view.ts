import { html, nothing, svg, type TemplateResult } from 'lit';
import type { DocumentView } from '../../server/documents/contract.ts';
import '../styles/document.css';

type Block = DocumentView['blocks'][number];
type Facts = Extract<Block, { kind: 'facts' }>['facts'];

const facts = (rows: Facts) =>
  html`<dl class="facts">
    ${rows.map(
      ({ name, value }) =>
        html`<div>
          <dt>${name}</dt>
          <dd class="typed">${value}</dd>
        </div>`,
    )}
  </dl>`;

/** The bars are a picture beside their figures, which stand in the same row. */
function bars({ caption, bars }: Extract<Block, { kind: 'bars' }>): TemplateResult {
  return html`<table class="document-bars">
    <caption>
      ${caption}
    </caption>
    <tbody>
      ${bars.map(
        ({ name, value, text }) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td class="bar">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                ${svg`<rect width="100" height="10" class="whole"></rect><rect width=${value ?? 0} height="10" class="part"></rect>`}
              </svg>
            </td>
            <td class="num">${text}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function table({ caption, columns, rows }: Extract<Block, { kind: 'table' }>): TemplateResult {
  return html`<div class="table-wrap" tabindex="0" role="region" aria-label=${caption}>
    <table class="ds-table">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ title, number }) => html`<th scope="col" class=${number ? 'num' : ''}>${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, i) => (i === 0 ? html`<th scope="row">${cell}</th>` : html`<td class=${columns[i]?.number ? 'num' : ''}>${cell}</td>`))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const HEADINGS = {
  2: (text: string) => html`<h2>${text}</h2>`,
  3: (text: string) => html`<h3>${text}</h3>`,
  4: (text: string) => html`<h4>${text}</h4>`,
} as const;

/** Where the document's first level of headings stands on the page. */
type Top = 2 | 3;

function show(block: Block, top: Top): TemplateResult | typeof nothing {
  switch (block.kind) {
    case 'heading':
      return HEADINGS[block.level === 1 ? top : top === 2 ? 3 : 4](block.text);
    case 'paragraph':
      return html`<p class=${block.quiet ? 'quiet' : ''}>${block.text}</p>`;
    case 'list': {
      const items = block.items.map((item) => html`<li>${item}</li>`);
      return block.numbered
        ? html`<ol>
            ${items}
          </ol>`
        : html`<ul>
            ${items}
          </ul>`;
    }
    case 'facts':
      return facts(block.facts);
    case 'table':
      return table(block);
    case 'bars':
      return bars(block);
    case 'lines':
    case 'page-break':
      return nothing;
  }
}

/** A document as it is on paper, below a heading of the page's own. It is in Swedish, whatever the page around it is. */
export function documentView({ facts: rows, blocks }: DocumentView, top: Top = 2): TemplateResult {
  return html`<div class="document" lang="sv">
    ${rows.length > 0 ? facts(rows) : nothing} ${blocks.map((block) => show(block, top))}
  </div>`;
}
