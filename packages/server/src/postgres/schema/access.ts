import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './account.ts';
import { instant, plainText } from './columns.ts';
import { orders } from './order.ts';
import { staff } from './staff.ts';
import { users } from './user.ts';

/** Who may see which account: one row per person and account, whatever orders there are. */
export const access = pgTable(
  'access',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    userId: uuid('user_id').references(() => users.id),
    staffId: uuid('staff_id').references(() => staff.id),
    role: text('role').notNull(),
    grantedAt: instant('granted_at').notNull(),
    /** The name of whoever granted it, as it was then. */
    grantedBy: text('granted_by').notNull(),
    fromOrder: uuid('from_order').references(() => orders.id),
    /** The person's sort key, and the search texts of person and account, repeated here so that lists need one index. */
    sortKey: plainText('sort_key').notNull(),
    searchText: text('search_text').notNull(),
  },
  table => [
    uniqueIndex('access_user').on(table.userId, table.accountId),
    uniqueIndex('access_staff').on(table.staffId, table.accountId),
    index('access_account').on(table.accountId, table.sortKey, table.id),
    // Who serves an account is asked for with every event; nearly all access is the clients'.
    index('access_serving').on(table.accountId).where(sql`staff_id is not null`),
    index('access_search').using('gin', sql`${table.searchText} gin_trgm_ops`),
    check('access_of_one_person', sql`num_nonnulls(${table.userId}, ${table.staffId}) = 1`),
  ],
);
