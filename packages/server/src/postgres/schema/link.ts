import { sql } from 'drizzle-orm';
import { check, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { staff } from './staff.ts';
import { users } from './user.ts';

export const linkPurpose = pgEnum('link_purpose', ['registration', 'reset', 'staff-sign-in']);

/** What a link in a mail is for: one of a client's purposes, or a member of staff's sign-in. */
export type MailedPurpose = (typeof linkPurpose.enumValues)[number];

/** Links in mails. The secret is not here: it is made from the id and the server's key. */
export const links = pgTable(
  'link',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    purpose: linkPurpose('purpose').notNull(),
    /** Whom it lets in: a client, or a member of staff. */
    userId: uuid('user_id').references(() => users.id),
    staffId: uuid('staff_id').references(() => staff.id),
    /** Which of the server's keys its secret is made with, so that a mail that is sent again carries the same one. */
    keyId: text('key_id').notNull(),
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
    uniqueIndex('link_open_staff').on(table.staffId, table.purpose).where(sql`used_at is null and replaced_at is null`),
    check('link_of_one_person', sql`num_nonnulls(${table.userId}, ${table.staffId}) = 1`),
  ],
);
