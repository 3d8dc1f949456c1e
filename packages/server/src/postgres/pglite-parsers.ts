import { type PGlite, type Transaction, types } from '@electric-sql/pglite';
import { fromPglite } from 'pg-boss';

/** What Drizzle reads itself, and so wants as text. */
const times = [types.TIMESTAMP, types.TIMESTAMPTZ, types.DATE, types.INTERVAL];

/** The parsers that a PGlite is started with. */
export const drizzleParsers = Object.fromEntries(times.map(type => [type, (text: string) => text]));

/**
 * A PGlite for Drizzle, which gives its parsers along with each statement, whatever the client has already. To take them
 * over costs as much as to run a small statement, so they are left out on the way.
 */
export function forDrizzle<Client extends PGlite | Transaction>(client: Client): Client {
  const query: Client['query'] = (text, values, options) =>
    client.query(text, values, options?.rowMode && { rowMode: options.rowMode });
  return new Proxy(client, {
    get(target, name) {
      if (name === 'query') return query;
      if (name === 'transaction' && 'transaction' in target) return inTransaction(target);
      const member = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

function inTransaction(client: PGlite): PGlite['transaction'] {
  return work => client.transaction(tx => work(forDrizzle(tx)));
}

/** A PGlite for pg-boss, which wants instants as dates. */
export function forQueue(client: PGlite): ReturnType<typeof fromPglite> {
  const parsers = Object.fromEntries(times.flatMap(type => (types.parsers[type] ? [[type, types.parsers[type]]] : [])));
  return fromPglite({
    query: (text, values) => client.query(text, values, { parsers }),
    exec: text => client.exec(text, { parsers }),
    listen: (channel, onNotify) => client.listen(channel, onNotify),
  });
}
