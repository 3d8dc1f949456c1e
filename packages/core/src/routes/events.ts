import { PorticoEvent } from '../event.ts';
import { EventsQuery } from '../events-query.ts';
import type { RouteGroup } from '../route.ts';

/** What happens, while it happens. */
export const events = {
  stream: {
    method: 'GET',
    path: '/events',
    auth: 'staff',
    permission: 'events:read',
    query: EventsQuery,
    returns: PorticoEvent,
    events: true,
  },
} as const satisfies RouteGroup;
