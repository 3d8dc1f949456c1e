import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { staff } from './staff.ts';

/** Staff who are signed in on the server's own admin pages. */
export const staffSessions = pgTable(
  'staff_session',
  {
    /** SHA-256 of the cookie's value, in hexadecimal: the database holds nothing that opens anything. */
    id: text('id').primaryKey(),
    staffId: uuid('staff_id')
      .notNull()
      .references(() => staff.id),
    /** What the company's issuer said the person may do; null after a one-time mail, where the configuration says it. */
    claims: jsonb('claims').$type<{
      issuer: string;
      source: string;
      permissions: string[];
      accounts: 'all' | 'served' | string[];
    }>(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  table => [index('staff_session_staff').on(table.staffId)],
);
