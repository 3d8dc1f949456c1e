import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { EnqueueMail } from './context.ts';
import type { Queries } from './database.ts';
import { type Actor, type MailKind, mailEvents, mails, type staff, users } from './schema.ts';
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
  addMail({ writes, at, enqueueMail, actor }, contact, { ...newMail, accountIds });
  await writes.run();
}

/** A mail to a person, to be written, and handed over for sending, with what it comes with. */
export function addMail(
  { writes, at, enqueueMail, actor }: { writes: Writes; at: Date } & Pick<Cause, 'enqueueMail' | 'actor'>,
  contact: Person['contact'],
  { accountIds, ...newMail }: NewMail & { accountIds: string[] },
): void {
  if (contact.email === null) throw new Error('a login without an address');
  const mail = { id: randomUUID(), ...newMail, contactId: contact.id, toAddress: contact.email, createdAt: at };
  addRows(writes, enqueueMail, mail);
  writes.tell({ type: 'mail.queued', at, accountIds, contactId: contact.id, actor });
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
  addRows(writes, enqueueMail, mail);
  await writes.run();
}

function addRows(writes: Writes, enqueueMail: EnqueueMail, mail: typeof mails.$inferInsert & { id: string }): void {
  writes.insert(mails, mail);
  writes.insert(mailEvents, { mailId: mail.id, type: 'queued', at: mail.createdAt });
  enqueueMail(writes, mail);
}
