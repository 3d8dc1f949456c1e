import * as z from 'zod/mini';
import { Access, AccessGrant, Verdict } from '../access.ts';
import { AccessQuery } from '../access-query.ts';
import { page } from '../page.ts';
import type { RouteGroup } from '../route.ts';

/** Who sees what: access belongs to the account, whatever orders there are. */
export const access = {
  listForAccount: {
    method: 'GET',
    path: '/accounts/:accountId/access',
    auth: 'staff',
    permission: 'access:read',
    query: AccessQuery,
    returns: page(Access),
  },
  listForContact: {
    method: 'GET',
    path: '/contacts/:contactId/access',
    auth: 'staff',
    permission: 'access:read',
    query: AccessQuery,
    returns: page(Access),
  },
  /** A read by POST, so that no address stands in a URL or a log. */
  preflight: {
    method: 'POST',
    path: '/accounts/:accountId/access/preflight',
    auth: 'staff',
    permission: 'access:grant',
    body: z.object({ email: z.string().check(z.maxLength(1000)) }) as z.ZodMiniType<{ email: string }>,
    returns: Verdict,
  },
  grant: {
    method: 'POST',
    path: '/accounts/:accountId/access',
    auth: 'staff',
    permission: 'access:grant',
    body: AccessGrant,
    returns: Access,
    idempotent: true,
    errors: [
      'already-has-access',
      'registration-pending',
      'user-deactivated',
      'staff-address',
      'access-elsewhere',
      'role-too-high',
    ],
  },
} as const satisfies RouteGroup;
