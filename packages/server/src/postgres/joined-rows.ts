import { Column, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Queries } from './database.ts';

/** A query of several tables: the columns of each under a name, and values of their own. */
interface JoinedQuery<Row> extends SQLWrapper {
  readonly _: { readonly selectedFields: Record<string, object>; readonly result: Row[] };
}

/** Runs the query with what is added to it: conditions, order, limit. */
type JoinedRows<Row> = (tx: Queries, rest: SQL) => Promise<Row[]>;

const dialect = new PgDialect();

/**
 * A query of which all but its end is put into words once: of a wide one, that takes Drizzle longer than PostgreSQL takes to
 * run it. It has no parameters before that end. The first column of each table must be one that is never null: where it is,
 * there is no such row.
 */
export function joinedRows<Row>(query: JoinedQuery<Row>): JoinedRows<Row> {
  const head = sql.raw(dialect.sqlToQuery(query.getSQL()).sql);
  let width = 0;
  const parts = Object.entries(query._.selectedFields).map(([name, selected]) => {
    const columns = columnsOf(selected);
    const start = width;
    width += columns?.length ?? 1;
    return { name, start, columns };
  });
  const rowOf = (values: readonly unknown[]) =>
    Object.fromEntries(
      parts.map(({ name, start, columns }) => [name, columns ? tableOf(columns, values, start) : values[start]]),
      // The query's own type says what its columns are.
    ) as Row;

  return (tx, rest) => {
    const whole = dialect.sqlToQuery(sql`${head} ${rest}`);
    const { session } = tx._;
    return session.prepareQuery<Running<Row[]>>(whole, undefined, undefined, true, rows => rows.map(rowOf)).execute();
  };
}

interface Running<Result> {
  execute: Result;
  all: unknown;
  values: unknown;
}

type NamedColumn = readonly [name: string, column: Column];

/** The columns of a table; undefined for a value of its own. */
function columnsOf(selected: object): NamedColumn[] | undefined {
  const entries = Object.entries(selected);
  return entries.every(([, column]) => column instanceof Column) ? entries : undefined;
}

function tableOf(columns: readonly NamedColumn[], values: readonly unknown[], start: number): object | null {
  if (values[start] === null) return null;
  return Object.fromEntries(
    columns.map(([name, column], index) => {
      const value = values[start + index];
      return [name, value === null ? null : column.mapFromDriverValue(value)];
    }),
  );
}
