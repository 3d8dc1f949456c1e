import { type Contact, type Operations, PorticoError } from '@portico/core';
import { accountsOpenTo, externalOf, findContact, findOwnContact, idOf, isAccountInScope, isNamed } from './scope.ts';
import { append, type ContactRow, type Context } from './state.ts';

export const contacts: Operations<Context, 'at-once'>['contacts'] = {
  get(context, { contactId }) {
    return contactOf(context, findContact(context, contactId));
  },

  link(context, { contactId, id }) {
    const { state } = context;
    const contact = findOwnContact(context, contactId);
    const external = externalOf(context, id);
    const isTaken = state.contacts.some(other => other !== contact && isNamed(context, other, id));
    const isLinkedOtherwise = contact.external && !isNamed(context, contact, id);
    if (isTaken || isLinkedOtherwise) throw new PorticoError('external-id-taken');
    if (!contact.external) {
      contact.external = external;
      contact.updatedAt = state.now();
      append(context, 'contact.linked', { accounts: [contact.account, ...accountsOpenTo(context, contact)], contact });
    }
    return contactOf(context, contact);
  },
};

export function contactOf(context: Context, contact: ContactRow): Contact {
  const { account, firstName, lastName, email, phone, jobTitle, user } = contact;
  return {
    id: idOf(context, contact),
    accountId: isAccountInScope(context, account) ? idOf(context, account) : null,
    firstName,
    lastName,
    email,
    phone,
    jobTitle,
    userState: user?.state ?? null,
  };
}
