/**
 * A document as data: what it says, in order, with nothing of how a format writes it. Word and PDF are written from the
 * same one, so that they always say the same.
 */
export interface Document {
  readonly title: string;
  /** Whose it is, as the file's author: an organisation, never a person. */
  readonly author: string;
  /** What stands at the top of every page. */
  readonly running: string;
  /** Date, body, diarienummer and the like, beside each other under the title. */
  readonly facts: readonly Fact[];
  readonly blocks: readonly Block[];
  /** Said on every page where the figures are invented (the demo). */
  readonly warning: string | null;
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly quiet?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered?: boolean }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | Table
  | Bars
  /** Empty lines to write on by hand. */
  | { readonly kind: 'lines'; readonly count: number }
  | { readonly kind: 'page-break' };

/** A table with one row of heads, whose first column names the rows. */
export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

export interface Column {
  readonly title: string;
  /** Figures stand to the right, under their head. */
  readonly number?: boolean;
  /** Its share of the width, beside the other columns'. */
  readonly width: number;
}

/** Indexes as bars, 0–100: a picture with its words. Its figures stand in a table beside it. */
export interface Bars {
  readonly kind: 'bars';
  readonly caption: string;
  /** What someone who does not see the picture is told. */
  readonly alt: string;
  readonly bars: readonly { readonly name: string; readonly value: number | null; readonly text: string }[];
}

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const list = (items: readonly string[]): Block[] => (items.length > 0 ? [{ kind: 'list', items }] : []);
