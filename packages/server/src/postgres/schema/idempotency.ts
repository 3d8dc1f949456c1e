import { index, json, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** The answers of writes that carried an idempotency key, for whoever repeats them. */
export const idempotencyKeys = pgTable(
  'idempotency',
  {
    principal: text('principal').notNull(),
    operation: text('operation').notNull(),
    key: text('key').notNull(),
    /** A hash: another input under the same key is a mistake of the caller. */
    inputHash: text('input_hash').notNull(),
    /** Null while the first call runs, and where it told of somebody who has been erased. `json` keeps it to the letter. */
    answer: json('answer'),
    createdAt: instant('created_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.principal, table.operation, table.key] }),
    index('idempotency_created').on(table.createdAt),
  ],
);
