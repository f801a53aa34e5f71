import { computeEdition, type Edition } from '../../criteria/comparison/edition.ts';
import { setsOf } from '../../criteria/comparison/merged-groups.ts';
import type { Member, PastEdition } from '../../criteria/comparison/edition-model.ts';
import type { Measure } from '../../criteria/comparison/measure.ts';
import {
  namedIn,
  publicationsOf,
  readersOf,
  type Sharing,
  type Stretch,
  type Told,
} from '../../criteria/comparison/readers.ts';

/** So many kommuner of a kommungrupp, with the values that each has. */
export const kommuner = (
  group: string,
  n: number,
  valuesOf: (i: number) => Readonly<Record<string, number>>,
  from = 0,
): readonly Member[] =>
  Array.from({ length: n }, (_, i) => ({
    organisation: `${group}-${from + i}`,
    submission: `${group}-${from + i}`,
    group,
    county: '14',
    population: 20_000,
    values: valuesOf(i),
  }));

export interface Year {
  readonly members: readonly Member[];
  readonly measures: readonly Measure[];
  readonly sharing: (member: Member) => Sharing;
  readonly told?: Told;
  readonly past?: readonly PastEdition[];
  /** An edition before the round has closed. */
  readonly early?: boolean;
  readonly random?: () => number;
}

/** An edition of a year in which nobody has changed how they share, as the service makes it. */
export function editionOf({
  members,
  measures,
  sharing,
  told,
  past = [],
  early,
  random,
}: Year): Edition & { readonly asPast: PastEdition } {
  const number = past.length + 1;
  const stretch: Stretch = {
    edition: 0,
    sharing: new Map(
      members.map((row) => [row.submission, { sharing: sharing(row), toCounty: false, county: row.county }]),
    ),
    before: new Map(),
  };
  const stretches = [stretch, { ...stretch, edition: number }];
  const closing = !early && past.every(({ closing: was }) => !was);
  const names = namedIn('members', stretch.sharing, stretch.before);
  const sets = setsOf(past, closing ? { members, named: (member) => names(member, 'levels') } : null);
  const edition = computeEdition({
    number,
    measures,
    members,
    superseded: [],
    publications: publicationsOf(stretches, sets),
    readers: readersOf(stretches, told),
    past,
    sets,
    random: random ?? (() => 0.999),
    mode: 'renew',
  });
  const drawn = members.map((member) => ({ ...member, lots: edition.lotsOf(member.organisation) }));
  const named: PastEdition['named'] = (publication, sent, subject) =>
    namedIn(publication, stretch.sharing, stretch.before)(sent, subject);
  return { ...edition, asPast: { number, closing, members: drawn, pages: edition.pages, named } };
}
