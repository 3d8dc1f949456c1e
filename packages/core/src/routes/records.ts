import { RecordResults, Records } from '../record.ts';
import type { RouteGroup } from '../route.ts';

/** What the host system knows: created or updated by the host's own ids, never matched by name. */
export const records = {
  upsert: {
    method: 'POST',
    path: '/records',
    auth: 'staff',
    permission: 'records:upsert',
    body: Records,
    returns: RecordResults,
  },
} as const satisfies RouteGroup;
