import { lotIn, type Member } from '../../../criteria/comparison/edition-model.ts';
import { computeEdition } from '../../../criteria/comparison/edition.ts';
import type { Figure, Pages } from '../../../criteria/comparison/edition-model.ts';
import { groupsOf } from '../../../criteria/comparison/edition-history.ts';
import { setsOf } from '../../../criteria/comparison/merged-groups.ts';
import type { PublicationKey } from '../../../criteria/comparison/disclose.ts';
import { namedIn, publicationsOf, readersOf } from '../../../criteria/comparison/readers.ts';
import { SeededRandom } from '../../../server/demo/random.ts';
import { partsBefore } from './before.ts';
import type { Network } from './networks.ts';

/** What a method publishes for a network: figures by publication and group, and what each member is counted with. */
export interface Published {
  readonly pages: Pages;
  readonly groups: ReadonlyMap<string, readonly Member[]>;
  /** What a member is counted with in a figure over everyone for the members. */
  readonly counted: (member: Member, measure: string) => number | undefined;
}

export const stretchesOf = ({ sharing }: Network) => [{ edition: 1, sharing, before: new Map() }];
export const isNamed = ({ sharing }: Network, publication: PublicationKey) => namedIn(publication, sharing, new Map());

/** The same figures, but over everyone's own answers. */
export const withOwnAnswers = (published: Published): Published => ({
  ...published,
  counted: ({ values }, measure) => values[measure],
});

/** As the product does it: fixed sets, with some of the protected values exchanged. */
export function asBuilt(network: Network): Published {
  const { measures, members } = network;
  const random = new SeededRandom(7);
  const names = isNamed(network, 'members');
  const sets = setsOf([], { members, named: (member) => names(member, 'levels') });
  const stretches = stretchesOf(network);
  const { pages, lotsOf } = computeEdition({
    number: 1,
    measures,
    members,
    superseded: [],
    publications: publicationsOf(stretches, sets),
    readers: readersOf(stretches),
    past: [],
    sets,
    random: () => random.next(),
    mode: 'renew',
  });
  const lots = new Map(members.map(({ organisation }) => [organisation, lotsOf(organisation)?.['members levels']]));
  return {
    pages,
    groups: groupsOf(members, sets),
    counted: ({ organisation, values }, measure) => {
      const own = values[measure];
      return own === undefined ? undefined : (lotIn(lots.get(organisation)?.[measure], own) ?? own);
    },
  };
}

/** As it was until November 2026: parts of any size, by what had been answered. */
export function asBefore(network: Network): Published {
  const pages = new Map<PublicationKey, Map<string, Record<string, Figure>>>(partsBefore(network));
  return { pages, groups: groupsOf(network.members, []), counted: ({ values }, measure) => values[measure] };
}
