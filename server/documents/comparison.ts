import { criterionKey, indexKey, indicatorKey } from '../../criteria/comparison/measure-keys.ts';
import { peerGroup } from '../../criteria/comparison/peer-groups.ts';
import { standingFor } from '../comparison/standing.ts';
import type { Deps } from '../deps.ts';
import { benchmarkOf, currentEdition } from '../editions/read.ts';
import type { PublishedFigureView } from '../editions/contract.ts';
import type { Account } from './account.ts';

/** One measure: the own value beside the group's published figure, or a wider group's in its place; null where none is shown. */
export interface Compared {
  readonly name: string;
  /** Whose figure it is. */
  readonly peers: string;
  readonly own: number | null;
  readonly figure: PublishedFigureView | null;
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
  const page = own.member && edition && (await benchmarkOf(deps, edition, 'members', own.suggested));
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
      const { peers, figure } = page.instead[key] ?? { peers: own.suggested, figure: page.figures[key] };
      if (figure === undefined) return [];
      const group = peerGroup(peers)?.name ?? peers;
      return [{ name, peers: group, own: own.values[key] ?? null, figure: 'n' in figure ? figure : null }];
    }),
  };
}
