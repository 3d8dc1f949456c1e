import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './account.ts';
import { instant } from './columns.ts';
import { contacts } from './contact.ts';
import { links } from './link.ts';
import { staff } from './staff.ts';

export const mailKind = pgEnum('mail_kind', ['registration', 'reset', 'access-granted', 'staff-sign-in']);
/** The kinds of mail, each with a template. */
export type MailKind = (typeof mailKind.enumValues)[number];

export const mailState = pgEnum('mail_state', ['queued', 'sent', 'failed']);

/** Mails, written by the transaction that causes them. Subject and bodies come with rendering, without the link's secret. */
export const mails = pgTable(
  'mail',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    kind: mailKind('kind').notNull(),
    /** Whom it is to: a client, or a member of staff. */
    contactId: uuid('contact_id').references(() => contacts.id),
    staffId: uuid('staff_id').references(() => staff.id),
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
  table => [
    index('mail_contact').on(table.contactId),
    index('mail_created').on(table.createdAt, table.id),
    index('mail_link').on(table.linkId),
    // What waits and what failed is counted often; nearly all mails are neither.
    index('mail_unsent').on(table.state).where(sql`state <> 'sent'`),
    check('mail_to_one_person', sql`num_nonnulls(${table.contactId}, ${table.staffId}) = 1`),
  ],
);

/** Why a mail has not gone out: what the way to the mail server, or the server, or the time that passed did to it. */
export type MailReason =
  | 'refused'
  | 'later'
  | 'timeout'
  | 'disconnected'
  | 'unreachable'
  | 'tls'
  | 'sign-in'
  | 'unsendable'
  | 'error'
  | 'link-used'
  | 'link-replaced'
  | 'login-deactivated';

/** Why a mail has not gone out: words and numbers, never an address or what a mail server said. */
export interface MailProblem {
  reason: MailReason;
  /** The mail server's reply. */
  status?: number;
  /** The command that it replied to. */
  stage?: string;
}

/** What is kept of a step of a mail; of one that was sent, the mail server's reply. */
export type MailDetail = Partial<MailProblem>;

/** What happened to a mail, step by step. */
export const mailEvents = pgTable(
  'mail_event',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    mailId: uuid('mail_id')
      .notNull()
      .references(() => mails.id),
    type: text('type', { enum: ['queued', 'deferred', 'sent', 'failed'] }).notNull(),
    detail: jsonb('detail').$type<MailDetail>(),
    at: instant('at').notNull(),
  },
  table => [index('mail_event_mail').on(table.mailId)],
);
