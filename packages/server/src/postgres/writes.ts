import { type SQLWrapper, sql } from 'drizzle-orm';
import { appendEvents, type NewEvent } from '../events/append.ts';
import type { Queries } from './database.ts';

/** Rows of several tables, written together. */
export interface Writes {
  /** An INSERT or UPDATE, to be run with the others; none sees what another does. */
  add(statement: SQLWrapper): void;
  /** An event, told when the transaction is kept, after those that were added before. */
  tell(event: NewEvent): void;
  /** Runs all of them as one statement: a row costs the database little, the way there and back much. */
  run(): Promise<void>;
}

/** Collects what a call leaves behind until it knows all of it. */
export function newWrites(tx: Queries): Writes {
  const statements: SQLWrapper[] = [];
  const events: NewEvent[] = [];
  return {
    add(statement) {
      statements.push(statement);
    },
    tell(event) {
      events.push(event);
    },
    async run() {
      const all = events.length > 0 ? [...statements, appendEvents(tx, events)] : statements;
      const named = all.map((statement, i) => sql`${sql.identifier(`i${i}`)} as (${statement.getSQL()})`);
      await tx.execute(sql`with ${sql.join(named, sql`, `)} select`);
    },
  };
}
