import { sql, type Kysely } from 'kysely';
import { isPostgres } from '../database/kind.ts';
import type { Database, SearchIndexRow } from '../database/schema.ts';
import { stemsOf } from './stems.ts';

type Db = Kysely<Database>;
type Kind = SearchIndexRow['kind'];

/** From this length a stem also finds longer words that begin with it: "barn" finds "barnrätt". */
const PREFIX_FROM = 4;
const MOST_WORDS = 12;

/** Takes something out of the index; call it in the transaction that hides it. */
export async function forget(db: Db, kind: Kind, id: string): Promise<void> {
  await db.deleteFrom('search_index').where('kind', '=', kind).where('id', '=', id).execute();
}

/** Puts what is shown into the index, in place of what stood there. */
export async function index(db: Db, kind: Kind, id: string, texts: readonly string[]): Promise<void> {
  await forget(db, kind, id);
  await db
    .insertInto('search_index')
    .values({ kind, id, stems: stemsOf(texts.join('\n')).join(' ') })
    .execute();
}

const isPrefix = (stem: string) => [...stem].length >= PREFIX_FROM;

/** The index's own language for "all of these" or "any of these". Stems hold letters and digits only. */
function condition(db: Db, stems: readonly string[], every: boolean) {
  if (isPostgres(db)) {
    const query = stems.map((stem) => `'${stem}'${isPrefix(stem) ? ':*' : ''}`).join(every ? ' & ' : ' | ');
    return sql<boolean>`to_tsvector('simple', stems) @@ to_tsquery('simple', ${query})`;
  }
  const query = stems.map((stem) => `"${stem}"${isPrefix(stem) ? ' *' : ''}`).join(every ? ' AND ' : ' OR ');
  return sql<boolean>`search_index match ${query}`;
}

export interface Found {
  readonly id: string;
  /** How many times the words occur: only for the order. */
  readonly hits: number;
}

export interface SearchResult {
  /** Most hits first. */
  readonly found: readonly Found[];
  /** Nothing held all the words; these hold at least one. */
  readonly onlySome: boolean;
}

function hitsIn(stems: string, wanted: readonly string[]): number {
  const words = stems.split(' ');
  return wanted.reduce(
    (sum, stem) => sum + words.filter((word) => word === stem || (isPrefix(stem) && word.startsWith(stem))).length,
    0,
  );
}

/**
 * What holds every word of the query, in any form; failing that, what holds some of them. The database finds, the
 * order is worked out here, so that it is the same on both. Undefined when the query has no words.
 */
export async function search(db: Db, kind: Kind, query: string): Promise<SearchResult | undefined> {
  const wanted = [...new Set(stemsOf(query))].slice(0, MOST_WORDS);
  if (wanted.length === 0) return undefined;
  const matching = (every: boolean) =>
    db
      .selectFrom('search_index')
      .select(['id', 'stems'])
      .where('kind', '=', kind)
      .where(condition(db, wanted, every))
      .execute();
  const all = await matching(true);
  const onlySome = all.length === 0 && wanted.length > 1;
  const rows = onlySome ? await matching(false) : all;
  const found = rows.map(({ id, stems }) => ({ id, hits: hitsIn(stems, wanted) }));
  return { found: found.sort((a, b) => b.hits - a.hits || a.id.localeCompare(b.id)), onlySome };
}

/** Of some rows those that were found, best first; all of them, as they come, when nothing was asked for. */
export function foundAmong<Row extends { readonly id: string }>(
  rows: readonly Row[],
  result: SearchResult | undefined,
): readonly Row[] {
  if (!result) return rows;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return result.found.flatMap(({ id }) => byId.get(id) ?? []);
}
