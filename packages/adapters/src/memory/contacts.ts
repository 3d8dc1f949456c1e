import { type Contact, canonicalId, PorticoError } from '@portico/core';
import type { Operations } from './operations.ts';
import { accountsOpenTo, externalOf, findContact, idOf } from './scope.ts';
import { append, type ContactRow, type Context } from './state.ts';

export const contacts: Operations['contacts'] = {
  get(context, { contactId }) {
    return contactOf(context, findContact(context, contactId));
  },

  link(context, { contactId, id }) {
    const { state, principal } = context;
    const contact = findContact(context, contactId);
    const external = externalOf(context, id);
    const isTaken = state.contacts.some(
      other =>
        other !== contact &&
        other.external?.source === principal.source &&
        canonicalId(other.external.id) === canonicalId(id),
    );
    const isLinkedOtherwise = contact.external && canonicalId(contact.external.id) !== canonicalId(id);
    if (isTaken || isLinkedOtherwise) throw new PorticoError('external-id-taken');
    if (!contact.external) {
      contact.external = external;
      append(state, 'contact.linked', { accounts: [contact.account, ...accountsOpenTo(context, contact)], contact });
    }
    return contactOf(context, contact);
  },
};

export function contactOf(context: Context, contact: ContactRow): Contact {
  const { account, firstName, lastName, email, phone, jobTitle, user } = contact;
  return {
    id: idOf(context, contact),
    accountId: idOf(context, account),
    firstName,
    lastName,
    email,
    phone,
    jobTitle,
    userState: user?.state ?? null,
  };
}
