import type { Member } from './edition-model.ts';
import { Parts, type Unit } from './parts.ts';

/** Figures are published to all members, to anyone, to one county's viewers, and for all counties to the coordinator. */
export type PublicationKey = 'members' | 'public' | 'counties' | `county:${string}`;

/** Answers of one year, or the change between two: an organisation may be seen by name in one year and not the other. */
export type Subject = 'levels' | 'change';

/** What an organisation has sent: a correction is another submission, whose sharing is chosen anew. */
export type Sent = Pick<Member, 'organisation' | 'submission'>;

/** The best-informed person of a kind, and what that person holds. */
export interface Reader {
  readonly name: string;
  /** The fewest protected organisations of a part: PROTECTED_FEWEST, or one more where the reader may be one of them. */
  readonly fewest: number;
  readonly holds: readonly PublicationKey[];
  /** Number of the earliest edition that the person may have read; 0 for one who has kept them all. */
  readonly since: number;
  /** Whether the person has never, since then, been able to see what this member sent by name. */
  readonly hides: (sent: Sent, subject: Subject) => boolean;
}

export const PROTECTED_FEWEST = 5;
/** A reader that may be one of the protected knows its own answers: five others must remain. */
export const FEWEST_TO_MEMBERS = PROTECTED_FEWEST + 1;

/** Who is in a set. */
export interface PublishedSet {
  readonly members: readonly Member[];
}

/** What tells of a subject. A change tells of the year before too, so it is another when that year has been corrected. */
export const unitName = ({ submission, before }: Member, subject: Subject): string =>
  subject === 'levels' ? submission : `${submission} ${before ?? ''}`;

/** Numbers for submissions, and what each of them is to each reader, worked out once for all measures of a subject. */
export class Roster {
  readonly #subject: Subject;
  readonly #sent: Member[] = [];
  readonly #organisations: number[] = [];
  readonly #submissions = new Map<string, number>();
  readonly #sentIn = new Map<readonly Member[], Int32Array>();
  readonly #units = new Map<string, readonly Unit[]>();

  constructor(subject: Subject, sets: Iterable<PublishedSet>) {
    this.#subject = subject;
    const organisations = new Map<string, number>();
    for (const { members } of sets) {
      for (const member of members) {
        const name = unitName(member, subject);
        if (this.#submissions.has(name)) continue;
        this.#submissions.set(name, this.#sent.length);
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
      sent = Int32Array.from(members, (member) => this.#submissions.get(unitName(member, this.#subject)) ?? -1);
      if (sent.includes(-1)) throw new Error('A set holds a submission that the roster was not made with.');
      this.#sentIn.set(members, sent);
    }
    return sent;
  }

  /** 1 for each submission that has a value of the measure. */
  answered(measure: string): Uint8Array {
    return Uint8Array.from(this.#sent, ({ values }) => (values[measure] === undefined ? 0 : 1));
  }

  get size(): number {
    return this.#sent.length;
  }

  /** What each submission is to the reader, apart from whether it has a value. */
  unitsTo(reader: Reader): readonly Unit[] {
    let units = this.#units.get(reader.name);
    if (!units) {
      const hidden = this.#sent.map((sent) => reader.hides(sent, this.#subject));
      // One that is seen by name in any of what it has sent hides nobody: a correction keeps most of what it corrects.
      const seen = new Set(this.#organisations.filter((_, i) => !hidden[i]));
      units = hidden.map(
        (each, i) => UNIT[each ? (seen.has(this.#organisations[i] ?? -1) ? 'alone' : 'among') : 'seen'],
      );
      this.#units.set(reader.name, units);
    }
    return units;
  }
}

/** Shared, since there is one of them for every submission, reader and measure. */
const UNIT = {
  seen: { hidden: false, counted: false },
  alone: { hidden: true, counted: false },
  among: { hidden: true, counted: true },
} as const satisfies Readonly<Record<string, Unit>>;

interface Watch {
  readonly reader: Reader;
  readonly parts: Parts;
}

/**
 * Decides, for one measure, which sets may be published over everyone: those that every reader who would hold the
 * figure can have beside all that it holds already. With `measure` null it decides on membership alone.
 */
export class Control {
  readonly #roster: Roster;
  readonly #watches: readonly Watch[];

  /** `measure` is the key of the one that is asked about. */
  constructor(measure: string | null, readers: readonly Reader[], roster: Roster) {
    this.#roster = roster;
    const answered = measure === null ? null : roster.answered(measure);
    this.#watches = readers.map((reader) => {
      const units = roster.unitsTo(reader);
      const unit = (number: number): Unit => {
        const known = units[number] ?? UNIT.seen;
        // Nothing can be told of whoever has not answered.
        return answered?.[number] === 0 ? UNIT.seen : known;
      };
      return { reader, parts: new Parts(reader.fewest, roster.size, unit) };
    });
  }

  /** Records a figure of an earlier edition for those who may have read it. */
  remember(set: PublishedSet, publication: PublicationKey, edition: number): void {
    const units = this.#roster.sentIn(set);
    for (const { reader, parts } of this.#watches)
      if (reader.since <= edition && reader.holds.includes(publication)) parts.add(units);
  }

  /** Publishes a figure over this set if nobody is given away by it. False: it must not be published. */
  publish(set: PublishedSet, publication: PublicationKey): boolean {
    const units = this.#roster.sentIn(set);
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
    const units = this.#roster.sentIn(set);
    return this.#watches
      .filter(({ reader }) => reader.holds.includes(publication))
      .every(({ parts }) => parts.isSafeAlone(units));
  }

  /** How many protected organisations are missing in what has been recorded, over all readers. */
  missing(): number {
    return this.#watches.reduce((sum, { parts }) => sum + parts.missing(), 0);
  }
}
