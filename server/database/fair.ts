import { setImmediate as turn } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';

/** How long one chain of queries may keep the process to itself, in milliseconds. */
const LONGEST = 4;

/**
 * SQLite answers at once, and what is awaited goes on before anything from the network is heard: a request with many
 * queries would stop everyone else until it is done. Between two of its queries the others get their turn.
 */
function takingTurns(connection: DatabaseConnection): DatabaseConnection {
  let running = false;
  let since = 0;
  const begin = () => {
    since = performance.now();
    if (running) return;
    running = true;
    setImmediate(() => {
      running = false;
    });
  };
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      if (running && performance.now() - since > LONGEST) {
        await turn();
        begin();
      } else if (!running) begin();
      return connection.executeQuery<R>(query);
    },
    streamQuery: (query, size) => connection.streamQuery(query, size),
  };
}

/** A driver of one connection whose chains of queries take turns with the rest of the process. */
export function fair(driver: Driver): Driver {
  let shared: DatabaseConnection | undefined;
  const acquire = driver.acquireConnection.bind(driver);
  driver.acquireConnection = async (options) => (shared ??= takingTurns(await acquire(options)));
  return driver;
}
