import * as z from 'zod/mini';
import { LinkToken } from '../link.ts';
import type { RouteGroup } from '../route.ts';
import { Done } from '../session.ts';
import { SignInWays, StaffSession } from '../staff-session.ts';
import { Token } from '../token.ts';

/** Staff who sign in on the server's own admin pages, without a CRM. */
export const staffSession = {
  ways: { method: 'GET', path: '/staff/session/ways', auth: 'public', returns: SignInWays },
  /** Mails a one-time link to a member of staff. Answers the same for any address, known or not. */
  requestLink: {
    method: 'POST',
    path: '/staff/session/link',
    auth: 'public',
    body: z.object({ email: z.string().check(z.minLength(1), z.maxLength(254)) }) as z.ZodMiniType<{ email: string }>,
    returns: Done,
    errors: ['rate-limited'],
  },
  /** Uses a one-time link. */
  signIn: {
    method: 'POST',
    path: '/staff/session',
    auth: 'public',
    body: LinkToken,
    returns: StaffSession,
    errors: ['link-invalid', 'link-used', 'link-expired', 'link-replaced', 'user-deactivated'],
  },
  get: { method: 'GET', path: '/staff/session', auth: 'staff-session', returns: StaffSession },
  /** A short token for the widgets of the page, as a host's backend gets one by its API key. */
  token: { method: 'POST', path: '/staff/session/token', auth: 'staff-session', returns: Token },
  signOut: { method: 'DELETE', path: '/staff/session', auth: 'public', returns: Done },
} as const satisfies RouteGroup;
