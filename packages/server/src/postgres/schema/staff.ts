import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant, plainText } from './columns.ts';

/** People who work for the portal's owner. */
export const staff = pgTable('staff', {
  id: uuid('id').primaryKey().defaultRandom(),
  email: text('email').notNull(),
  emailKey: text('email_key').notNull().unique(),
  name: text('name').notNull(),
  active: boolean('active').notNull().default(true),
  sortKey: plainText('sort_key').notNull(),
  searchText: text('search_text').notNull(),
  createdAt: instant('created_at').notNull(),
});
