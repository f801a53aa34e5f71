import { msg, str } from '@lit/localize';
import type { TemplateResult } from 'lit';
import type { PeerGroupView } from '../../server/editions/contract.ts';
import { select, type Option } from './select.ts';

const HEADINGS: Record<PeerGroupView['kind'], () => string> = {
  all: () => msg('Hela nätverket'),
  main: () => msg('Huvudgrupp'),
  group: () => msg('Kommungrupp'),
  size: () => msg('Storlek'),
  county: () => msg('Län'),
};

/** In a smaller group nothing can be shown: section "Röjandekontroll" in the README. */
const FEWEST_TO_COMPARE = 5;

/** Choice of peer group, by kind, each with how many have submitted. */
export function peerSelect(
  groups: readonly PeerGroupView[],
  chosen: string,
  choose: (key: string) => void,
  mine: readonly string[] = [],
): TemplateResult {
  const option = ({ key, name, submitted }: PeerGroupView): Option => ({
    value: key,
    label: msg(str`${name} (${submitted})`),
    heading: '',
    disabled: submitted < FEWEST_TO_COMPARE,
  });
  const own = groups.filter(({ key }) => mine.includes(key));
  const options = [
    ...own.map((group) => ({ ...option(group), heading: msg('Grupper ni tillhör') })),
    ...groups
      .filter(({ key }) => !mine.includes(key))
      .map((group) => ({ ...option(group), heading: HEADINGS[group.kind]() })),
  ];
  return select('peers', msg('Jämför med'), options, chosen, choose);
}
