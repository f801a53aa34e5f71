import type { PublicationKey, Sent, Subject } from './disclose.ts';
import type { Shown } from './figure.ts';
import type { Values } from './measure.ts';
import type { Standing } from './peer-groups.ts';

/** One organisation in an edition: who it is, and its values as they were when the edition was computed. */
export interface Member extends Standing {
  /** Which of the year's submissions it is. */
  readonly submission: string;
  /** The year before's submission that change is counted from; null without one. */
  readonly before?: string | null;
  readonly values: Values;
  /** In an edition that has been published: what had been drawn for its organisation. */
  readonly lots?: Lots | undefined;
}

/**
 * What an organisation's own values are counted as in figures over everyone, where its name is not seen (microdata.ts): by
 * audience and subject (`members levels`), and by measure: own value, what it is counted as, another own value, and so on.
 * What it is counted as may be the own value: the lot did not fall on it.
 */
export type Lots = Partial<Record<`${'members' | 'public'} ${Subject}`, Record<string, number[]>>>;

/** What an own value is counted as; undefined when nothing has been drawn for it. */
export function lotIn(pairs: readonly number[] | undefined, own: number): number | undefined {
  if (!pairs) return undefined;
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === own) return pairs[i + 1];
  return undefined;
}

/** A figure over everyone, or over those shown by name, with how many that only share statistics are left out. */
export interface PublishedFigure extends Shown {
  readonly scope: 'everyone' | 'named';
  readonly without: number;
  /** The edition that it was computed in; earlier than the page's own when it stands unchanged. */
  readonly edition: number;
}

/** Why there is no figure: too few answers, or someone could be worked out from it. */
export interface Withheld {
  readonly withheld: 'few' | 'protected';
}

export type Figure = PublishedFigure | Withheld;

export function isShown(figure: Figure | undefined): figure is PublishedFigure {
  return figure !== undefined && 'n' in figure;
}

/** Figures of one peer group, by measure. */
export type Page = Readonly<Record<string, Figure>>;

/** Pages by peer group, by publication. */
export type Pages = ReadonlyMap<PublicationKey, ReadonlyMap<string, Page>>;

/** What one publication consists of. */
export interface Publication {
  readonly key: PublicationKey;
  /** The peer groups it has a page for. */
  readonly groups: readonly string[];
  /** Those of them that may be shown over everyone; the others show the named only. */
  readonly everyone: readonly string[];
  /** Whether its readers see this submission by name. */
  readonly names: (sent: Sent, subject: Subject) => boolean;
}

/** An edition as it was published: nothing is recomputed to explain it. */
export interface PastEdition {
  readonly number: number;
  readonly members: readonly Member[];
  readonly pages: Pages;
  /** It was made when the round closed: from then on figures are over everyone, for the sets that it decided. */
  readonly closing?: boolean;
  /** Those sets, where they have been noted. */
  readonly sets?: readonly string[] | undefined;
  /** It only withholds, until the next one has been worked out (interim.ts): nothing in it is new. */
  readonly interim?: boolean;
  /** Whether the readers of a publication saw a submission by name when it was computed. */
  readonly named: (publication: PublicationKey, sent: Sent, subject: Subject) => boolean;
}
