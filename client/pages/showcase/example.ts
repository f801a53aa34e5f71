import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { exampleArticle, reasonSentence } from '../../../criteria/present/example-article.ts';
import type { Tag } from '../../../criteria/present/level-choice.ts';
import type { ExampleText, ExampleView, OrganisationStep } from '../../../server/showcase/contract.ts';
import { session, signedIn, type SignedIn } from '../../api/session.ts';
import { example, removeExample, takeStep } from '../../api/showcase.ts';
import { errorsOf, errorSummary, focusErrors, type Errors } from '../../components/form.ts';
import { saveStatus } from '../../components/save-status.ts';
import { formatDate } from '../../i18n/format.ts';
import { Saver, type SaveStatus } from '../../offline/saver.ts';
import { unsentFor } from '../../offline/unsent.ts';
import { Page } from '../../page.ts';
import { go } from '../../router.ts';
import '../../styles/showcase.css';
import { differences, labels, textFields } from './example-form.ts';
import './picture-editor.ts';
import type { PicturesChange } from './picture-editor.ts';
import { shownUntil, stageTag } from './stage.ts';

const article = html as Tag<unknown>;

/** What is asked about once more before it is done. */
type Asked = 'withdraw' | 'decline' | 'remove';

/** An example for the showcase: written here, looked at as it will be shown, consented to, and taken back. */
@customElement('mr-example')
export class ExamplePage extends Page {
  @state() private view!: ExampleView;
  @state() private text!: ExampleText;
  @state() private status: SaveStatus = { kind: 'idle' };
  @state() private errors: Errors = [];
  @state() private looking = false;
  @state() private asking: Asked | null = null;
  @state() private told = '';
  private user!: SignedIn;
  private operator = '';
  private saver!: Saver;

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.operator = (await session()).operatorName;
    const id = this.params.exampleId ?? '';
    this.open(await example(this.code, id));
    await this.restore();
  }

  /**
   * Text that could not be sent, on an earlier visit or while the example was locked: sent now, over the revision that it
   * was begun on, so that whoever has saved since is not written over.
   */
  private async restore(): Promise<void> {
    const kept = this.writable ? await unsentFor(this.user.id, this.code, this.view.id) : undefined;
    if (!kept) return;
    this.open(this.view, kept.base);
    this.change(kept.draft as ExampleText, { now: true });
  }

  private open(view: ExampleView, base = view.revision): void {
    this.view = view;
    this.text = view.content.text;
    this.heading = this.text.title || view.content.subject.title;
    this.saver?.close();
    const saver = new Saver(
      { userId: this.user.id, within: this.code, code: view.id, kind: 'examples' },
      base,
      (status) => {
        // One that has been closed may still be sending; what it tells is of another time.
        if (this.saver === saver) this.tell(status);
      },
    );
    this.saver = saver;
  }

  private tell(status: SaveStatus): void {
    this.status = status;
    this.errors = status.kind === 'invalid' ? status.errors : [];
    const locked = status.kind === 'conflict' && (status.current as ExampleView | null)?.stage === 'consented';
    if (locked || status.kind === 'frozen') void this.locked();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.saver.close();
  }

  /** Someone else has consented or withdrawn while this was written. The text is kept here until it can be sent. */
  private async locked(): Promise<void> {
    this.open(await example(this.code, this.view.id));
    this.status = { kind: 'idle' };
    this.told = msg(
      'Någon har låst exemplet under tiden. Det du skrev finns kvar här på din dator och kommer tillbaka när texten går att ändra.',
    );
    await this.toHeading();
  }

  private get code(): string {
    return this.user.organisation?.code ?? '';
  }

  private get writable(): boolean {
    return this.user.role === 'coordinator' && this.view.stage !== 'consented';
  }

  private change(text: ExampleText, options: { now?: boolean } = {}): void {
    this.text = text;
    this.told = '';
    this.saver.change(text, text, options);
  }

  /** Nothing goes on while text is only here, because it could not be saved: the step would take its place. */
  private async isSaved(): Promise<boolean> {
    await this.saver.flush();
    if (['saved', 'idle'].includes(this.status.kind)) return true;
    if (this.errors.length === 0)
      this.errors = [{ field: '', message: msg('Texten är inte sparad än. Försök igen när den är det.') }];
    await focusErrors(this);
    return false;
  }

  private async look(): Promise<void> {
    if (!(await this.isSaved())) return;
    this.view = await example(this.code, this.view.id);
    this.looking = true;
    await this.toHeading();
  }

  private async write(): Promise<void> {
    this.looking = false;
    await this.toHeading();
  }

  private async step(step: OrganisationStep, told: string): Promise<void> {
    try {
      if (!(await this.isSaved())) return;
      this.open(await takeStep(this.code, this.view.id, this.saver.revision, step));
      this.errors = [];
      this.looking = false;
      this.asking = null;
      this.status = { kind: 'idle' };
      this.told = told;
      await this.restore();
      await this.toHeading();
    } catch (error) {
      this.errors = errorsOf(error);
      this.looking = false;
      await focusErrors(this);
    }
  }

  private async consent(event: Event): Promise<void> {
    event.preventDefault();
    const box = this.querySelector<HTMLInputElement>('#agree');
    if (!box?.checked) {
      this.errors = [{ field: 'agree', message: msg('Kryssa i att ni samtycker.') }];
      await focusErrors(this);
      return;
    }
    await this.step(
      'consent',
      msg(
        str`Tack! ${this.operator} granskar texten. Här ser ni när den är publicerad, eller om något behöver ändras.`,
      ),
    );
  }

  private async takeAway(): Promise<void> {
    try {
      if (!(await this.isSaved())) return;
      await removeExample(this.code, this.view.id, this.saver.revision);
      go('/exempel');
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  private async ask(what: Asked): Promise<void> {
    this.asking = what;
    await this.updateComplete;
    this.querySelector<HTMLElement>('#asked')?.focus();
  }

  private takeTheirs(): void {
    if (this.status.kind !== 'conflict' || !this.status.current) return;
    const theirs = this.status.current as ExampleView;
    this.saver.resolve(theirs.revision);
    this.status = { kind: 'idle' };
    this.open(theirs);
  }

  private keepMine(): void {
    if (this.status.kind !== 'conflict' || !this.status.current) return;
    this.saver.resolve((this.status.current as ExampleView).revision);
    this.change(this.text, { now: true });
  }

  override render() {
    if (this.looking) return this.renderLook();
    const { view } = this;
    const { reasons } = view;
    const { subject, year } = view.content;
    return html`<div class="reading">${errorSummary(this.errors, labels())}
      <p class="eyebrow"><a href="/exempel">${msg('Exempel')}</a> · ${subject.code} ${subject.title}</p>
      <h1 tabindex="-1">${this.text.title || subject.title} ${stageTag(view)}</h1>
      <p class="told" role="status">${this.told}</p>
      ${view.message ? html`<div class="ds-alert" data-color="info"><h2>${msg(str`${this.operator} skriver`)}</h2><p class="message">${view.message}</p></div>` : nothing}
      ${reasons.length > 0 ? html`<p>${msg('Därför är ni inbjudna:')} ${reasons.map((why) => reasonSentence(why, year)).join(' ')}</p>` : nothing}
      ${this.renderState()} ${this.renderConflict()}
      ${this.writable ? this.renderForm() : html`<div class="preview">${exampleArticle(article, { ...view.content, text: this.text }, 'preview')}</div>`}
      ${this.user.role === 'coordinator' ? this.renderLeaving() : nothing}</div>`;
  }

  private renderState() {
    const { view } = this;
    const mine = this.user.role === 'coordinator';
    return html`${view.visible ? html`<p>${shownUntil(view)}. <a href="/skyltfonster/${view.content.slug}">${msg('Se hur det visas')}</a></p>` : nothing}
      ${view.visible && view.stage === 'draft' && mine ? html`<p>${msg('Det du ändrar här syns först när ni har samtyckt till den nya texten och den har granskats och publicerats. Till dess visas den gamla.')}</p>` : nothing}
      ${view.expiresSoon && view.stage !== 'consented' && mine ? html`<div class="ds-alert" data-color="warning"><h2>${msg('Exemplet slutar snart att visas')}</h2><p>${msg('Stämmer texten fortfarande? Då kan ni visa den i 24 månader från i dag. Annars ändrar ni den här nedanför.')}</p><p><button class="ds-button" @click=${() => this.step('renew', msg('Exemplet visas i 24 månader från i dag.'))}>${msg('Texten stämmer, visa den längre')}</button></p></div>` : nothing}
      ${
        view.stage === 'consented'
          ? html`<div class="ds-alert" data-color="info"><p>${msg(str`Ni samtyckte ${formatDate(view.consentedAt ?? '')}. ${this.operator} granskar texten. Den är låst under tiden.`)}</p>${mine ? html`<p><button class="ds-button" data-variant="secondary" @click=${() => this.step('take-back', msg('Samtycket är återtaget. Texten går att ändra igen.'))}>${msg('Ta tillbaka samtycket och ändra')}</button></p>` : nothing}</div>`
          : nothing
      }`;
  }

  private renderConflict() {
    if (this.status.kind !== 'conflict' || !this.status.current) return nothing;
    const theirs = (this.status.current as ExampleView).content.text;
    return html`<section class="conflict ds-alert" data-color="warning"><h2>${msg('Någon annan har ändrat texten samtidigt')}</h2>
      <p>${msg('Inget av det ni har skrivit är borta. Välj vilken text som ska gälla.')}</p>${differences(this.text, theirs)}
      <p class="actions"><button class="ds-button" @click=${this.keepMine}>${msg('Spara mitt')}</button> <button class="ds-button" data-variant="secondary" @click=${this.takeTheirs}>${msg('Behåll det andra')}</button></p></section>`;
  }

  private renderForm() {
    return html`<form class="form" novalidate data-saves-itself @submit=${(event: Event) => {
      event.preventDefault();
    }}>
      <p class="help">${msg('Det du skriver sparas medan du skriver och kan bli allmän handling. Skriv inga personuppgifter.')}</p>
      ${textFields(this.text, this.errors, (name, value) => {
        this.change({ ...this.text, [name]: value });
      })}
      <mr-picture-editor .pictures=${this.text.pictures} .errors=${this.errors} organisation=${this.code} example=${this.view.id} @pictures-change=${(
        event: PicturesChange,
      ) => {
        this.change({ ...this.text, pictures: event.detail }, { now: true });
      }}></mr-picture-editor>
      ${saveStatus(this.status)}
      <p class="actions"><button class="ds-button" type="button" @click=${() => this.look()}>${msg('Se hur det kommer att visas')}</button></p></form>`;
  }

  /** The text as it will be shown, and what consent means. */
  private renderLook() {
    return html`${errorSummary(this.errors)}<p class="ds-alert" data-color="info">${msg('Förhandsgranskning. Så här kommer texten att visas.')} <button class="link-button" @click=${() => this.write()}>${msg('Ändra texten')}</button></p>
      <div class="preview">${exampleArticle(article, { ...this.view.content, text: this.text })}</div>
      <section class="panel reading"><h2>${msg('Samtyck till att texten visas')}</h2>
        <form class="form" novalidate @submit=${(event: Event) => this.consent(event)}>
          <ul><li>${msg(str`Texten och bilderna blir öppna för alla, precis som ovan, när ${this.operator} har granskat och publicerat dem.`)}</li>
          <li>${msg('De visas i 24 månader. Tre månader innan tiden går ut står det på er översikt.')}</li>
          <li>${msg('Ni kan dra tillbaka exemplet när som helst. Då försvinner det direkt, men det som andra redan har hämtat går inte att ta tillbaka.')}</li>
          <li>${msg('Andra får använda texten om de anger er som källa (CC BY 4.0).')}</li></ul>
          <p class="check"><input type="checkbox" id="agree" /> <label for="agree">${msg('Vi samtycker till att texten och bilderna visas så här. De som syns på bilderna har sagt ja.')}</label></p>
          <p class="actions"><button class="ds-button">${msg('Samtyck och skicka')}</button> <button type="button" class="ds-button" data-variant="secondary" @click=${() => this.write()}>${msg('Ändra texten')}</button></p></form></section>`;
  }

  private renderLeaving() {
    const { view } = this;
    if (this.asking) return this.renderAsking(this.asking);
    const ask = (what: Asked, label: string) =>
      html`<button class="link-button" @click=${() => this.ask(what)}>${label}</button>`;
    const own = view.content.origin === 'own';
    const gone = ['withdrawn', 'expired', 'declined'].includes(view.stage);
    return html`<p class="actions leaving">${view.visible || view.stage === 'consented' ? ask('withdraw', msg('Dra tillbaka exemplet')) : nothing}
      ${!own && !view.visible && ['invited', 'draft'].includes(view.stage) ? ask('decline', msg('Tacka nej till inbjudan')) : nothing}
      ${own && !view.visible && view.stage === 'draft' ? ask('remove', msg('Ta bort utkastet')) : nothing}
      ${gone ? html`<span class="quiet">${msg('Ändra texten om ni vill ta upp exemplet igen.')}</span>` : nothing}</p>`;
  }

  private renderAsking(what: Asked) {
    const asked = {
      withdraw: {
        text: this.view.visible
          ? msg('Exemplet försvinner från skyltfönstret direkt. Texten finns kvar här hos er.')
          : msg('Granskningen avbryts. Texten finns kvar här hos er.'),
        label: msg('Dra tillbaka'),
        go: () =>
          this.step(
            'withdraw',
            this.view.visible
              ? msg('Exemplet är tillbakadraget och visas inte längre.')
              : msg('Exemplet är tillbakadraget.'),
          ),
      },
      decline: {
        text: msg('Det ni har skrivit finns kvar, och ni kan ändra er.'),
        label: msg('Tacka nej'),
        go: () => this.step('decline', msg('Ni har tackat nej till inbjudan.')),
      },
      remove: {
        text: msg('Utkastet tas bort med det ni har skrivit. Det går inte att ångra.'),
        label: msg('Ta bort'),
        go: () => this.takeAway(),
      },
    }[what];
    return html`<div class="panel" role="group" aria-label=${asked.label}><p id="asked" tabindex="-1">${asked.text}</p><p class="actions"><button class="ds-button" data-color="danger" @click=${asked.go}>${asked.label}</button> <button class="ds-button" data-variant="secondary" @click=${() => {
      this.asking = null;
    }}>${msg('Avbryt')}</button></p></div>`;
  }
}
