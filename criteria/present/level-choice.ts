import type { Criterion, Level } from '../model.ts';

/**
 * A template tag: Lit's `html` in the browser, `markup` on the server. Templates written with it use only
 * what both understand: text, lists, `name="${value}"` and `?name=${truth}`.
 */
export type Tag<T> = (strings: TemplateStringsArray, ...values: unknown[]) => T;

export interface Choice {
  readonly level: Level | null;
  readonly notApplicable: boolean;
}

type Shown = Pick<Criterion, 'code' | 'levels' | 'mayBeNotApplicable'>;

/**
 * The question's five levels as radio buttons. The same markup from server and client: the server's copy is
 * usable before any script has arrived, and the client takes over without anything moving.
 */
export function levelChoice<T>(
  html: Tag<T>,
  criterion: Shown,
  levelNames: readonly string[],
  choice: Choice,
  disabled: boolean,
  legend: string,
  notApplicable: string,
): T {
  const option = (value: string, label: string, description: string, checked: boolean): T =>
    html`<label class="level"
      ><input type="radio" name="level" value="${value}" ?checked=${checked} ?disabled=${disabled} /><span
        ><strong>${label}</strong><span class="level-text">${description}</span></span
      ></label
    >`;
  return html`<fieldset class="levels">
    <legend>${legend}</legend>
    ${criterion.levels.map((text, level) => option(String(level), `${level} ${levelNames[level] ?? ''}`, text, choice.level === level))}
    ${criterion.mayBeNotApplicable ? option('na', notApplicable, '', choice.notApplicable) : ''}
  </fieldset>`;
}
