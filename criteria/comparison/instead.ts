import { isShown, type Page, type PublishedFigure } from './edition-model.ts';
import { widerThan } from './peer-groups.ts';

/** A wider group's figure, with the group's key. */
export interface Instead {
  readonly peers: string;
  readonly figure: PublishedFigure;
}

/**
 * What stands in the place of a group's figures that cannot be shown: those of the nearest wider group, as they are
 * published there. By measure. It tells nobody anything new, since each reader can turn to that group's page.
 */
export function insteadOf(
  peers: string,
  page: Page,
  pageOf: (peers: string) => Page,
): Readonly<Record<string, Instead>> {
  const instead: Record<string, Instead> = {};
  for (const [measure, figure] of Object.entries(page)) {
    if (isShown(figure)) continue;
    for (const key of widerThan(peers)) {
      const stands = pageOf(key)[measure];
      if (!isShown(stands)) continue;
      instead[measure] = { peers: key, figure: stands };
      break;
    }
  }
  return instead;
}
