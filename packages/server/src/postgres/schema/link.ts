import { sql } from 'drizzle-orm';
import { pgEnum, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { users } from './user.ts';

export const linkPurpose = pgEnum('link_purpose', ['registration', 'reset']);

/** Links in mails. The secret is not here: it is made from the id and the server's key. */
export const links = pgTable(
  'link',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    purpose: linkPurpose('purpose').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    /** Lifetimes count from sending; until then from creation. */
    sentAt: instant('sent_at'),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    replacedAt: instant('replaced_at'),
  },
  table => [
    // At most one link of a person and purpose works at any moment.
    uniqueIndex('link_open').on(table.userId, table.purpose).where(sql`used_at is null and replaced_at is null`),
  ],
);
