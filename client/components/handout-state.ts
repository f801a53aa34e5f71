import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { AssessmentView } from '../../server/assessments/contract.ts';

export type Handout = AssessmentView['handouts'][number];
export type HandoutState = Handout['state'];

/** README, "Utdelade kriterier". In the order it usually goes. */
const NAMES: Readonly<Record<HandoutState, () => string>> = {
  new: () => msg('Inte öppnat'),
  opened: () => msg('Öppnat'),
  answered: () => msg('Besvarat'),
  done: () => msg('Klart'),
  returned: () => msg('Tillbaka med fråga'),
  accepted: () => msg('Godtaget'),
};

const COLOURS: Readonly<Record<HandoutState, string>> = {
  new: 'neutral',
  opened: 'neutral',
  answered: 'info',
  done: 'accent',
  returned: 'warning',
  accepted: 'success',
};

export function handoutTag(state: HandoutState): TemplateResult {
  return html`<span class="ds-tag" data-size="sm" data-color=${COLOURS[state]}>${NAMES[state]()}</span>`;
}
