import { PorticoError } from '@portico/core';
import { contactOf } from './contacts.ts';
import type { Operations } from './operations.ts';
import { accountsOpenTo, findContact } from './scope.ts';
import { append, type ContactRow, type Context } from './state.ts';

export const users: Operations['users'] = {
  deactivate: (context, { contactId }) => change(context, contactId, 'user.deactivated'),
  reactivate: (context, { contactId }) => change(context, contactId, 'user.reactivated'),
};

function change(context: Context, contactId: string, type: 'user.deactivated' | 'user.reactivated') {
  const contact = findContact(context, contactId);
  const { user } = contact;
  if (!user) throw new PorticoError('no-login');
  const enabled = user.registeredAt ? 'active' : 'invited';
  const state = type === 'user.deactivated' ? 'deactivated' : enabled;
  if (user.state !== state) {
    user.state = state;
    append(context.state, type, { accounts: accountsOpenTo(context, contact), contact });
  }
  return contactOf(context, contact);
}

/** Completes the registration of whoever has this login, as a click on the mail's link does. */
export function register(state: Context['state'], contact: ContactRow): void {
  const { user } = contact;
  if (user?.state !== 'invited') throw new PorticoError('link-invalid');
  user.state = 'active';
  user.registeredAt = state.now();
  append(state, 'user.registered', { accounts: accountsOpenTo({ state }, contact), contact });
}
