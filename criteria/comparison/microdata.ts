import { kindOf } from '../model.ts';
import type { Subject } from './disclose.ts';
import type { Cohorts } from './edition-history.ts';
import { lotIn, type Lots, type Member, type PastEdition, type Publication } from './edition-model.ts';
import { exchange, FEWEST_ALIKE, loosen, lotFor, type Counted, type Random } from './exchange.ts';
import type { Measure } from './measure.ts';

/** Those to whom figures over everyone are published: whoever they do not see by name is protected from them. */
export type Audience = 'members' | 'public';

const AUDIENCES: readonly Audience[] = ['members', 'public'];

/** A value by place in a cohort. */
export type Column = readonly (number | undefined)[];

/** A set too small to draw from: its protected get values from all of their kind. */
const FEWEST_TO_DRAW_FROM = 5;

/** Pairs of own value and what it is counted as (`Lots`), by organisation. */
type OfMeasure = Map<string, number[]>;
type LotKey = keyof Lots;

/** Those who count, and what decides whom is drawn for. */
export interface Draw {
  readonly subject: Subject;
  readonly cohorts: Cohorts;
  /** What has been corrected, or has counted in an edition otherwise than now: a figure over it may stand. */
  readonly earlier: readonly Member[];
  /** The places of the sets that are drawn within: each once. */
  readonly sets: readonly Int32Array[];
  /** 1 for each place that an audience does not see by name. */
  readonly hidden: Readonly<Record<Audience, Uint8Array>>;
  readonly random: Random;
}

/** What is drawn in. `sets` are the keys of the year's sets; without any nothing is, since no figure is over everyone. */
export function drawOf(
  subject: Subject,
  cohorts: Cohorts,
  earlier: readonly Member[],
  sets: readonly string[],
  publications: readonly Publication[],
  random: Random,
): Draw {
  const large = sets.map((key) => cohorts.in(key).places).filter(({ length }) => length >= FEWEST_TO_DRAW_FROM);
  const placed = new Set(large.flatMap((places) => [...places]));
  const left = cohorts.in('kommuner').places.filter((place) => !placed.has(place));
  const hidden = (audience: Audience) => {
    const names = publications.find(({ key }) => key === audience)?.names;
    return Uint8Array.from(cohorts.members, (member) => (sets.length > 0 && names && !names(member, subject) ? 1 : 0));
  };
  return {
    subject,
    cohorts,
    earlier: sets.length > 0 ? earlier : [],
    sets: [...large, left, cohorts.in('regioner').places],
    hidden: { members: hidden('members'), public: hidden('public') },
    random,
  };
}

/**
 * What figures over everyone are counted from: each organisation's values, some of them exchanged for the readers that do
 * not see it by name. A lot is drawn once for a value and kept, whichever submission holds it: a correction that keeps a
 * value keeps its lot, so that nothing is told by comparing. The public also reads what is made for members, and members what
 * the public reads, so that one lot serves both where it is drawn for both.
 */
export class Microdata {
  readonly #lots = new Map<LotKey, Map<string, OfMeasure>>();

  constructor(past: readonly PastEdition[]) {
    // A later edition holds all the lots of an earlier one.
    for (const { members } of past)
      for (const { organisation, lots } of members)
        for (const [key, byMeasure] of Object.entries(lots ?? {}))
          for (const [measure, pairs] of Object.entries(byMeasure))
            this.#of(key as LotKey, measure).set(organisation, [...pairs]);
  }

  #of(key: LotKey, measure: string): OfMeasure {
    let byMeasure = this.#lots.get(key);
    if (!byMeasure) this.#lots.set(key, (byMeasure = new Map<string, OfMeasure>()));
    let lots = byMeasure.get(measure);
    if (!lots) byMeasure.set(measure, (lots = new Map<string, number[]>()));
    return lots;
  }

  /** What a member is counted with in a figure over everyone that is made for an audience; undefined without a value. */
  valueFor(
    audience: Audience,
    subject: Subject,
    { organisation, values }: Member,
    measure: string,
  ): number | undefined {
    const own = values[measure];
    if (own === undefined) return undefined;
    const lot = (of: Audience) => lotIn(this.#of(`${of} ${subject}`, measure).get(organisation), own);
    return (audience === 'public' ? lot('public') : undefined) ?? lot('members') ?? own;
  }

  /** What each is counted with, by place in the cohorts. Draws for those who are protected and not drawn for yet. */
  columnsOf(measure: Measure, draw: Draw): Readonly<Record<Audience, Column>> {
    let column: Column = draw.cohorts.members.map(({ values }) => values[measure.key]);
    const own = column;
    const columns: Record<Audience, Column> = { members: own, public: own };
    for (const audience of AUDIENCES)
      columns[audience] = column = this.#columnFor(audience, measure, draw, own, column);
    for (const audience of AUDIENCES) this.#drawEarlier(audience, measure, draw, own);
    return columns;
  }

  #columnFor(audience: Audience, measure: Measure, draw: Draw, own: Column, before: Column): Column {
    const { subject, cohorts, sets, random } = draw;
    const lots = this.#of(`${audience} ${subject}`, measure.key);
    // Whoever is drawn for to one audience keeps that to the other, when it hides from both.
    const others = this.#of(`${audience === 'members' ? 'public' : 'members'} ${subject}`, measure.key);
    const column = [...before];
    const waiting = new Set<number>();
    own.forEach((value, place) => {
      const organisation = cohorts.members[place]?.organisation ?? '';
      if (value === undefined) return;
      let lot = lotIn(lots.get(organisation), value);
      if (lot === undefined && draw.hidden[audience][place] === 1) {
        lot = lotIn(others.get(organisation), value);
        if (lot === undefined) waiting.add(place);
        else if (audience === 'members') note(lots, organisation, value, lot);
      }
      if (lot !== undefined) column[place] = lot;
    });
    if (waiting.size === 0) return column;
    const settle = (drawn: readonly Counted[]) => {
      for (const { place, value } of drawn) {
        column[place] = value;
        note(lots, cohorts.members[place]?.organisation ?? '', own[place] ?? value, value);
      }
    };
    const few: Counted[] = [];
    const all = countedIn(column, cohorts.in('kommuner').places);
    for (const places of sets) {
      const set = countedIn(column, places);
      const inside = new Set(places);
      const among = set.length < FEWEST_TO_DRAW_FROM && all.length > set.length ? all : set;
      const drawn = exchange(measure, among, (at) => inside.has(at) && waiting.has(at), random);
      const settled = set.flatMap(({ place, value }) =>
        draw.hidden[audience][place] === 1 && !waiting.has(place) ? [value] : [],
      );
      for (const { place } of drawn) waiting.delete(place);
      if (drawn.length + settled.length < FEWEST_ALIKE) {
        few.push(...drawn);
        continue;
      }
      loosen(measure, drawn, settled, set, random);
      settle(drawn);
    }
    // So few in each set that they are in a figure together only.
    loosen(measure, few, [], all, random);
    settle(few);
    return column;
  }

  /**
   * Draws for what no longer counts, but may in a figure that stands. By itself, since only what counts is shown together. Not
   * for what the organisation is seen to have answered anyway.
   */
  #drawEarlier(
    audience: Audience,
    measure: Measure,
    { subject, cohorts, earlier, hidden, random }: Draw,
    own: Column,
  ): void {
    const lots = this.#of(`${audience} ${subject}`, measure.key);
    const others = this.#of(`${audience === 'members' ? 'public' : 'members'} ${subject}`, measure.key);
    const kinds = {
      kommun: countedIn(own, cohorts.in('kommuner').places),
      region: countedIn(own, cohorts.in('regioner').places),
    };
    for (const { organisation, values } of earlier) {
      const value = values[measure.key];
      if (value === undefined || lotIn(lots.get(organisation), value) !== undefined) continue;
      const known = lotIn(others.get(organisation), value);
      const now = cohorts.placeOf(organisation);
      const isSeen = now !== undefined && hidden[audience][now] === 0 && own[now] === value;
      if (known !== undefined) {
        if (audience === 'members') note(lots, organisation, value, known);
      } else if (!isSeen) {
        note(lots, organisation, value, lotFor(measure, value, kinds[kindOf(organisation)], -1, random));
      }
    }
  }

  /** Everything that has been drawn for an organisation; undefined when nothing has. */
  lotsOf(organisation: string): Lots | undefined {
    const lots: Lots = {};
    for (const [key, byMeasure] of this.#lots) {
      const own: Record<string, number[]> = {};
      for (const [measure, ofMeasure] of byMeasure) {
        const pairs = ofMeasure.get(organisation);
        if (pairs) own[measure] = pairs;
      }
      if (Object.keys(own).length > 0) lots[key] = own;
    }
    return Object.keys(lots).length === 0 ? undefined : lots;
  }
}

function note(lots: OfMeasure, organisation: string, own: number, value: number): void {
  const pairs = lots.get(organisation);
  if (!pairs) lots.set(organisation, [own, value]);
  else if (lotIn(pairs, own) === undefined) pairs.push(own, value);
}

function countedIn(column: Column, places: Int32Array): Counted[] {
  const counted: Counted[] = [];
  for (const place of places) {
    const value = column[place];
    if (value !== undefined) counted.push({ place, value });
  }
  return counted;
}
