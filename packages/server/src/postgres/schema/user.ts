import { sql } from 'drizzle-orm';
import { check, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { contacts } from './contact.ts';

export const userState = pgEnum('user_state', ['invited', 'active', 'deactivated']);

/** A contact's one login to the portal. What the auth library keeps of it is filled at registration, not before. */
export const users = pgTable(
  'portal_user',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    contactId: uuid('contact_id')
      .notNull()
      .unique()
      .references(() => contacts.id),
    /** The contact's `emailKey`: one address is one login. */
    loginKey: text('login_key').notNull().unique(),
    state: userState('state').notNull(),
    registeredAt: instant('registered_at'),
    /** When the last registration or reset mail was handed over: holds the next one back. */
    lastMailAt: instant('last_mail_at'),
    lastRecoveryMailAt: instant('last_recovery_mail_at'),
    createdAt: instant('created_at').notNull(),
  },
  table => [
    check(
      'portal_user_registered',
      sql`${table.state} = 'deactivated' or (${table.state} = 'active') = (${table.registeredAt} is not null)`,
    ),
  ],
);
