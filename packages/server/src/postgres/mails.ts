import type { LinkPurpose } from '@portico/core';
import { and, eq, isNull } from 'drizzle-orm';
import { appendEvent } from '../events/append.ts';
import type { EnqueueMail } from './context.ts';
import type { Queries } from './database.ts';
import { type Actor, contacts, links, mailEvents, mails, users } from './schema.ts';
import { accountsOpenTo, type Person, type UserRow } from './scope.ts';

type MailKind = (typeof mails.$inferSelect)['kind'];

/** What a mail is queued with: the transaction, the time, and who causes it. */
interface Cause {
  tx: Queries;
  now: () => Date;
  enqueueMail: EnqueueMail;
  actor: Actor;
}

interface NewMail {
  kind: MailKind;
  /** The account it is about. */
  accountId: string | null;
  linkId: string | null;
  /** It gets the person back in, and so holds the next such mail back for a while. */
  isRecovery?: boolean;
  /** The accounts that are told of it, where they are known; else all that the person sees. */
  told?: string[];
}

/** Writes a mail to a person and hands it over for sending; it goes out when the transaction is kept. */
export async function queueMail(
  { tx, now, enqueueMail, actor }: Cause,
  { contact, user }: Pick<Person, 'contact'> & { user: UserRow },
  { kind, accountId, linkId, isRecovery = false, told }: NewMail,
): Promise<string> {
  if (contact.email === null) throw new Error('a login without an address');
  const at = now();
  const [mail] = await tx
    .insert(mails)
    .values({ kind, contactId: contact.id, accountId, toAddress: contact.email, linkId, createdAt: at })
    .returning({ id: mails.id });
  if (!mail) throw new Error('an insert gave nothing back');
  await tx.insert(mailEvents).values({ mailId: mail.id, type: 'queued', at });
  await tx
    .update(users)
    .set({ lastMailAt: at, ...(isRecovery && { lastRecoveryMailAt: at }) })
    .where(eq(users.id, user.id));
  const accountIds = told ?? [contact.accountId, ...(await accountsOpenTo(tx, user))];
  await appendEvent(tx, { type: 'mail.queued', at, accountIds, contactId: contact.id, actor });
  await enqueueMail(tx, mail);
  return mail.id;
}

/** What a mail looked like, without the secret of its link. */
export interface SentMail {
  subject: string;
  html: string;
  text: string;
}

/**
 * Notes that a mail has gone out; its link lives from then on. Answers false where it was noted before, so that a
 * repeated job changes nothing.
 */
export async function markMailSent(
  tx: Queries,
  {
    id,
    now,
    content,
    lifetimes,
  }: { id: string; now: Date; content: SentMail; lifetimes: Readonly<Record<LinkPurpose, number>> },
): Promise<boolean> {
  const [mail] = await tx
    .update(mails)
    .set({ ...content, state: 'sent', sentAt: now })
    .where(and(eq(mails.id, id), eq(mails.state, 'queued')))
    .returning();
  if (!mail) return false;
  await tx.insert(mailEvents).values({ mailId: id, type: 'sent', at: now });
  if (mail.linkId !== null) await startLifetime(tx, mail.linkId, now, lifetimes);
  await tellMailEvent(tx, mail.contactId, now);
  return true;
}

/** Notes that a mail cannot be delivered. */
export async function markMailFailed(
  tx: Queries,
  { id, now, reason }: { id: string; now: Date; reason: string },
): Promise<void> {
  const [mail] = await tx
    .update(mails)
    .set({ state: 'failed' })
    .where(and(eq(mails.id, id), eq(mails.state, 'queued')))
    .returning({ id: mails.id });
  if (mail) await tx.insert(mailEvents).values({ mailId: id, type: 'failed', at: now, detail: { reason } });
}

async function startLifetime(
  tx: Queries,
  linkId: string,
  now: Date,
  lifetimes: Readonly<Record<LinkPurpose, number>>,
): Promise<void> {
  const [link] = await tx.select({ purpose: links.purpose }).from(links).where(eq(links.id, linkId));
  if (!link) return;
  await tx
    .update(links)
    .set({ sentAt: now, expiresAt: new Date(now.getTime() + lifetimes[link.purpose] * 1000) })
    .where(and(eq(links.id, linkId), isNull(links.sentAt)));
}

async function tellMailEvent(tx: Queries, contactId: string, at: Date): Promise<void> {
  const [row] = await tx
    .select({ accountId: contacts.accountId, userId: users.id })
    .from(contacts)
    .leftJoin(users, eq(users.contactId, contacts.id))
    .where(eq(contacts.id, contactId));
  if (!row) return;
  const accountIds = [row.accountId, ...(await accountsOpenTo(tx, row.userId === null ? null : { id: row.userId }))];
  await appendEvent(tx, { type: 'mail.sent', at, accountIds, contactId, actor: { kind: 'system' } });
}
