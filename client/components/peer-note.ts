import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { NewNote, ReviewView } from '../../server/peer-reviews/contract.ts';
import { LightElement } from '../page.ts';
import { errorFor, errorsOf, errorSummary, field, focusErrors, typed, type Errors } from './form.ts';
import { NOTE_KINDS, noteKindName } from './note-kind.ts';
import './sure.ts';
import { cancelButton } from './unsent-form.ts';

type Note = NonNullable<ReviewView['reading']>['notes'][number];

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
  @state() private open = false;
  @state() private errors: Errors = [];
  /** What has been typed and not saved, also when somebody else has saved meanwhile. */
  @state() private draft: { readonly kind: NewNote['kind'] | undefined; readonly text: string } | undefined;

  private async save(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.errors = [];
      this.draft = undefined;
      this.open = false;
    } catch (error) {
      this.errors = errorsOf(error);
      await focusErrors(this);
    }
  }

  private readonly onNote = (event: Event): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    // Without a choice the server says what is missing.
    const note = { kind: form.get('kind') ?? undefined, text: typed(event, `text-${this.code}`) } as NewNote;
    this.draft = note;
    return this.save(() => this.work.write(this.code, this.note?.revision ?? 0, note));
  };

  private readonly onReply = (event: Event): Promise<void> => {
    event.preventDefault();
    const text = typed(event, `text-${this.code}`);
    this.draft = { kind: undefined, text };
    return this.save(() => this.work.reply(this.code, this.note?.revision ?? 0, text));
  };

  private async begin(): Promise<void> {
    this.open = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>('input, textarea')?.focus();
  }

  override render() {
    return html`${this.note ? this.renderNote(this.note) : nothing}
    ${this.open ? (this.writes === 'note' ? this.renderNoteForm() : this.renderReplyForm()) : this.renderButtons()}`;
  }

  private renderNote({ kind, text, reply }: Note) {
    return html`<div class="peer-note" data-kind=${kind}>
      <p><strong>${this.guest}: ${noteKindName(kind)}</strong></p>
      ${text ? html`<p class="typed">${text}</p>` : nothing}
      ${
        reply
          ? html`<p><strong>${this.host}</strong></p>
              <p class="typed">${reply}</p>`
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
    const chosen = this.draft ? this.draft.kind : this.note?.kind;
    const kindError = errorFor(this.errors, 'kind');
    return html`<form class="form no-print" novalidate @submit=${this.onNote}>
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
                .checked=${kind === chosen}
              /><span><strong>${label()}</strong><br />${help()}</span></label
            >`,
        )}
      </fieldset>
      ${this.textField(msg(str`Anteckning om ${this.code}`), this.draft?.text ?? this.note?.text ?? '', errorFor(this.errors, 'text'))}
      <p class="actions"><button class="ds-button">${msg('Spara')}</button> ${this.cancel()}</p>
    </form>`;
  }

  private renderReplyForm() {
    return html`<form class="form no-print" novalidate @submit=${this.onReply}>
      ${errorSummary(this.renamed, { [`text-${this.code}`]: msg('Svaret') }, true)}
      ${this.textField(msg(str`Svar om ${this.code}`), this.draft?.text ?? this.note?.reply ?? '', errorFor(this.errors, 'text'))}
      <p class="actions"><button class="ds-button">${msg('Spara svaret')}</button> ${this.cancel()}</p>
    </form>`;
  }

  /** A field's name stands once on a page. */
  private get renamed(): Errors {
    return this.errors.map((error) =>
      error.field === '' ? error : { ...error, field: `${error.field}-${this.code}` },
    );
  }

  private textField(label: string, value: string, error: string | undefined) {
    const name = `text-${this.code}`;
    return field({
      label,
      name,
      help: msg('Skriv inga personuppgifter. Det ni skriver kan bli allmän handling hos er båda.'),
      error,
      control: html`<textarea
        class="ds-input"
        id=${name}
        name=${name}
        rows="3"
        aria-describedby="${name}-help"
        .value=${value}
      ></textarea>`,
    });
  }

  private cancel() {
    return cancelButton(() => {
      this.open = false;
      this.draft = undefined;
      this.errors = [];
    });
  }
}
