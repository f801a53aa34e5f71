import type { Subject } from './disclose.ts';
import type { Cohorts } from './edition-history.ts';
import type { Lots, Member, PastEdition, Publication } from './edition-model.ts';
import { exchange, FEWEST_ALIKE, loosen, type Counted, type Random } from './exchange.ts';
import type { Measure } from './measure.ts';

/** Those to whom figures over everyone are published: whoever they do not see by name is protected from them. */
export type Audience = 'members' | 'public';

const AUDIENCES: readonly Audience[] = ['members', 'public'];

/** A set too small to draw from: its protected get values from all of their kind. */
const FEWEST_TO_DRAW_FROM = 5;

/**
 * What figures over everyone are counted from: each organisation's values, some of them exchanged for the readers that do
 * not see it by name. A lot is drawn once for a value and kept, whichever submission holds it: a correction that keeps a
 * value keeps its lot, so that nothing is told by comparing. The public also reads what is made for members, and members what
 * the public reads, so that one lot serves both where it is drawn for both.
 */
export class Microdata {
  /** By organisation. */
  readonly #lots = new Map<string, Lots>();

  constructor(past: readonly PastEdition[]) {
    // A later edition holds all the lots of an earlier one.
    for (const { members } of past)
      for (const { organisation, lots } of members) if (lots) this.#lots.set(organisation, structuredClone(lots));
  }

  /** What has been drawn for a value; undefined when nothing has. */
  #lot(audience: Audience, subject: Subject, organisation: string, measure: string, own: number): number | undefined {
    const lots = this.#lots.get(organisation);
    if (!lots) return undefined;
    const forPublic = audience === 'public' ? lots[`public ${subject}`]?.[measure]?.[own] : undefined;
    return forPublic ?? lots[`members ${subject}`]?.[measure]?.[own];
  }

  /** What a member is counted with when a figure over everyone is made for an audience; undefined without a value. */
  valueFor(
    audience: Audience,
    subject: Subject,
    { organisation, values }: Member,
    measure: string,
  ): number | undefined {
    const own = values[measure];
    return own === undefined ? undefined : (this.#lot(audience, subject, organisation, measure, own) ?? own);
  }

  /** Whether a lot has been drawn for what a member is counted with, whatever came of it; or there is nothing to draw for. */
  isDrawnFor(audience: Audience, subject: Subject, { organisation, values }: Member, measure: string): boolean {
    const own = values[measure];
    return own === undefined || this.#lot(audience, subject, organisation, measure, own) !== undefined;
  }

  /** The members by the sets that they are drawn within. */
  #setsToDrawIn(cohorts: Cohorts, sets: readonly string[]): readonly (readonly Member[])[] {
    const within = (key: string) => cohorts.in(key).members;
    const large = sets.map(within).filter((members) => members.length >= FEWEST_TO_DRAW_FROM);
    const placed = new Set(large.flat());
    const left = within('kommuner').filter((member) => !placed.has(member));
    return [...large, ...(left.length > 0 ? [within('kommuner')] : []), within('regioner')];
  }

  /** Draws for those who are protected and have not been drawn for. `sets` are the keys of the year's sets. */
  draw(
    subject: Subject,
    measures: readonly Measure[],
    cohorts: Cohorts,
    sets: readonly string[],
    publications: readonly Publication[],
    random: Random,
  ): void {
    const places = this.#setsToDrawIn(cohorts, sets);
    for (const audience of AUDIENCES) {
      const publication = publications.find(({ key }) => key === audience);
      if (!publication) continue;
      const hidden = new Set(cohorts.members.filter((member) => !publication.names(member, subject)));
      for (const measure of measures) {
        const few: Counted[] = [];
        for (const place of places) few.push(...this.#drawIn(audience, subject, measure, place, hidden, random));
        // So few in each set that they are in a figure together only.
        const everyone = this.#counted(audience, subject, measure, cohorts.members);
        loosen(measure, few, [], everyone, random);
        for (const { member, value } of few) this.#note(audience, subject, member, measure.key, value);
      }
    }
  }

  #counted(audience: Audience, subject: Subject, { key }: Measure, members: readonly Member[]): Counted[] {
    return members.flatMap((member): Counted[] => {
      const value = this.valueFor(audience, subject, member, key);
      return value === undefined ? [] : [{ member, value }];
    });
  }

  /** Draws within one set. Returns those that are too few to be loosened by themselves. */
  #drawIn(
    audience: Audience,
    subject: Subject,
    measure: Measure,
    place: readonly Member[],
    hidden: ReadonlySet<Member>,
    random: Random,
  ): Counted[] {
    if (audience === 'members') this.#keepFromPublic(subject, measure.key, place, hidden);
    const waiting = new Set(
      place.filter((member) => hidden.has(member) && !this.isDrawnFor(audience, subject, member, measure.key)),
    );
    if (waiting.size === 0) return [];
    const set = this.#counted(audience, subject, measure, place);
    const drawn = exchange(measure, set, (member) => waiting.has(member), random);
    const settled = set.flatMap(({ member, value }) => (hidden.has(member) && !waiting.has(member) ? [value] : []));
    if (drawn.length + settled.length < FEWEST_ALIKE) return drawn;
    loosen(measure, drawn, settled, set, random);
    for (const { member, value } of drawn) this.#note(audience, subject, member, measure.key, value);
    return [];
  }

  /** Whoever has been drawn for to the public keeps that to the members too, when it begins to hide from them as well. */
  #keepFromPublic(subject: Subject, measure: string, place: readonly Member[], hidden: ReadonlySet<Member>): void {
    for (const member of place) {
      const own = member.values[measure];
      if (own === undefined || !hidden.has(member)) continue;
      const lot = this.#lots.get(member.organisation)?.[`public ${subject}`]?.[measure]?.[own];
      if (lot !== undefined) this.#note('members', subject, member, measure, lot);
    }
  }

  #note(audience: Audience, subject: Subject, { organisation, values }: Member, measure: string, value: number): void {
    const own = values[measure];
    if (own === undefined) return;
    const lots = this.#lots.get(organisation) ?? {};
    this.#lots.set(organisation, lots);
    const ofMeasure = ((lots[`${audience} ${subject}`] ??= {})[measure] ??= {});
    ofMeasure[own] ??= value;
  }

  /** Everything that has been drawn for an organisation; undefined when nothing has. */
  lotsOf(organisation: string): Lots | undefined {
    return this.#lots.get(organisation);
  }
}
