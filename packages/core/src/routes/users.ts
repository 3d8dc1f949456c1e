import { Contact } from '../contact.ts';
import type { RouteGroup } from '../route.ts';

/** A contact's one login: switched off with everything it opens, and on again with nothing to re-enter. */
export const users = {
  deactivate: {
    method: 'POST',
    path: '/contacts/:contactId/user/deactivate',
    auth: 'staff',
    permission: 'users:deactivate',
    returns: Contact,
    errors: ['no-login'],
  },
  reactivate: {
    method: 'POST',
    path: '/contacts/:contactId/user/reactivate',
    auth: 'staff',
    permission: 'users:deactivate',
    returns: Contact,
    errors: ['no-login'],
  },
} as const satisfies RouteGroup;
