import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { ConstructorOptions } from 'pg-boss';

interface Rows<T> {
  rows: T[];
}

interface RowsHKT extends PgQueryResultHKT {
  type: Rows<this['row']>;
}

/** What queries are written on: the database itself, or the handle of an open transaction. */
export type Queries = PgDatabase<RowsHKT>;

/** The handle of an open transaction. While one is open, nothing inside it may query by another handle. */
export type Transaction = Parameters<Parameters<Queries['transaction']>[0]>[0];

/** A PostgreSQL, wherever it runs. */
export interface Database {
  /** For single statements outside of any transaction. */
  readonly db: Queries;
  /** What pg-boss needs to keep its queues in the same database. */
  readonly queue: Pick<ConstructorOptions, 'db' | 'backend'>;
  /** Runs `work` in one transaction: all of it is kept, or, where it throws, nothing. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Calls `onNotify` for every notification of a channel. Only a wake-up call: some may be lost. */
  listen(channel: string, onNotify: () => void): Promise<() => Promise<void>>;
  /** How many connections there are, for metrics; absent where there is only ever one. */
  connections?(): { total: number; idle: number; waiting: number };
  close(): Promise<void>;
}
