import type { FieldError } from '../api/http.ts';

/** What is stored of a form, as the server tells it. */
export interface Stored {
  readonly revision: number;
}

/** The parts of a draft that can be sent, and what is missing of the others. */
export interface Completed<D> {
  /** The draft with each part that is not complete as it was last stored. */
  readonly draft: D;
  /** What is missing, by the id of its control; empty when all of the draft can be sent. */
  readonly held: readonly FieldError[];
}

/** How one kind of form goes between the screen, the browser's storage and the server. */
export interface Form<D, S extends Stored> {
  /** The form as it is stored; empty when nothing is. */
  readonly draftOf: (stored: S | undefined) => D;
  /** Holds back only what is not complete, so that the rest of what was written is sent. */
  readonly complete: (draft: D, before: D) => Completed<D>;
  readonly bodyOf: (draft: D) => unknown;
}

/** For forms that are always complete, or where only the server can tell. */
export const whole = <D>(draft: D): Completed<D> => ({ draft, held: [] });

/** Whether two bodies say the same. The server takes away white space around texts. */
export function sameBody(a: unknown, b: unknown): boolean {
  const plain = (body: unknown) =>
    JSON.stringify(body, (_key, value: unknown) => (typeof value === 'string' ? value.trim() : value));
  return plain(a) === plain(b);
}
