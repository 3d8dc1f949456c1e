import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './account.ts';
import { instant } from './columns.ts';

/** Sales: an order only leads to its account. */
export const orders = pgTable(
  'orders',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    source: text('source').notNull(),
    externalId: text('external_id').notNull(),
    externalKey: text('external_key').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  table => [uniqueIndex('orders_external').on(table.source, table.externalKey)],
);
