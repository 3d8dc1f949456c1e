import type { RouteGroup } from '../route.ts';
import { Done, Home, Session, SignIn } from '../session.ts';

/** The client's own sign-in to the portal. */
export const session = {
  get: { method: 'GET', path: '/session', auth: 'client', returns: Session },
  signIn: {
    method: 'POST',
    path: '/session',
    auth: 'public',
    body: SignIn,
    returns: Session,
    errors: ['wrong-credentials', 'user-deactivated', 'rate-limited'],
  },
  signOut: { method: 'DELETE', path: '/session', auth: 'public', returns: Done },
  home: { method: 'GET', path: '/session/home', auth: 'client', returns: Home },
} as const satisfies RouteGroup;
