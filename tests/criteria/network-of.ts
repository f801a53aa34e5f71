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
  /** What has been corrected; it was shared as its correction is. */
  readonly superseded?: readonly Member[];
  /** How sharing has stood before, oldest first; itself when it has not changed. */
  readonly stretches?: readonly Stretch[];
  readonly told?: Told;
  readonly past?: readonly PastEdition[];
  /** An edition before the round has closed. */
  readonly early?: boolean;
  readonly random?: () => number;
}

/** How those who count share, from an edition on. */
export const stretchOf = (
  members: readonly Member[],
  sharing: (member: Member) => Sharing,
  edition: number,
): Stretch => ({
  edition,
  sharing: new Map(
    members.map((row) => [row.submission, { sharing: sharing(row), toCounty: false, county: row.county }]),
  ),
  before: new Map(),
});

/** An edition of a year, as the service makes it. */
export function editionOf({
  members,
  measures,
  sharing,
  superseded,
  stretches: earlier,
  told,
  past = [],
  early,
  random,
}: Year): Edition & { readonly asPast: PastEdition } {
  const number = past.length + 1;
  const stretch = stretchOf(members, sharing, number);
  const stretches = [...(earlier ?? [{ ...stretch, edition: 0 }]), stretch];
  const closing = !early && past.every(({ closing: was }) => !was);
  const names = namedIn('members', stretch.sharing, stretch.before);
  const sets = setsOf(past, closing ? { members, named: (member) => names(member, 'levels') } : null);
  const edition = computeEdition({
    number,
    measures,
    members,
    superseded: superseded ?? [],
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
