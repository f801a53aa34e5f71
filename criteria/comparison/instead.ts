import { isShown, type Page, type PublishedFigure } from './edition-model.ts';
import { peerGroup, widerThan } from './peer-groups.ts';

/** A wider group's figure, with the group's key. */
export interface Instead {
  readonly peers: string;
  readonly figure: PublishedFigure;
}

/**
 * What stands in the place of a group's figures that are not over everyone, by measure: the nearest wider group's that is,
 * as it is published there. One over those with names in the group itself gives way to that, but not to the whole network's.
 * Where no wider group is shown over everyone, the nearest that is shown stands for what is withheld. It tells nobody
 * anything new, since each reader can turn to that group's page.
 */
export function insteadOf(
  peers: string,
  page: Page,
  pages: ReadonlyMap<string, Page>,
): Readonly<Record<string, Instead>> {
  const instead: Record<string, Instead> = {};
  const wider = widerThan(peers, [...pages.keys()]);
  for (const [measure, figure] of Object.entries(page)) {
    if (isShown(figure) && figure.scope === 'everyone') continue;
    const shown = wider.flatMap((key): Instead[] => {
      const stands = pages.get(key)?.[measure];
      return isShown(stands) ? [{ peers: key, figure: stands }] : [];
    });
    const everyone = shown.find(({ figure: { scope } }) => scope === 'everyone');
    const stands = isShown(figure)
      ? everyone && peerGroup(everyone.peers)?.kind !== 'all' && everyone
      : (everyone ?? shown[0]);
    if (stands) instead[measure] = stands;
  }
  return instead;
}
