import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';

/**
 * Nobody's typed text is thrown away unasked. A form with a field for longer text, that is sent by a button, is asked
 * about before it is left: by a link, the browser's own buttons or "Avbryt". Forms that save while one writes say so
 * with `data-saves-itself`.
 */
const WRITTEN = 'form[data-written]:has(textarea)';

function onInput({ target }: Event): void {
  const form = (target as Element | null)?.closest<HTMLFormElement>('form:not([data-saves-itself])');
  if (form) form.dataset.written = '';
}

/** A form that has been sent is gone, or empty again. */
function holdsText(form: Element): boolean {
  return [
    ...form.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>('textarea, input[type="text"], input:not([type])'),
  ].some(({ value }) => value.trim() !== '');
}

const unsentForms = (within: ParentNode) => [...within.querySelectorAll(WRITTEN)].filter(holdsText);

/** Whether a page, or a part of it, may be left: there is nothing to lose, or the person has said so. */
export function mayLeave(within: ParentNode = document): boolean {
  return (
    unsentForms(within).length === 0 ||
    confirm(msg('Det du har skrivit är inte sparat och försvinner. Vill du fortsätta ändå?'))
  );
}

/** "Avbryt" in a form. */
export function cancelButton(cancel: () => void): TemplateResult {
  return html`<button
    type="button"
    class="ds-button"
    data-variant="secondary"
    @click=${({ target }: Event) => {
      const form = (target as Element).closest('form');
      if (mayLeave(form?.parentElement ?? document)) cancel();
    }}
  >
    ${msg('Avbryt')}
  </button>`;
}

export function watchForms(): void {
  document.addEventListener('input', onInput);
  addEventListener('beforeunload', (event) => {
    if (unsentForms(document).length > 0) event.preventDefault();
  });
}
