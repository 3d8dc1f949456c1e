import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import { reasonOf } from '../causes.ts';
import { OperatorError } from '../operator-error.ts';
import type { Database } from './database.ts';
import { databaseRemedy } from './database-remedy.ts';
import { openListener } from './listener.ts';
import { migrate } from './migrate.ts';
import { PreparingClient } from './preparing-client.ts';
import { settleRestoredEvents } from './restored-events.ts';
import { notifierOf, transactionsOf } from './wake-up.ts';

export interface PooledOptions {
  /** How many connections are kept at most, one more listens; 10 unless told. */
  poolSize?: number | undefined;
  /** Whether statements that come again and again are prepared; so unless told. */
  isPreparing?: boolean | undefined;
  /** Told of connections that break while nobody waits for them; they are replaced by themselves. */
  onError?: ((error: Error) => void) | undefined;
}

/** The oldest PostgreSQL that is tested. */
export const oldestVersion = 150_000;

/** A database that cannot be used; the message says what to do. */
export class DatabaseUnusable extends OperatorError {}

/**
 * Opens a PostgreSQL by its URL (`postgres://user:password@host:5432/database`), for any number of processes at once, and
 * brings its schema up to date.
 * @throws {DatabaseUnusable} where it cannot be reached or is too old.
 * @throws {SchemaTooNew}
 */
export async function openPooled(url: string, options: PooledOptions = {}): Promise<Database> {
  const database = connect(url, options);
  try {
    await assertUsable(database, url);
    await migrate(database);
    await settleRestoredEvents(database.db);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Connects without looking at what is there: for commands that look themselves. */
export function connect(
  url: string,
  { poolSize = 10, isPreparing = true, onError = () => {} }: PooledOptions = {},
): Database {
  const connection = {
    connectionString: withSessionLimits(url),
    application_name: 'portico',
    keepAlive: true,
    connectionTimeoutMillis: 5000,
  };
  const pool = new Pool({
    ...connection,
    ...(isPreparing && { Client: PreparingClient }),
    max: poolSize,
    idleTimeoutMillis: 30_000,
  });
  // A connection that breaks tells so by an event too, between two statements of a transaction as well; unheard, that would
  // end the process.
  pool.on('error', onError);
  pool.on('connect', client => client.on('error', onError));
  const db = drizzle({ client: pool });
  const listener = openListener(connection, onError);
  let closed: Promise<void> | undefined;

  return {
    db,
    // Never prepared: a plan that was made while the queue was empty reads all of it when it is full.
    queue: { db: { executeSql: (text, values) => pool.query(text, values) }, backend: 'postgres' },
    // Drizzle's own would lose the connection for good where its BEGIN fails.
    transaction: transactionsOf({
      async begin(work) {
        const client = await pool.connect();
        try {
          return await drizzle({ client }).transaction(work);
        } finally {
          client.release();
        }
      },
      notify: notifierOf(db),
    }),
    listen: listener.listen,
    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => {
      closed ??= Promise.all([listener.close(), pool.end()]).then(() => {});
      return closed;
    },
  };
}

/**
 * A process that vanishes inside a transaction must not hold its locks, and everybody's events, for hours. What the URL
 * sets itself is left alone.
 */
function withSessionLimits(given: string): string {
  const url = new URL(given);
  if (!url.searchParams.has('options')) {
    url.searchParams.set(
      'options',
      '-c idle_in_transaction_session_timeout=60s -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3',
    );
  }
  return url.href;
}

/** @throws {DatabaseUnusable} where it cannot be reached or is too old. */
export async function assertUsable({ db }: Database, url: string): Promise<void> {
  const { host, pathname } = new URL(url);
  const { rows } = await db
    .execute<{ version: string }>(`select current_setting('server_version_num') as version`)
    .catch(error => {
      throw new DatabaseUnusable(
        `The database ${pathname.slice(1)} at ${host} cannot be used: ${reasonOf(error)}. ${databaseRemedy(error)}`,
        { cause: error },
      );
    });
  const version = Number(rows[0]?.version);
  if (version >= oldestVersion) return;
  throw new DatabaseUnusable(
    `The database at ${host} is PostgreSQL ${Math.floor(version / 10_000)}. Portico needs PostgreSQL 15 or newer: upgrade it, or let DATABASE_URL name another one.`,
  );
}
