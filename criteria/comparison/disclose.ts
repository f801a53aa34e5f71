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
  readonly #sent: Sent[] = [];
  readonly #organisations: number[] = [];
  readonly #submissions = new Map<string, number>();
  readonly #sentIn = new Map<readonly Member[], Int32Array>();
  readonly #hidden = new Map<string, Uint8Array>();

  constructor(sets: Iterable<PublishedSet>) {
    const organisations = new Map<string, number>();
    for (const { members } of sets) {
      for (const member of members) {
        if (this.#submissions.has(member.submission)) continue;
        this.#submissions.set(member.submission, this.#sent.length);
        this.#sent.push(member);
        let organisation = organisations.get(member.organisation);
        if (organisation === undefined) organisations.set(member.organisation, (organisation = organisations.size));
        this.#organisations.push(organisation);
      }
    }
  }

  /** The numbers of a set's submissions, in its order. */
  sentIn({ members }: PublishedSet): Int32Array {
    let sent = this.#sentIn.get(members);
    if (!sent) {
      sent = Int32Array.from(members, ({ submission }) => this.#submissions.get(submission) ?? -1);
      if (sent.includes(-1)) throw new Error('A set holds a submission that the roster was not made with.');
      this.#sentIn.set(members, sent);
    }
    return sent;
  }

  /** The number of the organisation that sent a submission. */
  organisationOf(sent: number): number {
    return this.#organisations[sent] ?? 0;
  }

  get size(): number {
    return this.#sent.length;
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

/** More than there are values of a measure, negative ones included (see `perUnit`); 0 is no value. */
const VALUES = 8192;

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
  readonly #roster: Roster;
  readonly #numbers = new Map<number, number>();
  readonly #units: Unit[] = [];
  /** The unit of each submission, by its number in the roster; -1 until it is met. */
  readonly #unitOf: Int32Array;
  /** The first submission that holds each unit, and further ones: a correction may keep a value. */
  readonly #first: number[] = [];
  readonly #further = new Map<number, number[]>();
  /** A set is asked about by many publications and readers. */
  readonly #unitsOfSet = new Map<readonly Member[], Int32Array>();
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
    this.#unitOf = new Int32Array(roster.size).fill(-1);
    for (const set of sets) this.#unitsOf(set);
    this.#watches = readers.map((reader) => {
      const hidden = roster.hiddenFrom(reader, subject);
      const isHidden = (unit: number) =>
        hidden[this.#first[unit] ?? 0] === 1 &&
        (this.#further.get(unit)?.every((number) => hidden[number] === 1) ?? true);
      return { reader, parts: new Parts(reader.rule, this.#units, isHidden) };
    });
  }

  /** The unit that a member's submission holds: its organisation and value, whichever correction it is. */
  #number(member: Member, sent: number): number {
    const value = this.#measure === null ? undefined : member.values[this.#measure.key];
    const key = this.#roster.organisationOf(sent) * VALUES + (value === undefined ? 0 : value + VALUES / 2);
    const known = this.#numbers.get(key);
    if (known !== undefined) {
      this.#further.set(known, [...(this.#further.get(known) ?? []), sent]);
      return known;
    }
    const { kind } = this.#measure ?? {};
    const delicate = kind !== undefined && value !== undefined && isDelicate(kind, value) ? value : null;
    const number = this.#units.push({ counted: this.#measure === null || value !== undefined, delicate }) - 1;
    this.#first.push(sent);
    this.#numbers.set(key, number);
    return number;
  }

  #unitsOf(set: PublishedSet): Int32Array {
    const { members } = set;
    let units = this.#unitsOfSet.get(members);
    if (!units) {
      units = this.#roster.sentIn(set).map((sent, i) => {
        const known = this.#unitOf[sent] ?? -1;
        const member = members[i];
        return known >= 0 || !member ? known : (this.#unitOf[sent] = this.#number(member, sent));
      });
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
    const records: (() => void)[] = [];
    for (const { reader, parts } of this.#watches) {
      if (!reader.holds.includes(publication)) continue;
      const record = parts.accepts(units);
      if (!record) return false;
      records.push(record);
    }
    for (const record of records) record();
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
