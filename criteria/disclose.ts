import type { Member } from './edition-model.ts';
import type { MeasureKind } from './measure.ts';
import { isDelicate } from './measure.ts';
import { Parts, type Rule, type Unit } from './parts.ts';

/** Figures are published to all members, to anyone, to one county's viewers, and for all counties to the coordinator. */
export type PublicationKey = 'members' | 'public' | 'counties' | `county:${string}`;

/** Answers of one year, or the change between two: an organisation may be seen by name in one year and not the other. */
export type Subject = 'levels' | 'change';

/** What an organisation has sent: a correction is another submission, whose sharing is chosen anew. */
export type Sent = Pick<Member, 'organisation' | 'submission'>;

/** The best-informed person of a kind, and what that person holds. */
export interface Reader {
  readonly name: string;
  readonly rule: Rule;
  readonly holds: readonly PublicationKey[];
  /** Number of the earliest edition that the person may have read; 0 for one who has kept them all. */
  readonly since: number;
  /** Whether the person has never, since then, been able to see what this member sent by name. */
  readonly hides: (sent: Sent, subject: Subject) => boolean;
}

export const PROTECTED_FEWEST = 5;
/** A reader that may be one of the protected knows its own answers: five others must remain. */
export const AS_MEMBER: Rule = { fewest: PROTECTED_FEWEST + 1, insider: true };
export const AS_OUTSIDER: Rule = { fewest: PROTECTED_FEWEST, insider: false };

/** Who is in a set, and the edition that the values are from. */
export interface PublishedSet {
  readonly members: readonly Member[];
}

/** Numbers for submissions, and which of them each reader cannot see, worked out once for all measures. */
export class Roster {
  readonly #numbers = new Map<string, number>();
  readonly #sent: Sent[] = [];
  readonly #hidden = new Map<string, Uint8Array>();

  constructor(sets: Iterable<PublishedSet>) {
    for (const { members } of sets) {
      for (const member of members) {
        if (this.#numbers.has(member.submission)) continue;
        this.#numbers.set(member.submission, this.#numbers.size);
        this.#sent.push(member);
      }
    }
  }

  numberOf({ submission }: Sent): number {
    const number = this.#numbers.get(submission);
    if (number === undefined) throw new Error(`${submission} is in none of the sets.`);
    return number;
  }

  /** 1 for each submission that the reader cannot see by name. */
  hiddenFrom(reader: Reader, subject: Subject): Uint8Array {
    const key = `${subject} ${reader.name}`;
    let hidden = this.#hidden.get(key);
    if (!hidden) {
      hidden = Uint8Array.from(this.#sent, (sent) => (reader.hides(sent, subject) ? 1 : 0));
      this.#hidden.set(key, hidden);
    }
    return hidden;
  }
}

interface Watch {
  readonly reader: Reader;
  readonly parts: Parts;
}

/**
 * Decides, for one measure, which sets may be published over everyone: those that every reader who would hold the
 * figure can have beside all that it holds already. With `measure` null it decides on membership alone.
 */
export class Control {
  readonly #measure: { readonly key: string; readonly kind: MeasureKind } | null;
  readonly #numbers = new Map<string, number>();
  /** A set is asked about by many publications and readers. */
  readonly #unitsOfSet = new Map<readonly Member[], readonly number[]>();
  readonly #units: Unit[] = [];
  /** The submissions that hold each unit, by their numbers in the roster: a correction may keep a value. */
  readonly #sent: number[][] = [];
  readonly #roster: Roster;
  readonly #watches: readonly Watch[];

  /** `sets` are all sets that will be asked about or recorded, so that their units are known from the start. */
  constructor(
    measure: { readonly key: string; readonly kind: MeasureKind } | null,
    subject: Subject,
    readers: readonly Reader[],
    roster: Roster,
    sets: readonly PublishedSet[],
  ) {
    this.#measure = measure;
    this.#roster = roster;
    for (const set of sets) this.#unitsOf(set);
    this.#watches = readers.map((reader) => {
      const hidden = roster.hiddenFrom(reader, subject);
      const isHidden = (unit: number) => this.#sent[unit]?.every((number) => hidden[number] === 1) ?? false;
      return { reader, parts: new Parts(reader.rule, this.#units, isHidden) };
    });
  }

  #valueOf(member: Member): number | undefined {
    return this.#measure === null ? undefined : member.values[this.#measure.key];
  }

  #number(member: Member): number {
    const value = this.#valueOf(member);
    const key = value === undefined ? member.organisation : `${member.organisation}=${value}`;
    const sent = this.#roster.numberOf(member);
    const known = this.#numbers.get(key);
    if (known !== undefined) {
      if (this.#sent[known]?.includes(sent) === false) this.#sent[known].push(sent);
      return known;
    }
    const { kind } = this.#measure ?? {};
    const delicate = kind !== undefined && value !== undefined && isDelicate(kind, value) ? value : null;
    this.#sent.push([sent]);
    const number = this.#units.push({ counted: this.#measure === null || value !== undefined, delicate }) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  #unitsOf({ members }: PublishedSet): readonly number[] {
    let units = this.#unitsOfSet.get(members);
    if (!units) {
      units = members.map((member) => this.#number(member));
      this.#unitsOfSet.set(members, units);
    }
    return units;
  }

  /** Records a figure of an earlier edition for those who may have read it. */
  remember(set: PublishedSet, publication: PublicationKey, edition: number): void {
    const units = this.#unitsOf(set);
    for (const { reader, parts } of this.#watches)
      if (reader.since <= edition && reader.holds.includes(publication)) parts.add(units);
  }

  /** Publishes a figure over this set if nobody is given away by it. False: it must not be published. */
  publish(set: PublishedSet, publication: PublicationKey): boolean {
    const units = this.#unitsOf(set);
    const holders = this.#watches.filter(({ reader }) => reader.holds.includes(publication));
    if (!holders.every(({ parts }) => parts.accepts(units))) return false;
    for (const { parts } of holders) parts.add(units);
    return true;
  }

  /** Whether what a group leaves of the whole network, its complement, is safe too. */
  allowsComplement(set: PublishedSet, publication: PublicationKey): boolean {
    const units = this.#unitsOf(set);
    return this.#watches
      .filter(({ reader }) => reader.holds.includes(publication))
      .every(({ parts }) => parts.isSafeAlone(units));
  }

  /** Whether what has been recorded gives nobody away to any of the readers. */
  isSound(): boolean {
    return this.#watches.every(({ parts }) => parts.isSound());
  }
}
