import { SelectQueryNode, type Compilable, type CompiledQuery, type DialectAdapter, type Kysely } from 'kysely';
import { readerOf } from './reader.ts';
import type { Database } from './schema.ts';

type Executor = Kysely<Database>;

/**
 * A query that is compiled to SQL once per database and then only given its parameters: for the few that run
 * with every request. `build` puts any values in the places of the parameters, in the order they are given.
 */
export function prepared<O>(
  build: (db: Executor) => Compilable<O>,
): (db: Executor, ...parameters: readonly unknown[]) => Promise<{ rows: O[]; numAffectedRows?: bigint }> {
  const compiled = new WeakMap<DialectAdapter, CompiledQuery<O>>();
  return async (db, ...parameters) => {
    const { adapter } = db.getExecutor();
    let query = compiled.get(adapter);
    if (!query) {
      query = build(db).compile();
      if (query.parameters.length !== parameters.length)
        throw new Error(`A prepared query takes ${query.parameters.length} parameters, not ${parameters.length}.`);
      compiled.set(adapter, query);
    }
    const reader = SelectQueryNode.is(query.query) ? readerOf(db) : undefined;
    return reader
      ? { rows: reader.prepare<unknown[], O>(query.sql).all(parameters) }
      : db.executeQuery<O>({ ...query, parameters });
  };
}
