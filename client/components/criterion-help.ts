import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CriterionHelp as Help } from '../../server/materials/contract.ts';
import { criterionHelp } from '../api/materials.ts';
import { LightElement } from '../page.ts';

/** Beside a criterion while it is answered: materials, and what others have told. Nothing when there is none. */
@customElement('mr-criterion-help')
export class CriterionHelpElement extends LightElement {
  @property() code = '';
  @state() private help: Help | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    // Help that does not come is no reason to disturb someone who is writing.
    criterionHelp(this.code)
      .then((help) => {
        this.help = help;
      })
      .catch(() => undefined);
  }

  override render() {
    const { materials = [], examples = [] } = this.help ?? {};
    return html`${
      materials.length > 0
        ? html`<h2>${msg('Material')}</h2>
            <ul>
              ${materials.map(({ title, publisher, link, length }) => html`<li><a href=${link} rel="noopener" target="_blank">${title}</a>, ${publisher}${length ? `, ${length}` : nothing} ${msg('(ny flik)')}</li>`)}
            </ul>
            <p>
              <a href="/material?kriterium=${this.code}" target="_blank"
                >${msg('Material om just det här kriteriet (ny flik)')}</a
              >
            </p>`
        : nothing
    }
    ${
      examples.length > 0
        ? html`<h2>${msg('Så har andra gjort')}</h2>
            <ul>
              ${examples.map(({ slug, title, organisation }) => html`<li><a href="/skyltfonster/${slug}" target="_blank">${title}</a>, ${organisation} ${msg('(ny flik)')}</li>`)}
            </ul>`
        : nothing
    }`;
  }
}
