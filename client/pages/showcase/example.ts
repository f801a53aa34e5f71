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
import { whole, type Form } from '../../offline/form.ts';
import { Page } from '../../page.ts';
import { go } from '../../router.ts';
import '../../styles/showcase.css';
import { differences, labels, textFields } from './example-form.ts';
import { article, consentView, leavingView, stateView, type Asked, type TakeStep } from './example-views.ts';
import './picture-editor.ts';
import type { PicturesChange } from './picture-editor.ts';
import { stageTag } from './stage.ts';

const EMPTY: ExampleText = {
  title: '',
  what: '',
  why: '',
  effect: '',
  hard: '',
  time: '',
  suited: '',
  contact: '',
  contactEmail: '',
  link: '',
  pictures: [],
};

/** The server says what is not allowed in a text; all of it can be sent at any time. */
const exampleForm: Form<ExampleText, ExampleView> = {
  draftOf: (stored) => stored?.content.text ?? EMPTY,
  complete: whole,
  bodyOf: (text) => text,
};

/** An example for the showcase: written here, looked at as it will be shown, consented to, and taken back. */
@customElement('mr-example')
export class ExamplePage extends Page {
  @state() private view!: ExampleView;
  @state() private text!: ExampleText;
  @state() private status: SaveStatus<ExampleView> = { kind: 'idle' };
  @state() private errors: Errors = [];
  @state() private looking = false;
  @state() private asking: Asked | null = null;
  @state() private told = '';
  private user!: SignedIn;
  private operator = '';
  private saver!: Saver<ExampleText, ExampleView>;
  /** Counts the times that the example has been opened anew. */
  private turn = 0;

  override async load(): Promise<void> {
    this.user = await signedIn();
    this.operator = (await session()).operatorName;
    const id = this.params.exampleId ?? '';
    await this.open(await example(this.code, id));
  }

  /** Shows an example as it is stored, with text that could not be sent on an earlier visit or while it was locked. */
  private async open(view: ExampleView): Promise<void> {
    this.view = view;
    this.heading = view.content.text.title || view.content.subject.title;
    (this.saver as typeof this.saver | undefined)?.close();
    const turn = this.turn + 1;
    const saver = await Saver.open<ExampleText, ExampleView>({
      target: { userId: this.user.id, within: this.code, code: view.id, kind: 'examples' },
      form: exampleForm,
      stored: view,
      writable: this.writable,
      tell: (status) => {
        // One that is being opened, or has been closed and still sends, tells of another time.
        if (this.turn === turn) this.tell(status);
      },
    });
    this.turn = turn;
    this.saver = saver;
    this.status = this.writable ? saver.status : { kind: 'idle' };
    this.text = this.writable ? saver.draft : view.content.text;
  }

  private tell(status: SaveStatus<ExampleView>): void {
    this.status = status;
    this.errors = status.kind === 'invalid' ? status.errors : [];
    const locked = status.kind === 'conflict' && status.current?.stage === 'consented';
    if (locked || status.kind === 'refused') void this.locked();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.saver.close();
  }

  /** Someone else has consented or withdrawn while this was written. The text is kept here until it can be sent. */
  private async locked(): Promise<void> {
    await this.open(await example(this.code, this.view.id));
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
    this.saver.change(text, options);
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
      await this.open(await takeStep(this.code, this.view.id, this.saver.revision, step));
      this.errors = [];
      this.looking = false;
      this.asking = null;
      this.told = told;
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
    const theirs = this.status.current;
    this.saver.takeTheirs();
    void this.open(theirs);
  }

  private keepMine(): void {
    this.saver.keepMine(this.text);
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
    return html`<div class="reading">
      ${errorSummary(this.errors, labels())}
      <p class="eyebrow"><a href="/exempel">${msg('Exempel')}</a> · ${subject.code} ${subject.title}</p>
      <h1 tabindex="-1">${this.text.title || subject.title} ${stageTag(view)}</h1>
      <p class="told" role="status">${this.told}</p>
      ${
        view.message
          ? html`<div class="ds-alert" data-color="info">
              <h2>${msg(str`${this.operator} skriver`)}</h2>
              <p class="message">${view.message}</p>
            </div>`
          : nothing
      }
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
      }
    </div>`;
  }

  private renderConflict() {
    if (this.status.kind !== 'conflict' || !this.status.current) return nothing;
    const theirs = this.status.current.content.text;
    return html`<section class="conflict ds-alert" data-color="warning">
      <h2>${msg('Någon annan har ändrat texten samtidigt')}</h2>
      <p>${msg('Inget av det ni har skrivit är borta. Välj vilken text som ska gälla.')}</p>
      ${differences(this.text, theirs)}
      <p class="actions">
        <button class="ds-button" @click=${this.keepMine}>${msg('Spara mitt')}</button>
        <button class="ds-button" data-variant="secondary" @click=${this.takeTheirs}>${msg('Behåll det andra')}</button>
      </p>
    </section>`;
  }

  private renderForm() {
    return html`<form
      class="form"
      novalidate
      data-saves-itself
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
    >
      <p class="help">
        ${msg('Det du skriver sparas medan du skriver och kan bli allmän handling. Skriv inga personuppgifter.')}
      </p>
      ${textFields(this.text, this.errors, (name, value) => {
        this.change({ ...this.text, [name]: value });
      })}
      <mr-picture-editor
        .pictures=${this.text.pictures}
        .errors=${this.errors}
        organisation=${this.code}
        example=${this.view.id}
        @pictures-change=${(event: PicturesChange) => {
          this.change({ ...this.text, pictures: event.detail }, { now: true });
        }}
      ></mr-picture-editor>
      ${saveStatus(this.status)}
      <p class="actions">
        <button class="ds-button" type="button" @click=${() => this.look()}>
          ${msg('Se hur det kommer att visas')}
        </button>
      </p>
    </form>`;
  }
}
