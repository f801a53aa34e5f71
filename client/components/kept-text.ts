import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';

/** Every text in a draft, in the order in which it was filled in; how its rows are told apart is no text. */
function textsIn(draft: unknown, name = ''): string[] {
  if (typeof draft === 'string') return name === 'row' || draft.trim() === '' ? [] : [draft.trim()];
  if (typeof draft === 'number') return [name === 'level' ? `${msg('Nivå')} ${draft}` : String(draft)];
  if (Array.isArray(draft)) return draft.flatMap((each) => textsIn(each));
  if (typeof draft === 'object' && draft !== null)
    return Object.entries(draft).flatMap(([key, value]) => textsIn(value, key));
  return [];
}

export const textOf = (draft: unknown): string => textsIn(draft).join('\n\n');

/** What someone has written that cannot be sent: to be copied to where it is of use. */
export function keptText(draft: unknown): TemplateResult {
  const text = textOf(draft);
  const copy = (event: Event) => {
    const button = event.currentTarget as HTMLButtonElement;
    void navigator.clipboard.writeText(text).then(() => {
      button.textContent = msg('Kopierad');
    });
  };
  return html`<div class="kept-text">
    <p class="typed">${text || '-'}</p>
    <button type="button" class="ds-button" data-variant="secondary" data-size="sm" @click=${copy}>
      ${msg('Kopiera texten')}
    </button>
  </div>`;
}
