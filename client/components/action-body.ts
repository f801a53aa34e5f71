import type { Action, ActionBody } from '../../server/actions/contract.ts';

/** An action with nothing in it yet. */
export const EMPTY_ACTION: ActionBody = {
  criterion: null,
  title: '',
  description: '',
  responsible: '',
  due: null,
  state: 'planned',
  effect: '',
  targetLevel: null,
};

/** What a person can change of an action; the rest is worked out. */
export function actionBodyOf(action: Action): ActionBody {
  const { criterion, title, description, responsible, due, state, effect, targetLevel, baseYear } = action;
  return { criterion, title, description, responsible, due, state, effect, targetLevel, baseYear };
}
