import { eq, inArray } from 'drizzle-orm';
import { type Context, recordEvent } from './context.ts';
import { forgetAnswers } from './idempotency.ts';
import { access, authUsers, contacts, events, links, mailEvents, mails, users } from './schema.ts';
import { contactIdsOf, isEventAbout, lockPerson, type WholePerson } from './whole-person.ts';

/** Removes a person with all that is kept about them, and leaves one line: that it happened, where, when and by whom. */
export async function erasePerson(context: Context, { contactId }: { contactId: string }): Promise<{ done: true }> {
  const { tx, forgetPerson } = context;
  const person = await lockPerson(context, contactId);
  const sent = await removeMails(context, person);
  const accessIds = person.user ? await removeLogin(context, person.user.id) : [];
  await tx.delete(contacts).where(inArray(contacts.id, contactIdsOf(person)));
  // After everything that locks: whoever was at work on the person until now has written their event.
  await tx.delete(events).where(isEventAbout(person));
  await forgetAnswers(tx, [...accessIds, ...sent.map(mail => mail.to)]);
  await forgetPerson(tx, {
    emailKey: person.emailKey,
    addresses: person.contacts.flatMap(({ contact }) => contact.email ?? []).concat(sent.map(mail => mail.to)),
    mailIds: sent.map(mail => mail.id),
  });
  await recordEvent(context, 'person.erased', { accountIds: person.accountIds });
  return { done: true };
}

/** Removes the mails to a person, and answers to which addresses they went. */
async function removeMails({ tx }: Context, person: WholePerson): Promise<{ id: string; to: string }[]> {
  // A mail that is being sent at this moment is first noted as sent.
  const found = await tx
    .select({ id: mails.id, to: mails.toAddress })
    .from(mails)
    .where(inArray(mails.contactId, contactIdsOf(person)))
    .orderBy(mails.id)
    .for('update');
  const ids = found.map(mail => mail.id);
  await tx.delete(mailEvents).where(inArray(mailEvents.mailId, ids));
  await tx.delete(mails).where(inArray(mails.id, ids));
  return found;
}

/** Removes a login with its links, sessions and password, and what it opens; answers the ids of that. */
async function removeLogin({ tx }: Context, userId: string): Promise<string[]> {
  await tx.delete(links).where(eq(links.userId, userId));
  const opened = await tx.delete(access).where(eq(access.userId, userId)).returning({ id: access.id });
  // Its sessions and its password go along.
  await tx.delete(authUsers).where(eq(authUsers.id, userId));
  await tx.delete(users).where(eq(users.id, userId));
  return opened.map(row => row.id);
}
