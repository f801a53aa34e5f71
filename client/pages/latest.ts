import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { summaries } from '../api/assessments.ts';
import { organisationCode, signedIn, type SignedIn } from '../api/session.ts';
import { Page } from '../page.ts';
import { go } from '../router.ts';

/** "/sjalvskattning": the newest assessment, or what to do when there is none. */
@customElement('mr-latest-assessment')
export class LatestAssessment extends Page {
  private user: SignedIn | undefined;
  protected readonly folder: string = '/sjalvskattning';

  override async load(): Promise<void> {
    this.user = await signedIn();
    const [latest] = await summaries(await organisationCode());
    // The target is shown in this page's place; never resolving keeps this one off the screen.
    if (latest) {
      go(`${this.folder}/${latest.id}`, { replace: true });
      await new Promise(() => undefined);
    }
  }

  override render() {
    const coordinator = this.user?.role === 'coordinator';
    return html`<div class="reading">
      <h1 tabindex="-1">${msg('Ingen självskattning ännu')}</h1>
      ${
        coordinator
          ? html`<p>${msg('Starta den första. Startspåret går att besvara på en eftermiddag.')}</p>
              <p><a class="ds-button" href="/sjalvskattning/ny">${msg('Starta självskattning')}</a></p>`
          : this.user?.role === 'contributor'
            ? html`<p>
                ${msg('Inget kriterium är utdelat till dig ännu. Samordnaren i din organisation delar ut dem, och då syns de här.')}
              </p>`
            : html`<p>${msg('Samordnaren i din organisation har inte startat någon självskattning.')}</p>`
      }
    </div>`;
  }
}

@customElement('mr-latest-result')
export class LatestResult extends LatestAssessment {
  protected override readonly folder = '/resultat';
}
