import { markup, type Markup } from './markup.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A choice in a search form: everything, or one of the options. */
export function choiceField(id: string, label: string, options: readonly Option[], chosen: string): Markup {
  return markup`<div class="field"><label for="${id}">${label}</label><select class="ds-input" id="${id}" name="${id}"><option value="">Alla</option>${options.map((option) => markup`<option value="${option.value}" ?selected=${option.value === chosen}>${option.label}</option>`)}</select></div>`;
}
