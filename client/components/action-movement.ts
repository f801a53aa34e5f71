import { msg, str } from '@lit/localize';
import type { Action } from '../../server/actions/contract.ts';

/** Whether the level has moved since the action was decided on, in a sentence; empty where there is nothing to say. */
export function movementSentence({ movement, targetLevel }: Action): string {
  if (!movement) return '';
  const { from, to, comparable, reached } = movement;
  const aim = targetLevel === null ? '' : msg(str`Målet är nivå ${targetLevel}.`);
  if (!to) return [from ? msg(str`Nivå ${from.level} i ${from.year}.`) : '', aim].filter(Boolean).join(' ');
  if (!comparable)
    return msg(str`Kriteriet är omformulerat sedan ${from?.year ?? ''}, så nivåerna går inte att jämföra.`);
  const moved = !from
    ? msg(str`Nivån är ${to.level} i ${to.year}.`)
    : from.level === to.level
      ? msg(str`Nivån är ${to.level}, som i ${from.year}.`)
      : msg(str`Nivån var ${from.level} i ${from.year} och är ${to.level} i ${to.year}.`);
  const outcome = reached === null ? '' : reached ? msg('Målet är nått.') : aim;
  return [moved, outcome].filter(Boolean).join(' ');
}
