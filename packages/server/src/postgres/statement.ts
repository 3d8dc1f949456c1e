import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { type PgColumn, PgDialect } from 'drizzle-orm/pg-core';
import type { Queries } from './database.ts';

/** Runs a statement with the values of its placeholders, as the driver wants them. */
export type Statement<Row> = (tx: Queries, values: Readonly<Record<string, unknown>>) => Promise<Row[]>;

const dialect = new PgDialect();

/**
 * A statement that is put into words once, for what nearly every request runs: that takes Drizzle longer than PostgreSQL
 * takes to run it. All that changes from one run to the next are its placeholders.
 */
export function statement<Row = unknown>(written: SQLWrapper): Statement<Row> {
  const query = dialect.sqlToQuery(written.getSQL());
  return async (tx, values) => {
    const prepared = tx._.session.prepareQuery<Running<{ rows: Row[] }>>(query, undefined, undefined, false);
    return (await prepared.execute({ ...values })).rows;
  };
}

interface Running<Result> {
  execute: Result;
  all: unknown;
  values: unknown;
}

/** Reads rows under a condition. */
export type Selection<Row> = (tx: Queries, condition: SQL | undefined) => Promise<Row[]>;

/** Queries of one table whose columns, its longest part, are put into words once; conditions are so each time. */
export function selection<Row>(select: Select<Row>): Selection<Row> {
  const head = sql.raw(dialect.sqlToQuery(select.getSQL()).sql);
  const fields = Object.entries(select._.selectedFields).map(([name, field]) => ({ path: [name], field }));
  return (tx, condition) => {
    const query = dialect.sqlToQuery(sql`${head} where ${condition}`);
    return tx._.session.prepareQuery<Running<Row[]>>(query, fields, undefined, true).execute();
  };
}

interface Select<Row> extends SQLWrapper {
  readonly _: { readonly selectedFields: Record<string, PgColumn>; readonly result: Row[] };
}
