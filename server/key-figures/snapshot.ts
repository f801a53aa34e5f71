import { z } from 'zod';
import type { KeyFigures } from '../../criteria/model.ts';

const LARGEST = 1e9;

/** A page of Kolada's API, version 3: https://api.kolada.se/v3/data/kpi/N05401/year/2022. What else it holds is left. */
const page = z.object({
  values: z.array(
    z.object({
      kpi: z.string('saknas'),
      municipality: z.string('saknas'),
      period: z.coerce.number().int().min(1900, 'ska vara ett år').max(2100, 'ska vara ett år'),
      values: z.array(
        z.object({
          gender: z.enum(['T', 'K', 'M'], 'ska vara T, K eller M'),
          value: z
            .number('ska vara ett tal')
            .min(-LARGEST, 'är ett orimligt tal')
            .max(LARGEST, 'är ett orimligt tal')
            .nullish(),
          isdeleted: z.boolean().optional(),
        }),
      ),
    }),
    { error: 'saknas' },
  ),
  next_url: z.string().nullish(),
  previous_url: z.string().nullish(),
});

/** A value of an organisation, a year: all, women and men. */
export interface Read {
  readonly keyFigure: string;
  readonly organisation: string;
  readonly year: number;
  readonly total: number | null;
  readonly women: number | null;
  readonly men: number | null;
}

export interface Snapshot {
  /** The figures that the file is about, also when nothing in it is about an organisation of ours. */
  readonly figures: readonly string[];
  readonly rows: readonly Read[];
  /** Rows about others: the country, groups of kommuner, and units in them. */
  readonly others: number;
  /** The pages before and after this one, by number; null when there is none, or its address has no number. */
  readonly previous: number | null;
  readonly next: number | null;
  readonly last: boolean;
}

export type ReadSnapshot =
  { readonly ok: true; readonly snapshot: Snapshot } | { readonly ok: false; readonly problems: readonly string[] };

/** Kolada's ids of regions are 0001–0025, and of kommuner their own codes. Undefined for everybody else. */
function organisationOf(municipality: string, kinds: ReadonlyMap<string, 'kommun' | 'region'>): string | undefined {
  const code = /^00\d\d$/.test(municipality) ? municipality.slice(2) : municipality;
  return kinds.has(code) ? code : undefined;
}

/**
 * Reads one file. `kinds` are the organisations that there are. A number that is not in the list is refused, with the
 * whole file: what stands beside a level has been chosen.
 */
export function readSnapshot(
  content: string,
  { figures }: KeyFigures,
  kinds: ReadonlyMap<string, 'kommun' | 'region'>,
): ReadSnapshot {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    return { ok: false, problems: ['är inte JSON'] };
  }
  const parsed = page.safeParse(json);
  if (!parsed.success)
    return { ok: false, problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`) };
  const known = new Map(figures.map((figure) => [figure.id, figure]));
  const unknown = new Set(parsed.data.values.map(({ kpi }) => kpi).filter((kpi) => !known.has(kpi)));
  if (unknown.size > 0)
    return { ok: false, problems: [...unknown].map((kpi) => `${kpi} finns inte i criteria/reference/kolada.yaml`) };
  const rows = parsed.data.values.flatMap(({ kpi, municipality, period, values }): Read[] => {
    const organisation = organisationOf(municipality, kinds);
    const kind = organisation === undefined ? undefined : kinds.get(organisation);
    if (organisation === undefined || kind === undefined || !known.get(kpi)?.tasks.includes(kind)) return [];
    const of = (gender: 'T' | 'K' | 'M') => {
      const found = values.find((each) => each.gender === gender);
      return found?.isdeleted === true ? null : (found?.value ?? null);
    };
    return [{ keyFigure: kpi, organisation, year: period, total: of('T'), women: of('K'), men: of('M') }];
  });
  return {
    ok: true,
    snapshot: {
      figures: [...new Set(parsed.data.values.map(({ kpi }) => kpi))],
      rows,
      others: parsed.data.values.length - rows.length,
      ...pagesOf(parsed.data),
    },
  };
}

const numberIn = (address: string | null | undefined): number | null => {
  const found = /[?&]page=(\d{1,6})/.exec(address ?? '')?.[1];
  return found === undefined ? null : Number(found);
};

const pagesOf = ({ next_url, previous_url }: z.infer<typeof page>) => ({
  previous: numberIn(previous_url),
  next: numberIn(next_url),
  last: (next_url ?? null) === null,
});

/**
 * The figures of which some page is missing: medians would rest on a part of the group. The pages tell how many there
 * are, by the numbers of those before and after.
 */
export function unfinished(snapshots: readonly Snapshot[]): readonly string[] {
  const figures = new Set(snapshots.flatMap((each) => each.figures));
  return [...figures].filter((figure) => {
    const pages = snapshots.filter((each) => each.figures.includes(figure));
    const known = Math.max(
      1,
      ...pages.map(({ next }) => next ?? 1),
      ...pages.map(({ previous }) => (previous ?? 0) + 1),
    );
    return pages.length < known || !pages.some(({ last }) => last);
  });
}
