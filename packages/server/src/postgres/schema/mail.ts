import { index, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './account.ts';
import { instant } from './columns.ts';
import { contacts } from './contact.ts';
import { links } from './link.ts';

export const mailKind = pgEnum('mail_kind', ['registration', 'reset', 'access-granted']);
export const mailState = pgEnum('mail_state', ['queued', 'sent', 'failed']);

/** Mails, written by the transaction that causes them. Subject and bodies come when it is rendered, without the link's secret. */
export const mails = pgTable(
  'mail',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    kind: mailKind('kind').notNull(),
    contactId: uuid('contact_id')
      .notNull()
      .references(() => contacts.id),
    /** The account it is about. */
    accountId: uuid('account_id').references(() => accounts.id),
    /** The address at that moment; a later change does not redirect a mail. */
    toAddress: text('to_address').notNull(),
    subject: text('subject'),
    html: text('html'),
    text: text('text'),
    state: mailState('state').notNull().default('queued'),
    linkId: uuid('link_id').references(() => links.id),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
  },
  table => [index('mail_contact').on(table.contactId), index('mail_created').on(table.createdAt, table.id)],
);

/** What happened to a mail, step by step. */
export const mailEvents = pgTable(
  'mail_event',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    mailId: uuid('mail_id')
      .notNull()
      .references(() => mails.id),
    type: text('type', { enum: ['queued', 'sent', 'failed'] }).notNull(),
    detail: jsonb('detail').$type<Record<string, unknown>>(),
    at: instant('at').notNull(),
  },
  table => [index('mail_event_mail').on(table.mailId)],
);
