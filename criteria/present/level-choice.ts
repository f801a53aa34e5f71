import type { Criterion, Level } from '../model.ts';
import { levelText } from './level-text.ts';
import type { Tag } from './tag.ts';

export interface Choice {
  readonly level: Level | null;
  readonly notApplicable: boolean;
}

type Shown = Pick<Criterion, 'code' | 'checks' | 'legalFloor' | 'mayBeNotApplicable'>;

export interface ChoiceWords {
  readonly legend: string;
  readonly notApplicable: string;
  /** Said before a list of checks. */
  readonly allHold: string;
  /** The word beside the level that a law demands. */
  readonly legalFloor: string;
}

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
  words: ChoiceWords,
): T {
  const option = (value: string, label: string, description: T | string, checked: boolean): T =>
    html`<label class="level"
      ><input type="radio" name="level" value="${value}" ?checked=${checked} ?disabled=${disabled} /><span
        ><strong>${label}</strong>${description}</span
      ></label
    >`;
  return html`<fieldset class="levels">
    <legend>${words.legend}</legend>
    ${criterion.checks.map((_, level) => option(String(level), `${level} ${levelNames[level] ?? ''}`, levelText(html, criterion, level, words), choice.level === level))}
    ${criterion.mayBeNotApplicable ? option('na', words.notApplicable, '', choice.notApplicable) : ''}
  </fieldset>`;
}
