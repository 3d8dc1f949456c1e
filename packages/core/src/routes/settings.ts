import type { RouteGroup } from '../route.ts';
import { Settings } from '../setting.ts';

/** What the portal's owner has configured. */
export const settings = {
  get: { method: 'GET', path: '/settings', auth: 'staff', permission: 'access:read', returns: Settings },
} as const satisfies RouteGroup;
