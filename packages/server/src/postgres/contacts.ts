import { type Contact, emailKey, fold, type Operations, PorticoError, personSortKey } from '@portico/core';
import { and, eq } from 'drizzle-orm';
import { type Context, recordEvent } from './context.ts';
import { accounts, contacts } from './schema.ts';
import {
  type AccountRow,
  accountsOpenTo,
  externalOf,
  findContact,
  findOwnContact,
  idOf,
  isAccountInScope,
  isNamed,
  type Person,
} from './scope.ts';

export const contactOperations: Operations<Context, 'by-promise'>['contacts'] = {
  async get(context, { contactId }) {
    const person = await findContact(context, contactId);
    const contact = contactOf(context, person);
    return (await isSeen(context, person.account)) ? contact : { ...contact, accountId: null };
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

/** Whether the caller sees the account that a contact belongs to, and not only one that it has access to. */
async function isSeen({ tx, principal }: Context, { id }: AccountRow): Promise<boolean> {
  const inScope = isAccountInScope(principal);
  if (!inScope) return true;
  const [seen] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.id, id), inScope));
  return seen !== undefined;
}

/** A contact to whoever sees the account that it belongs to. */
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
