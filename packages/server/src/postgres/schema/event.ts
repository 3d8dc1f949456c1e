import type { EventType } from '@portico/core';
import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, transactionId } from './columns.ts';

/** Who did it. */
export type Actor =
  | { kind: 'staff'; email: string; name: string; source: string }
  | { kind: 'client'; userId: string }
  | { kind: 'system' };

/** Everything that happened, one row per change. Audit and live events are read from here. */
export const events = pgTable(
  'event',
  {
    /** Of the writing transaction: readers stop at the oldest one still running, so that a slow one is never skipped. */
    xid: transactionId('xid').notNull().default(sql`pg_current_xact_id()`),
    id: bigint('id', { mode: 'bigint' }).notNull().generatedAlwaysAsIdentity(),
    type: text('type').$type<EventType>().notNull(),
    at: instant('at').notNull(),
    accountIds: uuid('account_ids').array().notNull(),
    contactId: uuid('contact_id'),
    actor: jsonb('actor').$type<Actor>().notNull(),
    detail: jsonb('detail').$type<Record<string, unknown>>(),
  },
  table => [primaryKey({ columns: [table.xid, table.id] }), index('event_at').on(table.at)],
);
