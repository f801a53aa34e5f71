import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { ApiError, type FieldError } from '../api/http.ts';

/** The errors of a form, each with the field it is about. */
export type Errors = readonly FieldError[];

export function errorFor(errors: Errors, name: string): string | undefined {
  return errors.find(({ field }) => field === name || field.startsWith(`${name}.`))?.message;
}

function sentence(label: string | undefined, message: string): string {
  return /^[a-zåäö]/.test(message) && label ? `${label} ${message}.` : message;
}

/**
 * Stands first in its form and takes focus when it appears (see `focusErrors`); each line leads to its field. `under` is for
 * a form among headings deeper than the page's own: then it has no heading, which would break their order.
 */
export function errorSummary(
  errors: Errors,
  labels: Readonly<Record<string, string>> = {},
  under = false,
): TemplateResult | typeof nothing {
  if (errors.length === 0) return nothing;
  const labelOf = (field: string) => labels[field] ?? labels[field.split('.').at(-1) ?? ''];
  return html`<div class="ds-error-summary" tabindex="-1" role="alert">
    ${under ? html`<p><strong>${msg('Det här behöver rättas')}</strong></p>` : html`<h2>${msg('Det här behöver rättas')}</h2>`}
    <ul>
      ${errors.map(({ field, message }) => html`<li><a href="#${field.replaceAll('.', '-')}" @click=${leadTo}>${sentence(labelOf(field), message)}</a></li>`)}
    </ul>
  </div>`;
}

function leadTo(event: Event): void {
  event.preventDefault();
  const id = (event.currentTarget as HTMLAnchorElement).hash.slice(1);
  document.getElementById(id)?.focus();
}

/** Moves focus to the error summary of a form that was just refused (WCAG 3.3.1). */
export async function focusErrors(host: HTMLElement & { updateComplete: Promise<boolean> }): Promise<void> {
  await host.updateComplete;
  host.querySelector<HTMLElement>('.ds-error-summary')?.focus();
}

/** The errors of a refused call; a problem without fields becomes one line of its own. */
export function errorsOf(error: unknown): Errors {
  if (!(error instanceof ApiError)) throw error;
  return error.errors.length > 0 && error.status === 422 ? error.errors : [{ field: '', message: error.message }];
}

interface FieldOptions {
  readonly label: string;
  readonly name: string;
  readonly help?: string;
  readonly error?: string | undefined;
  readonly control: TemplateResult;
}

/** A labelled field with its help and error. The control's id is the name. */
export function field({ label, name, help, error, control }: FieldOptions): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    ${help ? html`<p class="help" id="${name}-help">${help}</p>` : nothing}
    ${error ? html`<p class="field-error" id="${name}-error">${sentence(label, error)}</p>` : nothing} ${control}
  </div>`;
}

interface TextFieldOptions extends Omit<FieldOptions, 'control'> {
  readonly rows: number;
  /** What it holds. With `input` it always is what the field shows; without, what it begins with. */
  readonly value?: string;
  readonly input?: (text: string) => void;
  readonly disabled?: boolean;
  /** After so many characters the field takes no more. */
  readonly most?: number;
}

/** A field for longer text. Its help and what is wrong with it are read out with it (WCAG 3.3.1, 4.1.2). */
export function textField({
  rows,
  value = '',
  input,
  disabled = false,
  most,
  ...about
}: TextFieldOptions): TemplateResult {
  const { name, help, error } = about;
  const described = [...(error ? [`${name}-error`] : []), ...(help ? [`${name}-help`] : [])];
  return field({
    ...about,
    control: html`<textarea
      class="ds-input"
      id=${name}
      name=${name}
      rows=${rows}
      aria-describedby=${described.length > 0 ? described.join(' ') : nothing}
      aria-invalid=${error ? 'true' : nothing}
      maxlength=${most ?? nothing}
      ?disabled=${disabled}
      .value=${input ? live(value) : value}
      @input=${(event: Event) => input?.((event.target as HTMLTextAreaElement).value)}
    ></textarea>`,
  });
}

/** What is typed in a form's field. */
export function typed(event: Event, name: string): string {
  const form = event.currentTarget as HTMLFormElement;
  return (form.elements.namedItem(name) as HTMLInputElement | null)?.value ?? '';
}
