import { isShown, type Page } from '../../../criteria/comparison/edition-model.ts';
import { insteadOf } from '../../../criteria/comparison/instead.ts';
import { peerGroup, PEER_GROUPS, peersOf, wideningPeers } from '../../../criteria/comparison/peer-groups.ts';
import { kindOf } from '../../../criteria/model.ts';
import type { Network } from './networks.ts';
import type { Published } from './published.ts';

/** How the members' figures stand that at least five have answered. */
export interface Standing {
  everyone: number;
  /** Over everyone in a wider group, which stands in the place of a figure that cannot be shown. */
  wider: number;
  named: number;
  withheld: number;
}

const KINDS: Readonly<Record<string, string>> = {
  all: 'hela nätverket',
  main: 'huvudgrupp',
  group: 'kommungrupp',
  size: 'storlek',
  county: 'län',
};

export const nothing = (): Standing => ({ everyone: 0, wider: 0, named: 0, withheld: 0 });

/** By group type, counted over every peer group of the fixed list and every measure. */
export function coverage({ measures }: Network, { pages, groups }: Published): ReadonlyMap<string, Standing> {
  const members = pages.get('members') ?? new Map<string, Page>();
  const types = new Map<string, Standing>();
  for (const { key, kind } of PEER_GROUPS) {
    const page = members.get(key) ?? {};
    const instead = insteadOf(key, page, members);
    const type = key === 'regioner' ? 'regioner' : (KINDS[kind] ?? kind);
    const row = types.get(type) ?? nothing();
    types.set(type, row);
    for (const { key: measure, tasks } of measures) {
      const answered = (groups.get(key) ?? []).filter(({ values }) => values[measure] !== undefined).length;
      if (answered < 5 || !tasks.includes(peerGroup(key)?.task ?? 'kommun')) continue;
      const figure = page[measure];
      if (instead[measure]?.figure.scope === 'everyone') row.wider += 1;
      else row[isShown(figure) ? figure.scope : 'withheld'] += 1;
    }
  }
  return types;
}

/** Kommuner that can compare at least four areas with everyone in a group nearer than all kommuner, of how many. */
export function fourAreas({ members }: Network, { pages, groups }: Published) {
  const toMembers = pages.get('members') ?? new Map<string, Page>();
  const merged = [...toMembers.keys()];
  const count = { can: 0, largeMain: 0, canInLargeMain: 0 };
  for (const member of members) {
    if (kindOf(member.organisation) === 'region') continue;
    const [, main = ''] = peersOf(member);
    const near = wideningPeers(member, merged).filter((key) => key !== 'kommuner');
    const areas = (key: string) =>
      Object.entries(toMembers.get(key) ?? {}).filter(
        ([measure, figure]) => measure.startsWith('area:') && isShown(figure),
      ).length;
    const can = near.some((key) => areas(key) >= 4);
    if (can) count.can += 1;
    if ((groups.get(main)?.length ?? 0) < 10) continue;
    count.largeMain += 1;
    if (can) count.canInLargeMain += 1;
  }
  return count;
}
