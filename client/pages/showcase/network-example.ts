import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { exampleArticle, reasonSentence } from '../../../criteria/present/example-article.ts';
import type { Tag } from '../../../criteria/present/tag.ts';
import type { ExampleView, NetworkStep } from '../../../server/showcase/contract.ts';
import { networkExample, takeNetworkStep } from '../../api/showcase.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, typed, type Errors } from '../../components/form.ts';
import { formatDate } from '../../i18n/format.ts';
import { mayLeave } from '../../components/unsent-form.ts';
import { Page } from '../../page.ts';
import '../../styles/showcase.css';
import { shownUntil, stageTag } from './stage.ts';

const article = html as Tag<unknown>;

/** For SKL: one example. The text is there once the organisation has consented; then it is let through or sent back. */
@customElement('mr-network-example')
export class NetworkExamplePage extends Page {
  @state() private view!: ExampleView;
  @state() private errors: Errors = [];
  @state() private told = '';

  override async load(): Promise<void> {
    this.view = await networkExample(this.params.exampleId ?? '');
    const { organisation, subject } = this.view.content;
    this.heading = `${organisation.name}: ${subject.title}`;
  }

  private async step(body: NetworkStep, told: string): Promise<void> {
    // What has been written to the organisation goes with the step that it was written for.
    if (body.step === 'publish' && !mayLeave(this)) return;
    try {
      this.view = await takeNetworkStep(this.view.id, this.view.revision, body);
      this.errors = [];
      this.told = told;
      await this.toHeading();
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  override render() {
    const { view } = this;
    const { reasons } = view;
    const { organisation, subject, year, text } = view.content;
    return html`<div class="reading">
        ${errorSummary(this.errors, { message: msg('Meddelandet') })}
        <p class="eyebrow">
          <a href="/natverket/skyltfonster">${msg('Skyltfönstret')}</a> · ${subject.code} ${subject.title}
        </p>
        <h1 tabindex="-1">${organisation.name} ${stageTag(view)}</h1>
        <p class="told" role="status">${this.told}</p>
        ${reasons.length > 0 ? html`<p>${reasons.map((why) => reasonSentence(why, year)).join(' ')}</p>` : html`<p>${msg('Eget exempel, föreslaget av organisationen.')}</p>`}
        ${view.visible ? html`<p>${shownUntil(view)}. <a href="/skyltfonster/${view.content.slug}">${msg('Se hur det visas')}</a></p>` : nothing}
        ${
          view.message
            ? html`<p class="quiet">${msg('Det ni senast skrev:')}</p>
                <p class="message">${view.message}</p>`
            : nothing
        }
      </div>
      ${
        text.title === ''
          ? html`<p class="reading">${msg('Texten syns här när organisationen har samtyckt till den.')}</p>`
          : html`<div class="preview">${exampleArticle(article, view.content, 'preview')}</div>`
      }
      ${view.stage === 'consented' ? this.renderReview() : view.visible ? this.renderTakeDown() : nothing}`;
  }

  private renderReview() {
    return html`<section class="panel reading">
      <h2>${msg('Granska')}</h2>
      <p>
        ${msg(str`Organisationen samtyckte ${formatDate(this.view.consentedAt ?? '')} till texten precis som den står. Ni kan publicera den eller skicka tillbaka den, men inte ändra i den.`)}
      </p>
      <ul>
        <li>${msg('Finns det personuppgifter i texten eller på bilderna?')}</li>
        <li>${msg('Förstår någon utanför organisationen vad som har gjorts?')}</li>
        <li>${msg('Framgår det att det är en egen bedömning?')}</li>
      </ul>
      <p>
        <button class="ds-button" @click=${() => this.step({ step: 'publish' }, msg('Exemplet är publicerat.'))}>
          ${msg('Publicera')}
        </button>
      </p>
      ${this.renderMessage('return', msg('Vad behöver ändras?'), msg('Skicka tillbaka'), msg('Exemplet är tillbaka hos organisationen.'))}
    </section>`;
  }

  private renderTakeDown() {
    return html`<section class="panel reading">
      <h2>${msg('Ta ner exemplet')}</h2>
      <p>${msg('Om något är fel. Exemplet försvinner direkt, och organisationen ser varför.')}</p>
      ${this.renderMessage('take-down', msg('Varför tas det ner?'), msg('Ta ner'), msg('Exemplet visas inte längre.'))}
    </section>`;
  }

  private renderMessage(step: 'return' | 'take-down', label: string, button: string, told: string) {
    const error = errorFor(this.errors, 'message');
    return html`<form
      class="form"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        void this.step({ step, message: typed(event, 'message') }, told);
      }}
    >
      ${field({ label, name: 'message', error, control: html`<textarea class="ds-input" id="message" name="message" rows="3" maxlength="2000" aria-invalid=${error ? 'true' : nothing}></textarea>` })}
      <button class="ds-button" data-variant="secondary">${button}</button>
    </form>`;
  }
}
