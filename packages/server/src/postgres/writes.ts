import { getTableColumns, getTableName, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { eventChannel, eventRow, type NewEvent } from '../events/append.ts';
import type { Queries } from './database.ts';
import { events } from './schema.ts';
import { type Statement, statement } from './statement.ts';
import { wakeAfterCommit } from './wake-up.ts';

/** What a statement is made of that differs from one run to the next only by its values. */
export interface WriteShape {
  /** Tells it from every other. */
  name: string;
  /** Writes it; `place` is where a value goes. */
  write(place: Place): SQLWrapper;
}

type Place = (value: string) => SQL;

/** Rows of several tables, written together. */
export interface Writes {
  /** Rows of one table, all with the same columns. */
  insert<Table extends PgTable>(table: Table, ...rows: Table['$inferInsert'][]): void;
  /** Any other statement, with its values as the driver wants them. None sees what another does. */
  add(shape: WriteShape, values: Readonly<Record<string, unknown>>): void;
  /** An event, told when the transaction is kept, after those that were added before. */
  tell(event: NewEvent): void;
  /** Wakes whoever listens to a channel, when the transaction is kept. */
  wake(channel: string): void;
  /** Runs what was added as one statement: a row costs the database little, the way there and back much. */
  run(): Promise<void>;
}

/** The statements that were run already, by the names of what they are made of. */
const written = new Map<string, Statement<unknown>>();

/** Collects what a call leaves behind until it knows all of it. */
export function newWrites(tx: Queries): Writes {
  let shapes: WriteShape[] = [];
  let values: Record<string, unknown> = {};
  let told: NewEvent[] = [];

  const writes: Writes = {
    insert(table, ...rows) {
      const { shape, values } = insertionOf(tx, table, rows);
      writes.add(shape, values);
    },
    add(shape, own) {
      for (const [key, value] of Object.entries(own)) values[placeOf(shapes.length, key)] = value;
      shapes.push(shape);
    },
    tell(event) {
      told.push(event);
    },
    wake(channel) {
      wakeAfterCommit(tx, channel);
    },
    async run() {
      if (told.length > 0) {
        writes.insert(events, ...told.map(eventRow));
        writes.wake(eventChannel);
      }
      if (shapes.length === 0) return;
      const [added, given] = [shapes, values];
      [shapes, values, told] = [[], {}, []];
      const name = added.map(shape => shape.name).join('; ');
      const run = written.get(name) ?? statement(together(added));
      written.set(name, run);
      await run(tx, given);
    },
  };
  return writes;
}

function insertionOf(tx: Queries, table: PgTable, rows: readonly Record<string, unknown>[]) {
  const columns = getTableColumns(table);
  const values: Record<string, unknown> = {};
  for (const [i, row] of rows.entries()) {
    for (const [key, value] of Object.entries(row)) {
      if (value !== undefined) values[placeOf(i, key)] = value === null ? null : columns[key]?.mapToDriverValue(value);
    }
  }
  const placed = (place: Place) =>
    rows.map((row, i) =>
      Object.fromEntries(
        Object.keys(row)
          .filter(key => placeOf(i, key) in values)
          .map(key => [key, place(placeOf(i, key))]),
      ),
    );
  const shape: WriteShape = {
    name: `${getTableName(table)} ${Object.keys(values)}`,
    write: place => tx.insert(table).values(placed(place)),
  };
  return { shape, values };
}

function together(shapes: readonly WriteShape[]): SQL {
  const named = shapes.map((shape, i) => {
    const part = shape.write(value => sql`${sql.placeholder(placeOf(i, value))}`);
    return sql`${sql.identifier(`i${i}`)} as (${part.getSQL()})`;
  });
  return sql`with ${sql.join(named, sql`, `)} select`;
}

const placeOf = (index: number, value: string) => `${index} ${value}`;
