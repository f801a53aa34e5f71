import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ResultView } from '../../server/assessments/contract.ts';
import { sign } from './sign.ts';

interface Options {
  /** Id of the assessment, for the links. */
  readonly assessment: string;
  readonly year: number;
  readonly earlier: readonly number[];
  readonly name: string;
  readonly colour?: string | undefined;
  /** How many are answered, in words. */
  readonly about: string;
  readonly rows: ResultView['criteria'];
}

function level(value: number | null, notApplicable: boolean): TemplateResult {
  if (notApplicable) return sign('notApplicable');
  if (value === null) return sign('missing');
  return html`<span class="level-mark" data-level=${value}>${value}</span>`;
}

/** A group's criteria with their levels this year and before. */
export function levelsTable({ assessment, year, earlier, name, colour, about, rows }: Options): TemplateResult {
  return html`<div class="table-wrap" tabindex="0" role="region" aria-label=${name}>
    <table class="ds-table levels-table">
      <caption>
        ${colour ? html`<svg class="swatch" width="14" height="14" aria-hidden="true"><rect width="14" height="14" rx="3" fill=${colour}></rect></svg> ` : nothing}${name}
        <span class="quiet">${about}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">${msg('Kriterium')}</th>
          ${earlier.map((each) => html`<th scope="col" class="num">${each}</th>`)}
          <th scope="col" class="num">${year}</th>
          <th scope="col" class="num">${msg('Underlag')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row">
                <a href="/sjalvskattning/${assessment}/${row.code}"
                  ><span class="code">${row.code}</span> ${row.title}</a
                >
              </th>
              ${earlier.map((each) => html`<td class="num">${level(row.earlier.find((found) => found.year === each)?.level ?? null, false)}</td>`)}
              <td class="num">${row.toConfirm ? msg('att bekräfta') : level(row.level, row.notApplicable)}</td>
              <td class="num">${row.evidence}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
