import type { ActionState } from '../database/schema.ts';

export const STATE_WORDS: Readonly<Record<ActionState, string>> = {
  planned: 'Planerad',
  ongoing: 'Pågår',
  done: 'Klar',
};

/** What follow-up systems call the three, besides our own words. */
const OTHER_WORDS: Readonly<Record<string, ActionState>> = {
  'ej påbörjad': 'planned',
  'inte påbörjad': 'planned',
  pågående: 'ongoing',
  påbörjad: 'ongoing',
  försenad: 'ongoing',
  avslutad: 'done',
  slutförd: 'done',
  genomförd: 'done',
  färdig: 'done',
};

const BY_WORD = new Map<string, ActionState>([
  ...(Object.entries(STATE_WORDS) as [ActionState, string][]).map(([state, word]): [string, ActionState] => [
    word.toLocaleLowerCase('sv'),
    state,
  ]),
  ...Object.entries(OTHER_WORDS),
]);

/** The state that a word means, however it is written; undefined for a word that nobody has told us of. */
export const stateNamed = (word: string): ActionState | undefined => BY_WORD.get(word.trim().toLocaleLowerCase('sv'));
