import { msg } from '@lit/localize';
import type { Action } from '../../server/actions/contract.ts';

export const ACTION_STATES = ['planned', 'ongoing', 'done'] as const satisfies readonly Action['state'][];

/** What the state of an action is called. */
export function actionState(state: Action['state']): string {
  return { planned: msg('Planerad'), ongoing: msg('Pågår'), done: msg('Klar') }[state];
}
