import type { PublicationKey, PublishedSet, Sent, Subject } from './disclose.ts';
import {
  isShown,
  type Member,
  type Page,
  type PastEdition,
  type Publication,
  type PublishedFigure,
} from './edition-model.ts';
import type { Measure } from './measure.ts';
import { peerGroup, peersOf } from './peer-groups.ts';

export type Groups = ReadonlyMap<string, readonly Member[]>;

/** Members by peer group; `sets` are the year's, of which the merged ones are groups too. */
export function groupsOf(members: readonly Member[], sets: readonly string[]): Groups {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    for (const key of peersOf(member, sets)) {
      const group = groups.get(key);
      if (group) group.push(member);
      else groups.set(key, [member]);
    }
  }
  return groups;
}

/** Those of the same kind who are not in the group. */
export function complementOf(groups: Groups, group: string, members: readonly Member[]): readonly Member[] {
  const inside = new Set(members);
  const whole = groups.get(peerGroup(group)?.task === 'region' ? 'regioner' : 'kommuner') ?? [];
  return whole.filter((member) => !inside.has(member));
}

export function subjectOf(measure: Measure): Subject {
  return measure.kind === 'change' ? 'change' : 'levels';
}

/** In change only those count that can be compared with the year before. */
export function concerned(subject: Subject, members: readonly Member[]): readonly Member[] {
  return subject === 'levels'
    ? members
    : members.filter(({ values }) => Object.keys(values).some((key) => key.startsWith('change:')));
}

export const EVERYONE = 'everyone';

/** Whether a measure is of the subject. */
export const isAbout =
  (subject: Subject) =>
  (measure: string): boolean =>
    measure.startsWith('change:') === (subject === 'change');

/** A set over everyone that has been published. */
interface PublishedOnce {
  readonly set: PublishedSet;
  readonly publication: PublicationKey;
  /** The last edition that showed it: whoever began to read no later than that may hold it. */
  readonly edition: number;
}

/**
 * The sets of earlier editions, by the edition whose values they hold. A figure that stands through many editions is one
 * set, so that what is worked out from history does not grow with the number of editions but with what was new in them.
 */
export class History {
  readonly #groups = new Map<string, Groups>();
  /** By measure, then by publication, group and origin. */
  readonly #published = new Map<string, Map<string, PublishedOnce>>();
  readonly past: readonly PastEdition[];

  constructor(past: readonly PastEdition[], sets: readonly string[]) {
    this.past = past;
    for (const { number, members } of past) {
      for (const subject of ['levels', 'change'] as const)
        this.#groups.set(`${number} ${subject}`, groupsOf(concerned(subject, members), sets));
    }
    for (const { number, pages } of past)
      for (const [publication, groups] of pages)
        for (const [group, page] of groups) this.#note(number, publication, group, page);
  }

  #note(number: number, publication: PublicationKey, group: string, page: Page): void {
    for (const [measure, figure] of Object.entries(page)) {
      if (!isShown(figure) || figure.scope !== EVERYONE) continue;
      const sets = this.#published.get(measure) ?? new Map<string, PublishedOnce>();
      this.#published.set(measure, sets);
      const subject: Subject = isAbout('change')(measure) ? 'change' : 'levels';
      const set = this.set(figure.edition, subject, group);
      sets.set(`${publication} ${group} ${figure.edition}`, { set, publication, edition: number });
    }
  }

  set(edition: number, subject: Subject, group: string): PublishedSet {
    return { members: this.#groups.get(`${edition} ${subject}`)?.get(group) ?? [] };
  }

  /** Every set over everyone that has been published for one measure. */
  published(measure: string): readonly PublishedOnce[] {
    return [...(this.#published.get(measure)?.values() ?? [])];
  }

  /** Every set over everyone that has been published for any measure of a subject. */
  publishedAbout(subject: Subject): readonly PublishedOnce[] {
    const sets = new Map<string, PublishedOnce>();
    for (const [measure, published] of this.#published) {
      if (!isAbout(subject)(measure)) continue;
      for (const [key, once] of published) if ((sets.get(key)?.edition ?? 0) < once.edition) sets.set(key, once);
    }
    return [...sets.values()];
  }

  wasNamed(edition: number, publication: PublicationKey, sent: Sent, subject: Subject): boolean {
    return this.past.find(({ number }) => number === edition)?.named(publication, sent, subject) ?? false;
  }

  /** The figure that stands until a new one takes its place; one that an interim edition withholds still stands. */
  standing(publication: PublicationKey, group: string, measure: string): PublishedFigure | undefined {
    const figure = this.past
      .findLast(({ interim }) => !interim)
      ?.pages.get(publication)
      ?.get(group)?.[measure];
    return isShown(figure) ? figure : undefined;
  }
}

/** A set of members, with their places in the cohort: values are read from a column by place. */
export interface Cohort extends PublishedSet {
  readonly places: Int32Array;
}

const NOBODY: Cohort = { members: [], places: new Int32Array() };

/** The members of one subject by group, and which of them a publication names: worked out once for all measures. */
export class Cohorts {
  readonly members: readonly Member[];
  readonly groups: Groups;
  readonly #subject: Subject;
  readonly #places = new Map<Member, number>();
  readonly #organisations = new Map<string, number>();
  readonly #cohorts = new Map<string, Cohort>();
  readonly #named = new Map<string, Cohort>();

  constructor(subject: Subject, members: readonly Member[], sets: readonly string[]) {
    this.#subject = subject;
    this.members = concerned(subject, members);
    this.members.forEach((member, place) => {
      this.#places.set(member, place);
      this.#organisations.set(member.organisation, place);
    });
    this.groups = groupsOf(this.members, sets);
    for (const [key, inside] of this.groups) this.#cohorts.set(key, this.#cohort(inside));
  }

  #cohort(members: readonly Member[]): Cohort {
    return { members, places: Int32Array.from(members, (member) => this.#places.get(member) ?? 0) };
  }

  in(group: string): Cohort {
    return this.#cohorts.get(group) ?? NOBODY;
  }

  /** Where an organisation stands; undefined when it does not. */
  placeOf(organisation: string): number | undefined {
    return this.#organisations.get(organisation);
  }

  namedIn({ key, names }: Publication, group: string): Cohort {
    const id = `${key} ${group}`;
    let named = this.#named.get(id);
    if (!named) {
      const all = this.in(group);
      const seen = all.members.filter((member) => names(member, this.#subject));
      // The same cohort when nobody is left out, so that nothing is worked out twice.
      named = seen.length === all.members.length ? all : this.#cohort(seen);
      this.#named.set(id, named);
    }
    return named;
  }
}
