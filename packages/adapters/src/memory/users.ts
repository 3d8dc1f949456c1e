import { type Operations, PorticoError } from '@portico/core';
import { contactOf } from './contacts.ts';
import { accountsOpenTo, assertLoginInScope, findOwnContact } from './scope.ts';
import { append, type ContactRow, type Context } from './state.ts';

export const users: Operations<Context, 'at-once'>['users'] = {
  deactivate: (context, { contactId }) => change(context, contactId, 'user.deactivated'),
  reactivate: (context, { contactId }) => change(context, contactId, 'user.reactivated'),
};

function change(context: Context, contactId: string, type: 'user.deactivated' | 'user.reactivated') {
  const contact = findOwnContact(context, contactId);
  const { user } = contact;
  if (!user) throw new PorticoError('no-login');
  assertLoginInScope(context, contact);
  const enabled = user.registeredAt ? 'active' : 'invited';
  const state = type === 'user.deactivated' ? 'deactivated' : enabled;
  if (user.state !== state) {
    user.state = state;
    user.hasOpenLink = false;
    append(context, type, { accounts: accountsOpenTo(context, contact), contact });
  }
  return contactOf(context, contact);
}

/** Completes the registration of whoever has this login, as a click on the mail's link does. */
export function register(state: Context['state'], contact: ContactRow): void {
  const { user } = contact;
  if (user?.state !== 'invited' || !user.hasOpenLink) throw new PorticoError('link-invalid');
  user.state = 'active';
  user.hasOpenLink = false;
  user.registeredAt = state.now();
  append({ state }, 'user.registered', { accounts: accountsOpenTo({ state }, contact), contact });
}
