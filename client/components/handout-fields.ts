import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { errorFor, field, textField, type Errors } from './form.ts';

/** What goes with handed out criteria, as it is typed. */
export interface HandoutNote {
  message: string;
  /** YYYY-MM-DD, or empty. */
  due: string;
}

/** The same two fields wherever criteria are handed out. Writes what is typed into `note`. */
export function handoutFields(note: HandoutNote, errors: Errors): TemplateResult {
  const value = (event: Event) => (event.target as HTMLInputElement).value;
  return html`${textField({
    label: msg('Meddelande (frivilligt)'),
    name: 'message',
    help: msg('Det du skriver kan bli allmän handling. Skriv inga personuppgifter.'),
    error: errorFor(errors, 'message'),
    rows: 2,
    value: note.message,
    input: (text) => {
      note.message = text;
    },
  })}
  ${field({
    label: msg('Svara senast (frivilligt)'),
    name: 'due',
    error: errorFor(errors, 'due'),
    control: html`<input
      class="ds-input short"
      type="date"
      id="due"
      .value=${note.due}
      @change=${(event: Event) => {
        note.due = value(event);
      }}
    />`,
  })}`;
}
