import * as z from 'zod/mini';
import { Contact } from '../contact.ts';
import { Id } from '../id.ts';
import type { RouteGroup } from '../route.ts';

/** People's records. */
export const contacts = {
  get: { method: 'GET', path: '/contacts/:contactId', auth: 'staff', permission: 'contacts:read', returns: Contact },
  /** Tells the id the host gave to a contact that was created here. */
  link: {
    method: 'POST',
    path: '/contacts/:contactId/link',
    auth: 'staff',
    permission: 'contacts:write',
    body: z.object({ id: Id }) as z.ZodMiniType<{ id: string }>,
    returns: Contact,
    errors: ['external-id-taken'],
  },
} as const satisfies RouteGroup;
