import { type Contact, emailKey, fold, type Operations, PorticoError, personSortKey } from '@portico/core';
import { eq } from 'drizzle-orm';
import { type Context, recordEvent } from './context.ts';
import { contacts } from './schema.ts';
import { accountsOpenTo, externalOf, findContact, findOwnContact, idOf, isNamed, type Person } from './scope.ts';

export const contactOperations: Operations<Context, 'by-promise'>['contacts'] = {
  async get(context, { contactId }) {
    return contactOf(context, await findContact(context, contactId));
  },

  async link(context, { contactId, id }) {
    const { tx, principal, now } = context;
    // Of two ids at once, the second waits here and finds the first.
    await tx
      .select({ id: contacts.id })
      .from(contacts)
      .where(isNamed(principal, contacts, contactId))
      .for('update');
    const person = await findOwnContact(context, contactId);
    const { contact, account, user } = person;
    const external = externalOf(principal, id);
    const [named] = await tx
      .select({ id: contacts.id })
      .from(contacts)
      .where(isNamed(principal, contacts, id));
    if (named?.id === contact.id) return contactOf(context, person);
    if (named || contact.externalId !== null) throw new PorticoError('external-id-taken');
    await tx
      .update(contacts)
      .set({ ...external, updatedAt: now() })
      .where(eq(contacts.id, contact.id));
    const accountIds = [account.id, ...(await accountsOpenTo(tx, user))];
    await recordEvent(context, 'contact.linked', { accountIds, contactId: contact.id });
    return contactOf(context, { ...person, contact: { ...contact, ...external } });
  },
};

export function contactOf({ principal }: Context, { contact, account, user }: Person): Contact {
  const { firstName, lastName, email, phone, jobTitle } = contact;
  return {
    id: idOf(principal, contact),
    accountId: idOf(principal, account),
    firstName,
    lastName,
    email,
    phone,
    jobTitle,
    userState: user?.state ?? null,
  };
}

/** A person's names and address, with the keys that follow from them. */
export function nameColumns(person: { firstName: string; lastName: string; email: string | null }) {
  const { firstName, lastName, email } = person;
  return {
    firstName,
    lastName,
    email,
    emailKey: email === null ? null : emailKey(email),
    sortKey: personSortKey(person),
    searchText: fold(`${firstName} ${lastName} ${email ?? ''}`),
  };
}
