import * as z from 'zod/mini';
import { LinkState, LinkToken, LinkUse } from '../link.ts';
import type { RouteGroup } from '../route.ts';
import { Done, Session } from '../session.ts';

/** What the pages behind a mail's links do. Describing changes nothing; only a person's click uses a link. */
export const links = {
  describe: {
    method: 'POST',
    path: '/links/describe',
    auth: 'public',
    body: LinkToken,
    returns: LinkState,
    errors: ['link-invalid'],
  },
  /** Sets the password of a registration or reset link, ends older sessions and signs the person in. */
  use: {
    method: 'POST',
    path: '/links/use',
    auth: 'public',
    body: LinkUse,
    returns: Session,
    errors: ['link-invalid', 'link-used', 'link-expired', 'link-replaced', 'user-deactivated'],
  },
  /** Mails a fresh link, to the address that this one went to. */
  renew: {
    method: 'POST',
    path: '/links/renew',
    auth: 'public',
    body: LinkToken,
    returns: Done,
    errors: ['link-invalid', 'sent-recently', 'user-deactivated'],
  },
  /** Answers the same for any address, known or not. */
  forgot: {
    method: 'POST',
    path: '/links/forgot',
    auth: 'public',
    body: z.object({ email: z.string().check(z.minLength(1), z.maxLength(254)) }) as z.ZodMiniType<{ email: string }>,
    returns: Done,
  },
} as const satisfies RouteGroup;
