import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { NewNote, ReviewView } from '../../server/peer-reviews/contract.ts';
import { ApiError } from '../api/http.ts';
import { LightElement } from '../page.ts';
import { errorFor, errorsOf, errorSummary, focusErrors, textField, type Errors } from './form.ts';
import { NOTE_KINDS, noteKindName } from './note-kind.ts';
import './sure.ts';
import { cancelButton } from './unsent-form.ts';

type Note = ReviewView['notes'][number];

/** What the page does with a note; each resolves when it has been saved and the page drawn with it, and throws otherwise. */
export interface NoteWork {
  readonly write: (code: string, base: number, note: NewNote) => Promise<void>;
  readonly remove: (code: string, base: number) => Promise<void>;
  readonly reply: (code: string, base: number, text: string) => Promise<void>;
}

/** The guest's note about one criterion, and the host's answer. */
@customElement('mr-peer-note')
export class PeerNote extends LightElement {
  @property() code = '';
  @property({ attribute: false }) note: Note | undefined;
  @property({ attribute: false }) guest = '';
  @property({ attribute: false }) host = '';
  /** What this side may do here now. */
  @property() writes: 'note' | 'reply' | 'nothing' = 'nothing';
  @property({ attribute: false }) work!: NoteWork;
  /** Told when its form is opened and closed: the page keeps it in sight meanwhile. */
  @property({ attribute: false }) opened: (code: string, open: boolean) => void = () => undefined;
  @state() private open = false;
  @state() private errors: Errors = [];
  /**
   * What has been chosen and typed and not saved, over the revision that it was begun on: the page is drawn anew when
   * something else is saved, and somebody else's words do not take its place.
   */
  @state() private draft: { readonly kind: NewNote['kind'] | undefined; readonly text: string; readonly base: number } =
    {
      kind: undefined,
      text: '',
      base: 0,
    };

  private async save(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.errors = [];
      this.close();
    } catch (error) {
      this.errors = errorsOf(error);
      // What the other has written is on the page now, and the next try builds on it.
      if (error instanceof ApiError && error.code === 'conflict')
        this.draft = { ...this.draft, base: this.note?.revision ?? 0 };
      await focusErrors(this);
    }
  }

  private readonly onNote = (event: Event): Promise<void> => {
    event.preventDefault();
    const { kind, text, base } = this.draft;
    // Without a choice the server says what is missing.
    return this.save(() => this.work.write(this.code, base, { kind, text } as NewNote));
  };

  private readonly onReply = (event: Event): Promise<void> => {
    event.preventDefault();
    const { text, base } = this.draft;
    return this.save(() => this.work.reply(this.code, base, text));
  };

  private readonly onInput = ({ target }: Event): void => {
    const { name, value } = target as HTMLInputElement;
    this.draft = name === 'kind' ? { ...this.draft, kind: value as NewNote['kind'] } : { ...this.draft, text: value };
  };

  private close(): void {
    this.open = false;
    this.opened(this.code, false);
  }

  private async begin(): Promise<void> {
    const { note } = this;
    this.draft = {
      kind: note?.kind,
      text: (this.writes === 'note' ? note?.text : note?.reply) ?? '',
      base: note?.revision ?? 0,
    };
    this.open = true;
    this.opened(this.code, true);
    await this.updateComplete;
    this.querySelector<HTMLElement>('input, textarea')?.focus();
  }

  override render() {
    return html`${this.note ? this.renderNote(this.note) : nothing}
    ${this.open ? (this.writes === 'note' ? this.renderNoteForm() : this.renderReplyForm()) : this.renderButtons()}`;
  }

  private renderNote({ kind, text, reply, changedSince }: Note) {
    return html`<div class="peer-note" data-kind=${kind}>
      <p><strong>${this.guest}: ${noteKindName(kind)}</strong></p>
      ${text ? html`<p class="typed">${text}</p>` : nothing}
      ${
        reply
          ? html`<p><strong>${this.host}</strong></p>
              <p class="typed">${reply}</p>
              ${changedSince ? html`<p class="quiet small">${msg('Anteckningen har ändrats sedan svaret.')}</p>` : nothing}`
          : nothing
      }
    </div>`;
  }

  private renderButtons() {
    const { note, code } = this;
    if (this.writes === 'nothing' || (this.writes === 'reply' && !note)) return nothing;
    const [label, said] =
      this.writes === 'note'
        ? note
          ? [msg('Ändra'), msg(str`Ändra anteckningen om ${code}`)]
          : [msg('Anteckna'), msg(str`Anteckna om ${code}`)]
        : note?.reply
          ? [msg('Ändra svaret'), msg(str`Ändra svaret om ${code}`)]
          : [msg('Svara'), msg(str`Svara om ${code}`)];
    return html`<p class="row-actions no-print">
        <button type="button" class="link-button" aria-label=${said} @click=${() => this.begin()}>${label}</button>
        ${this.writes === 'note' && note && !note.reply ? html`<mr-sure label=${msg('Ta bort')} said=${msg(str`Ta bort anteckningen om ${code}`)} question=${msg('Det du har skrivit försvinner.')} yes=${msg('Ja, ta bort')} .work=${() => this.save(() => this.work.remove(code, note.revision))}></mr-sure>` : nothing}
      </p>
      ${errorSummary(this.errors, {}, true)}`;
  }

  private renderNoteForm() {
    const kindError = errorFor(this.errors, 'kind');
    return html`<form class="form no-print" novalidate @submit=${this.onNote} @input=${this.onInput}>
      ${errorSummary(this.renamed, { [`text-${this.code}`]: msg('Anteckningen') }, true)}
      <fieldset class="options">
        <legend>${msg(str`Vad säger ni om ${this.code}?`)}</legend>
        ${kindError ? html`<p class="field-error">${kindError}</p>` : nothing}
        ${NOTE_KINDS.map(
          ({ kind, label, help }, i) =>
            html`<label
              ><input
                type="radio"
                name="kind"
                id=${i === 0 ? `kind-${this.code}` : nothing}
                value=${kind}
                .checked=${kind === this.draft.kind}
              /><span><strong>${label()}</strong><br />${help()}</span></label
            >`,
        )}
      </fieldset>
      ${this.textField(msg(str`Anteckning om ${this.code}`), errorFor(this.errors, 'text'))}
      <p class="actions">
        <button class="ds-button" aria-label=${msg(str`Spara anteckningen om ${this.code}`)}>${msg('Spara')}</button>
        ${this.cancel()}
      </p>
    </form>`;
  }

  private renderReplyForm() {
    return html`<form class="form no-print" novalidate @submit=${this.onReply} @input=${this.onInput}>
      ${errorSummary(this.renamed, { [`text-${this.code}`]: msg('Svaret') }, true)}
      ${this.textField(msg(str`Svar om ${this.code}`), errorFor(this.errors, 'text'))}
      <p class="actions">
        <button class="ds-button" aria-label=${msg(str`Spara svaret om ${this.code}`)}>${msg('Spara svaret')}</button>
        ${this.cancel()}
      </p>
    </form>`;
  }

  /** A field's name stands once on a page. */
  private get renamed(): Errors {
    return this.errors.map((error) =>
      error.field === '' ? error : { ...error, field: `${error.field}-${this.code}` },
    );
  }

  private textField(label: string, error: string | undefined) {
    const name = `text-${this.code}`;
    return textField({
      label,
      name,
      help: msg('Skriv inga personuppgifter. Det ni skriver kan bli allmän handling hos er båda.'),
      error,
      rows: 3,
      value: this.draft.text,
    });
  }

  private cancel() {
    return cancelButton(() => {
      this.errors = [];
      this.close();
    });
  }
}
