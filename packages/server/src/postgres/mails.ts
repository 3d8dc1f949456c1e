import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { MailKind } from '../mail/facts.ts';
import type { EnqueueMail } from './context.ts';
import type { Queries } from './database.ts';
import { type Actor, mailEvents, mails, type staff, users } from './schema.ts';
import { accountsOpenTo, type Person, type UserRow } from './scope.ts';
import { newWrites, type Writes } from './writes.ts';

/** What a mail is queued with: the transaction, the time, and who causes it. */
interface Cause {
  tx: Queries;
  now: () => Date;
  enqueueMail: EnqueueMail;
  actor: Actor;
}

interface NewMail {
  kind: Exclude<MailKind, 'staff-sign-in'>;
  /** The account it is about. */
  accountId: string | null;
  linkId: string | null;
  /** It gets the person back in, and so holds the next such mail back for a while. */
  isRecovery?: boolean;
}

/** Writes a mail to a person and hands it over for sending; it goes out when the transaction is kept. */
export async function queueMail(
  { tx, now, enqueueMail, actor }: Cause,
  { contact, user }: Pick<Person, 'contact'> & { user: UserRow },
  { isRecovery = false, ...newMail }: NewMail,
): Promise<void> {
  const at = now();
  await tx
    .update(users)
    .set({ lastMailAt: at, ...(isRecovery && { lastRecoveryMailAt: at }) })
    .where(eq(users.id, user.id));
  const writes = newWrites(tx);
  const accountIds = [contact.accountId, ...(await accountsOpenTo(tx, user))];
  const mail = addMail({ tx, writes, at, actor }, contact, { ...newMail, accountIds });
  await writes.run();
  await enqueueMail(tx, mail);
}

/** A mail to a person, to be written with what it comes with; the caller hands it over. */
export function addMail(
  { tx, writes, at, actor }: { tx: Queries; writes: Writes; at: Date; actor: Actor },
  contact: Person['contact'],
  { accountIds, ...newMail }: NewMail & { accountIds: string[] },
): { id: string } {
  if (contact.email === null) throw new Error('a login without an address');
  const mail = { id: randomUUID(), ...newMail, contactId: contact.id, toAddress: contact.email, createdAt: at };
  addRows(tx, writes, mail);
  writes.tell({ type: 'mail.queued', at, accountIds, contactId: contact.id, actor });
  return mail;
}

/** Writes a member of staff the mail that signs them in. It is nobody else's business, so no event tells of it. */
export async function queueStaffMail(
  { tx, now, enqueueMail }: Pick<Cause, 'tx' | 'now' | 'enqueueMail'>,
  { id: staffId, email }: Pick<typeof staff.$inferSelect, 'id' | 'email'>,
  { linkId }: { linkId: string },
): Promise<void> {
  const writes = newWrites(tx);
  const mail = {
    id: randomUUID(),
    kind: 'staff-sign-in',
    staffId,
    toAddress: email,
    linkId,
    createdAt: now(),
  } as const;
  addRows(tx, writes, mail);
  await writes.run();
  await enqueueMail(tx, mail);
}

function addRows(tx: Queries, writes: Writes, mail: typeof mails.$inferInsert & { id: string }): void {
  writes.add(tx.insert(mails).values(mail));
  writes.add(tx.insert(mailEvents).values({ mailId: mail.id, type: 'queued', at: mail.createdAt }));
}
