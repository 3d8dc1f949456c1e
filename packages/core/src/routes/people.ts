import { PersonExport } from '../person-export.ts';
import type { RouteGroup } from '../route.ts';
import { Done } from '../session.ts';

/** Data protection: everything about the person behind a contact, told or erased. Both leave one line in the audit. */
export const people = {
  export: {
    method: 'POST',
    path: '/contacts/:contactId/export',
    auth: 'staff',
    permission: 'people:export',
    returns: PersonExport,
  },
  /** Ends the person's access, login, sessions and links, and removes their records and mails. It cannot be undone. */
  erase: {
    method: 'POST',
    path: '/contacts/:contactId/erase',
    auth: 'staff',
    permission: 'people:erase',
    returns: Done,
  },
} as const satisfies RouteGroup;
