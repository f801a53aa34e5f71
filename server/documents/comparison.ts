import { criterionKey, indexKey, indicatorKey } from '../../criteria/comparison/measure-keys.ts';
import { isShown, type PublishedFigure } from '../../criteria/comparison/edition-model.ts';
import { peerGroup } from '../../criteria/comparison/peer-groups.ts';
import { standingFor } from '../comparison/standing.ts';
import type { Deps } from '../deps.ts';
import { currentEdition, pageOf } from '../editions/read.ts';
import type { Account } from './account.ts';

/** One measure: the own value beside the group's published figure; null where there is none or it may not be shown. */
export interface Compared {
  readonly name: string;
  readonly own: number | null;
  readonly figure: PublishedFigure | null;
}

export interface Comparison {
  readonly peers: string;
  readonly edition: number;
  readonly rows: readonly Compared[];
}

/** The own values beside the published ones of the nearest group that can be shown, as on Jämför. Null outside the network. */
export async function comparisonOf(
  deps: Deps,
  { organisation: { code: organisation }, now: { year }, catalogue, asked }: Account,
): Promise<Comparison | null> {
  const [own, edition] = await Promise.all([standingFor(deps, organisation, year), currentEdition(deps.db, year)]);
  const page = own.member && edition && (await pageOf(deps.db, edition, 'members', own.suggested));
  if (!page || !edition || own.catalogue !== catalogue.version) return null;
  const measures = [
    ...catalogue.areas.map(({ code, name }) => ({ key: indexKey('area', code), name })),
    ...asked.map(({ code, title }) => ({ key: criterionKey(code), name: `${code} ${title}` })),
    ...catalogue.indicators.map(({ code, title }) => ({ key: indicatorKey(code), name: title })),
  ];
  return {
    peers: peerGroup(own.suggested)?.name ?? own.suggested,
    edition: edition.number,
    rows: measures.flatMap(({ key, name }) => {
      const figure = page.figures[key];
      return figure === undefined
        ? []
        : [{ name, own: own.values[key] ?? null, figure: isShown(figure) ? figure : null }];
    }),
  };
}
