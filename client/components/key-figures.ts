import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { KeyFiguresView } from '../../server/key-figures/contract.ts';
import { formatDate, formatIndex } from '../i18n/format.ts';
import { sign } from './sign.ts';

/** Kolada asks to be named for its own values, and not for what others have reckoned from them. */
export const source = ({ link, figures }: KeyFiguresView): TemplateResult =>
  html`<p class="quiet small">
    ${msg('Källa: Kolada.')} <a href=${link} rel="noopener">kolada.se</a>. ${msg('Medianen har vi räknat fram.')}
    ${msg(str`Uppgifterna lästes in ${formatDate(figures[0]?.readAt ?? '')}.`)}
  </p>`;

/** Said wherever they are shown. */
export const caution = (): string =>
  msg('Nyckeltalen säger hur det är för dem som bor här. De visar inte att nivån stämmer, och inte vad den beror på.');

const orMissing = (value: number | null) => (value === null ? sign('missing') : html`${formatIndex(value)}`);

/** All of them, with the levels of the criteria they stand beside; nothing where nothing has been read. */
export function keyFiguresSection(
  view: KeyFiguresView | null,
  levels: ReadonlyMap<string, number | null>,
): TemplateResult | typeof nothing {
  if (view === null || view.figures.length === 0) return nothing;
  return html`<section>
    <h2>${msg('Nyckeltal ur Kolada')}</h2>
    <p>${caution()}</p>
    <div class="table-wrap" tabindex="0" role="region" aria-label=${msg('Nyckeltal ur Kolada')}>
      <table class="ds-table">
        <thead>
          <tr>
            <th scope="col">${msg('Nyckeltal')}</th>
            <th scope="col" class="num">${msg('År')}</th>
            <th scope="col" class="num">${msg('Ni')}</th>
            <th scope="col" class="num">${msg('Kvinnor')}</th>
            <th scope="col" class="num">${msg('Män')}</th>
            <th scope="col">${msg('Gruppens median')}</th>
            <th scope="col">${msg('Er nivå')}</th>
          </tr>
        </thead>
        <tbody>
          ${view.figures.map(
            (figure) =>
              html`<tr>
                <th scope="row">${figure.title}</th>
                <td class="num">${figure.year}</td>
                <td class="num">${formatIndex(figure.total)}</td>
                <td class="num">${orMissing(figure.women)}</td>
                <td class="num">${orMissing(figure.men)}</td>
                <td>
                  ${
                    figure.group === null
                      ? sign('missing')
                      : html`${formatIndex(figure.group.median)}
                          <div class="quiet small">
                            ${msg(str`${figure.group.name}, ${figure.group.n} med uppgift`)}
                          </div>`
                  }
                </td>
                <td>
                  ${figure.criteria.map((code) => html`<div class="whole"><span class="code">${code}</span> ${levels.get(code) ?? sign('missing')}</div>`)}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${source(view)}
  </section>`;
}
