import type { EventType, LinkPurpose } from '@portico/core';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { linkLifetime } from '../links/link-lifetime.ts';
import type { RenderedMail } from '../mail/facts.ts';
import type { Queries } from './database.ts';
import { access, contacts, linkPurpose, links, type MailProblem, mailEvents, mails, users } from './schema.ts';
import { newWrites, type Writes } from './writes.ts';

interface Outcome {
  id: string;
  now: Date;
  /** What was, or would have been, sent, without the secret of its link; left out where it was not made. */
  content?: RenderedMail | undefined;
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
    detail = null,
  }: Outcome & { lifetimes: Readonly<Record<LinkPurpose, number>>; detail?: MailProblem | null },
): Promise<boolean> {
  const mail = await settle(tx, { ...content, id, state: 'sent', sentAt: now });
  if (!mail) return false;
  const writes = newWrites(tx);
  writes.add(tx.insert(mailEvents).values({ mailId: id, type: 'sent', at: now, detail }));
  if (mail.linkId !== null) writes.add(startLifetime(tx, mail.linkId, now, lifetimes));
  await tell(tx, writes, 'mail.sent', mail, now);
  await writes.run();
  return true;
}

/** Notes that a mail cannot be delivered, and tells those who see the person. Answers false where it was settled before. */
export async function markMailFailed(
  tx: Queries,
  { id, now, content, problem }: Outcome & { problem: MailProblem },
): Promise<boolean> {
  const mail = await settle(tx, { ...content, id, state: 'failed' });
  if (!mail) return false;
  const writes = newWrites(tx);
  writes.add(tx.insert(mailEvents).values({ mailId: id, type: 'failed', at: now, detail: problem }));
  await tell(tx, writes, 'mail.failed', mail, now);
  await writes.run();
  return true;
}

/** Notes why a mail has to wait. */
export async function markMailDeferred(
  tx: Queries,
  { id, now, content, problem }: Outcome & { problem: MailProblem },
): Promise<void> {
  const mail = await settle(tx, { ...content, id, state: 'queued' });
  if (mail) await tx.insert(mailEvents).values({ mailId: id, type: 'deferred', at: now, detail: problem });
}

type MailRow = typeof mails.$inferSelect;

/** Of many who settle a mail, one does. */
async function settle(tx: Queries, { id, ...values }: Partial<MailRow> & { id: string }): Promise<MailRow | undefined> {
  const [mail] = await tx
    .update(mails)
    .set(values)
    .where(and(eq(mails.id, id), eq(mails.state, 'queued')))
    .returning();
  return mail;
}

/** A link lives from when it was sent for the first time. */
function startLifetime(tx: Queries, linkId: string, now: Date, lifetimes: Readonly<Record<LinkPurpose, number>>) {
  const seconds = sql.join(
    linkPurpose.enumValues.map(purpose => sql`when ${purpose} then ${linkLifetime(lifetimes, purpose)}::int`),
    sql` `,
  );
  return tx
    .update(links)
    .set({
      sentAt: now,
      expiresAt: sql`${now.toISOString()}::timestamptz + make_interval(secs => case ${links.purpose} ${seconds} end)`,
    })
    .where(and(eq(links.id, linkId), isNull(links.sentAt)));
}

/** A mail to staff is nobody else's business, so no event tells of it. */
async function tell(tx: Queries, writes: Writes, type: EventType, { contactId }: MailRow, at: Date): Promise<void> {
  if (contactId === null) return;
  const home = tx.select({ id: contacts.accountId }).from(contacts).where(eq(contacts.id, contactId));
  const opened = tx
    .select({ id: access.accountId })
    .from(access)
    .innerJoin(users, eq(users.id, access.userId))
    .where(eq(users.contactId, contactId));
  const accountIds = (await home.unionAll(opened)).map(({ id }) => id);
  if (accountIds.length > 0) writes.tell({ type, at, accountIds, contactId, actor: { kind: 'system' } });
}
