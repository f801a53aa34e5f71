import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { criterionKey, indicatorKey } from '../../../criteria/comparison/measure-keys.ts';
import { criteriaFor, tasksOf } from '../../../criteria/model.ts';
import { about, isShown, placed, withheld } from '../../components/figure.ts';
import { sign } from '../../components/sign.ts';
import { formatIndex } from '../../i18n/format.ts';
import { criterionAddress, type Comparison } from './comparison.ts';

/** The indicators: own value, median, middle half and number. */
export function indicatorTable({ figures, own: standing, criteria }: Comparison) {
  const rows = criteria.indicators.filter(({ code }) => indicatorKey(code) in figures.figures);
  return html`<section>
    <h2>${msg('Nyckeltal')}</h2>
    <div class="table-wrap" tabindex="0" role="region" aria-label=${msg('Nyckeltal')}>
      <table class="ds-table">
        <thead>
          <tr>
            <th scope="col">${msg('Nyckeltal, procent')}</th>
            <th scope="col" class="num">${msg('Ni')}</th>
            <th scope="col" class="num">${msg('Median')}</th>
            <th scope="col" class="num">${msg('Mittersta hälften')}</th>
            <th scope="col" class="num">${msg('Antal')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(({ code, title }) => {
            const { figure, from } = placed(figures, indicatorKey(code));
            const own = standing?.values[indicatorKey(code)];
            return html`<tr>
              <th scope="row">${title} ${standsFor(from)}</th>
              <td class="num">${own === undefined ? sign('missing') : formatIndex(own)}</td>
              ${
                isShown(figure)
                  ? html`<td class="num">${formatIndex(figure.median)}</td>
                      <td class="num">
                        ${figure.quartiles ? `${formatIndex(figure.quartiles[0])}–${formatIndex(figure.quartiles[1])}` : sign('withheld')}
                      </td>
                      <td class="num">${figure.n}</td>`
                  : html`<td class="num">${withheld(figure)}</td>
                      <td class="num">${withheld(figure)}</td>
                      <td class="num">${withheld(figure)}</td>`
              }
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** Every criterion that the organisation is asked, a table per area. */
export function criteriaTables(comparison: Comparison, organisation: string) {
  const { criteria } = comparison;
  const asked = criteriaFor(criteria, tasksOf(organisation).slice(0, 1));
  return html`<section>
    <h2>${msg('Kriterium för kriterium')}</h2>
    ${criteria.areas.map(
      ({ code: area, name }) =>
        html`<div class="table-wrap" tabindex="0" role="region" aria-label=${name}>
          <table class="ds-table levels-table">
            <caption>
              ${name}
            </caption>
            <thead>
              <tr>
                <th scope="col">${msg('Kriterium')}</th>
                <th scope="col" class="num">${msg('Ni')}</th>
                <th scope="col" class="num">${msg('Median')}</th>
                <th scope="col" class="num">${msg('Antal')}</th>
              </tr>
            </thead>
            <tbody>
              ${asked.filter((row) => row.area === area).map((row) => criterionRow(comparison, row.code, row.title))}
            </tbody>
          </table>
        </div>`,
    )}
  </section>`;
}

/** Whose figure it is, where a wider group's stands in the place of the group's own. */
const standsFor = (from: string | null) =>
  from === null ? nothing : html`<span class="quiet small whose">${msg(str`Visar ${from}`)}</span>`;

function criterionRow({ figures, own: standing }: Comparison, code: string, title: string): TemplateResult {
  const { figure, from } = placed(figures, criterionKey(code));
  const own = standing?.values[criterionKey(code)];
  return html`<tr>
    <th scope="row">
      <a href=${criterionAddress(code, figures)}><span class="code">${code}</span> ${title}</a>
      ${standsFor(from)}
    </th>
    <td class="num">
      ${own === undefined ? sign('missing') : html`<span class="level-mark" data-level=${own}>${own}</span>`}
    </td>
    <td class="num">${isShown(figure) ? formatIndex(figure.median) : withheld(figure)}</td>
    <td class="num">
      ${isShown(figure) ? html`${figure.n}${figure.without > 0 ? html`<span class="visually-hidden">. ${about(figure)}</span>` : nothing}` : withheld(figure)}
    </td>
  </tr>`;
}
