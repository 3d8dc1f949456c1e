import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './account.ts';
import { instant, plainText } from './columns.ts';

/** People's CRM records. Several may share an address; only one of them can be its login. */
export const contacts = pgTable(
  'contact',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    email: text('email'),
    /** `emailKey(email)`. */
    emailKey: text('email_key'),
    phone: text('phone'),
    jobTitle: text('job_title'),
    source: text('source'),
    externalId: text('external_id'),
    externalKey: text('external_key'),
    /** `personSortKey`. */
    sortKey: plainText('sort_key').notNull(),
    /** `fold(first name, last name, email)`. */
    searchText: text('search_text').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  table => [
    uniqueIndex('contact_external').on(table.source, table.externalKey),
    index('contact_email').on(table.emailKey),
    index('contact_account').on(table.accountId),
    check(
      'contact_external_is_whole',
      sql`num_nulls(${table.source}, ${table.externalId}, ${table.externalKey}) in (0, 3)`,
    ),
    check('contact_email_has_key', sql`(${table.email} is null) = (${table.emailKey} is null)`),
  ],
);
