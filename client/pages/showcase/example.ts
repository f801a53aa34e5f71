import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { exampleArticle, reasonSentence } from '../../../criteria/present/example-article.ts';
import type { ExampleText, ExampleView } from '../../../server/showcase/contract.ts';
import { session, signedIn, type SignedIn } from '../../api/session.ts';
import { example, removeExample, takeStep } from '../../api/showcase.ts';
import { errorsOf, errorSummary, focusErrors, type Errors } from '../../components/form.ts';
import { saveStatus } from '../../components/save-status.ts';
import { Saver, type SaveStatus } from '../../offline/saver.ts';
import { unsentFor } from '../../offline/unsent.ts';
import { Page } from '../../page.ts';
import { go } from '../../router.ts';
import '../../styles/showcase.css';
import { differences, labels, textFields } from './example-form.ts';
import { article, consentView, leavingView, stateView, type Asked, type TakeStep } from './example-views.ts';
import './picture-editor.ts';
import type { PicturesChange } from './picture-editor.ts';
import { stageTag } from './stage.ts';

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

  private readonly step: TakeStep = async (step, told) => {
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
  };

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

  private async ask(what: Asked | null): Promise<void> {
    this.asking = what;
    if (what === null) return;
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
    if (this.looking)
      return html`${errorSummary(this.errors)}${consentView(this.view, this.text, this.operator, {
        consent: (event) => this.consent(event),
        write: () => this.write(),
      })}`;
    const { view } = this;
    const { reasons } = view;
    const { subject, year } = view.content;
    return html`<div class="reading">${errorSummary(this.errors, labels())}
      <p class="eyebrow"><a href="/exempel">${msg('Exempel')}</a> · ${subject.code} ${subject.title}</p>
      <h1 tabindex="-1">${this.text.title || subject.title} ${stageTag(view)}</h1>
      <p class="told" role="status">${this.told}</p>
      ${view.message ? html`<div class="ds-alert" data-color="info"><h2>${msg(str`${this.operator} skriver`)}</h2><p class="message">${view.message}</p></div>` : nothing}
      ${reasons.length > 0 ? html`<p>${msg('Därför är ni inbjudna:')} ${reasons.map((why) => reasonSentence(why, year)).join(' ')}</p>` : nothing}
      ${stateView(view, this.operator, this.user.role === 'coordinator', this.step)} ${this.renderConflict()}
      ${this.writable ? this.renderForm() : html`<div class="preview">${exampleArticle(article, { ...view.content, text: this.text }, 'preview')}</div>`}
      ${
        this.user.role === 'coordinator'
          ? leavingView(view, this.asking, {
              ask: (what) => void this.ask(what),
              step: this.step,
              remove: () => void this.takeAway(),
            })
          : nothing
      }</div>`;
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
}
