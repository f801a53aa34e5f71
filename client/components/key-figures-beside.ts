import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { KeyFiguresView } from '../../server/key-figures/contract.ts';
import { keyFigures } from '../api/key-figures.ts';
import { formatIndex } from '../i18n/format.ts';
import { LightElement } from '../page.ts';
import { caution, source } from './key-figures.ts';

type Figure = KeyFiguresView['figures'][number];

const groupOf = ({ group }: Figure): string =>
  group === null
    ? msg('Färre än tre i gruppen har en uppgift.')
    : msg(str`Median i gruppen ${group.name}, ${group.n} med uppgift: ${formatIndex(group.median)}.`);

/** Beside one criterion while it is answered: what Kolada says. Nothing where there is no figure for it. */
@customElement('mr-key-figures')
export class KeyFiguresElement extends LightElement {
  @property() assessment = '';
  @property() code = '';
  @state() private view: KeyFiguresView | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    // Figures that do not come are no reason to disturb someone who is writing.
    keyFigures(this.assessment)
      .then((view) => {
        this.view = view;
      })
      .catch(() => undefined);
  }

  override render() {
    const figures = this.view?.figures.filter(({ criteria }) => criteria.includes(this.code)) ?? [];
    if (this.view === null || figures.length === 0) return nothing;
    return html`<h2>${msg('Nyckeltal ur Kolada')}</h2>
      ${figures.map(
        (figure) =>
          html`<p>
            ${figure.title}, ${figure.year}: <strong>${formatIndex(figure.total)}</strong>.
            ${figure.women === null || figure.men === null ? nothing : msg(str`Kvinnor ${formatIndex(figure.women)}, män ${formatIndex(figure.men)}.`)}
            ${groupOf(figure)}
          </p>`,
      )}
      <p class="small">${caution()}</p>
      ${source({ ...this.view, figures })}`;
  }
}
