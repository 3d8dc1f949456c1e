import { Column, SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Queries } from './database.ts';

// What nearly every request runs is put into words once: that takes Drizzle longer than PostgreSQL takes to run it.

/** Runs a statement with the values of its placeholders, as the driver wants them. */
export type Statement<Row> = (tx: Queries, values: Readonly<Record<string, unknown>>) => Promise<Row[]>;

/** Runs a query with what is added to it: conditions, order, limit. */
type Selection<Row> = (tx: Queries, rest: SQL) => Promise<Row[]>;

/** A query of one table, or of several, with the columns of each under a name, and values of their own. */
interface Select<Row> extends SQLWrapper {
  readonly _: { readonly selectedFields: object; readonly result: Row[] };
}

const dialect = new PgDialect();

/** A statement of which all that changes from one run to the next are its placeholders. */
export function statement<Row = unknown>(written: SQLWrapper): Statement<Row> {
  const query = dialect.sqlToQuery(written.getSQL());
  return async (tx, values) => {
    const prepared = tx._.session.prepareQuery<Running<{ rows: Row[] }>>(query, undefined, undefined, false);
    return (await prepared.execute({ ...values })).rows;
  };
}

/**
 * A query of which only the end changes, and is put into words each time; before it there is no value. The first column of
 * each table must be one that is never null: where it is, there is no such row.
 */
export function selection<Row>(select: Select<Row>): Selection<Row> {
  const { sql: text, params } = dialect.sqlToQuery(select.getSQL());
  if (params.length > 0) throw new Error('a selection has no values before its end');
  const head = sql.raw(text);
  // The query's own type says what its columns are.
  const rowOf = readerOf(select._.selectedFields, { next: 0 }) as (values: readonly unknown[]) => Row;
  return (tx, rest) => {
    const query = dialect.sqlToQuery(sql`${head} ${rest}`);
    const { session } = tx._;
    return session.prepareQuery<Running<Row[]>>(query, undefined, undefined, true, rows => rows.map(rowOf)).execute();
  };
}

interface Running<Result> {
  execute: Result;
  all: unknown;
  values: unknown;
}

/** How a column, a value or a row is read from all values of an answer, which come in the order they were selected in. */
function readerOf(selected: unknown, place: { next: number }): (values: readonly unknown[]) => unknown {
  const first = place.next;
  if (selected instanceof Column) {
    place.next++;
    return values => (values[first] === null ? null : selected.mapFromDriverValue(values[first]));
  }
  if (selected instanceof SQL) {
    place.next++;
    return values => values[first];
  }
  const parts = Object.entries(Object(selected)).map(([name, part]) => [name, readerOf(part, place)] as const);
  return values =>
    values[first] === null ? null : Object.fromEntries(parts.map(([name, read]) => [name, read(values)]));
}
