import { isShown } from '../../../criteria/comparison/edition-model.ts';
import { figureOf, type Shown } from '../../../criteria/comparison/figure.ts';
import { SeededRandom } from '../../../server/demo/random.ts';
import type { Network } from './networks.ts';
import type { Published } from './published.ts';

/** How far the figures over everyone are from what they would be with everyone's own answers. */
export interface Distortion {
  figures: number;
  /** Medians that are another. */
  medians: number;
  /** Histograms whose counts do not add up to n. */
  sums: number;
  histograms: number;
  /** Organisations that stand at another level than their own, of all that are counted in the histograms. */
  moved: number;
  counted: number;
}

const none = (): Distortion => ({ figures: 0, medians: 0, sums: 0, histograms: 0, moved: 0, counted: 0 });

function note(distortion: Distortion, own: Shown, shown: Pick<Shown, 'median' | 'levels'>): void {
  distortion.figures += 1;
  if (shown.median !== own.median) distortion.medians += 1;
  if (!own.levels || !shown.levels) return;
  const off = own.levels.map((n, level) => (shown.levels?.[level] ?? 0) - n);
  distortion.histograms += 1;
  if (off.some(Boolean) && off.reduce((sum, each) => sum + each, 0) !== 0) distortion.sums += 1;
  distortion.moved += off.reduce((sum, each) => sum + Math.abs(each), 0) / 2;
  distortion.counted += own.n;
}

/** The levels' figures over everyone, as published. */
export function distortionOf(network: Network, published: Published): Distortion {
  return overEveryone(network, published, (_own, shown) => shown);
}

/**
 * The cell key method, as the Australian and later European censuses do it: each count is moved by −1, 0 or 1, and the same
 * cell always by the same. The median is worked out from what is then shown.
 */
export function cellKeyDistortion(network: Network, exact: Published): Distortion {
  const random = new SeededRandom(23);
  return overEveryone(network, exact, (own) => {
    if (!own.levels) return own;
    const levels = own.levels.map((n) => Math.max(0, n + random.between(-1, 1)));
    const placed = levels.flatMap((n, level) => Array<number>(n).fill(level));
    return { levels, median: figureOf('level', placed)?.median ?? own.median };
  });
}

function overEveryone(
  { measures }: Network,
  { pages, groups }: Published,
  shownAs: (own: Shown, shown: Shown) => Pick<Shown, 'median' | 'levels'>,
): Distortion {
  const distortion = none();
  for (const [group, page] of pages.get('members') ?? []) {
    for (const { key, kind } of measures) {
      const figure = page[key];
      if (kind !== 'level' || !isShown(figure) || figure.scope !== 'everyone') continue;
      const own = figureOf(
        kind,
        (groups.get(group) ?? []).flatMap(({ values }) => values[key] ?? []),
      );
      if (own) note(distortion, own, shownAs(own, figure));
    }
  }
  return distortion;
}
