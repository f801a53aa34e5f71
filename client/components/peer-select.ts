import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { PeerGroupView } from '../../server/editions/contract.ts';
import { select, type Option } from './select.ts';

const HEADINGS: Record<PeerGroupView['kind'], () => string> = {
  all: () => msg('Hela nätverket'),
  main: () => msg('Huvudgrupp'),
  merged: () => msg('Flera kommungrupper'),
  group: () => msg('Kommungrupp'),
  size: () => msg('Storlek'),
  county: () => msg('Län'),
};

/** In a smaller group nothing can be shown: section "Röjandekontroll" in the README. */
const FEWEST_TO_COMPARE = 5;

/** Whether anything of the group's own can be shown. */
const isUsable = ({ shown }: PeerGroupView): boolean => shown > 0;

/** Choice of peer group: those that can be compared with, one's own first, each with how many have submitted. */
export function peerSelect(
  groups: readonly PeerGroupView[],
  chosen: string,
  choose: (key: string) => void,
  mine: readonly string[] = [],
): TemplateResult {
  const option = ({ key, name, submitted }: PeerGroupView, heading: string): Option => ({
    value: key,
    label: msg(str`${name} (${submitted})`),
    heading,
  });
  const usable = groups.filter((group) => isUsable(group) || group.key === chosen);
  const options = [
    ...usable.filter(({ key }) => mine.includes(key)).map((group) => option(group, msg('Grupper ni tillhör'))),
    ...usable.filter(({ key }) => !mine.includes(key)).map((group) => option(group, HEADINGS[group.kind]())),
  ];
  return select('peers', msg('Jämför med'), options, chosen, choose);
}

/** The groups that cannot be compared with yet, folded, each with what is missing. */
export function missingPeers(groups: readonly PeerGroupView[], mine: readonly string[] = []) {
  const missing = groups.filter((group) => !isUsable(group));
  if (missing.length === 0) return nothing;
  const ordered = [
    ...missing.filter(({ key }) => mine.includes(key)),
    ...missing.filter(({ key }) => !mine.includes(key)),
  ];
  return html`<details class="ds-details no-print">
    <summary>${msg(str`Grupper som inte går att jämföra med ännu (${missing.length})`)}</summary>
    <div>
      <ul>
        ${ordered.map(({ name, submitted }) => html`<li>${name}: ${lackOf(submitted)}</li>`)}
      </ul>
    </div>
  </details>`;
}

function lackOf(submitted: number): string {
  const missing = FEWEST_TO_COMPARE - submitted;
  return missing <= 0 ? msg('inga siffror kan visas ännu') : msg(str`minst ${missing} till behövs`);
}
