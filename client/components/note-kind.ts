import { msg } from '@lit/localize';
import type { NewNote } from '../../server/peer-reviews/contract.ts';

export type NoteKind = NewNote['kind'];

export const NOTE_KINDS: readonly {
  readonly kind: NoteKind;
  readonly label: () => string;
  readonly help: () => string;
}[] = [
  { kind: 'holds', label: () => msg('Stämmer'), help: () => msg('Nivån och underlaget hänger ihop.') },
  { kind: 'question', label: () => msg('Fråga'), help: () => msg('Något är oklart.') },
  {
    kind: 'suggestion',
    label: () => msg('Förslag'),
    help: () => msg('Något att pröva, gärna från er egen erfarenhet.'),
  },
];

export const noteKindName = (kind: NoteKind): string => NOTE_KINDS.find((each) => each.kind === kind)?.label() ?? kind;
