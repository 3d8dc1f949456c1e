import { Account } from '../account.ts';
import { AccountsQuery } from '../accounts-query.ts';
import { page } from '../page.ts';
import type { RouteGroup } from '../route.ts';

/** Client companies. */
export const accounts = {
  /** All that the caller may see, by market and name. */
  list: {
    method: 'GET',
    path: '/accounts',
    auth: 'staff',
    permission: 'access:read',
    query: AccountsQuery,
    returns: page(Account),
  },
  get: { method: 'GET', path: '/accounts/:accountId', auth: 'staff', permission: 'access:read', returns: Account },
} as const satisfies RouteGroup;
