import type { z } from 'zod';
import { markup, type Markup } from '../http/markup.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A choice in a search form: everything, or one of the options. */
export function choiceField(id: string, label: string, options: readonly Option[], chosen: string): Markup {
  return markup`<div class="field"><label for="${id}">${label}</label><select class="ds-input" id="${id}" name="${id}"><option value="">Alla</option>${options.map((option) => markup`<option value="${option.value}" ?selected=${option.value === chosen}>${option.label}</option>`)}</select></div>`;
}

/** What is chosen in an address, where `names` tells what each choice is called. What cannot be meant is as if it were not there. */
export function choicesIn<Query extends Readonly<Record<string, string>>>(
  schema: z.ZodType<Query>,
  names: Readonly<Record<keyof Query, string>>,
  given: Readonly<Record<string, unknown>>,
): Query {
  const possible = Object.entries<string>(names)
    .map(([key, name]) => [key, given[name]] as const)
    .filter(([key, value]) => schema.safeParse({ [key]: value }).success);
  return schema.parse(Object.fromEntries(possible));
}
