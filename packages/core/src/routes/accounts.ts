import { Account } from '../account.ts';
import type { RouteGroup } from '../route.ts';

/** Client companies. */
export const accounts = {
  get: { method: 'GET', path: '/accounts/:accountId', auth: 'staff', permission: 'access:read', returns: Account },
} as const satisfies RouteGroup;
