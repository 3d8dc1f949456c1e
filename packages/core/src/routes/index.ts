import type { RouteGroups } from '../route.ts';
import { access } from './access.ts';
import { accounts } from './accounts.ts';
import { contacts } from './contacts.ts';
import { events } from './events.ts';
import { links } from './links.ts';
import { people } from './people.ts';
import { records } from './records.ts';
import { recovery } from './recovery.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { staffSession } from './staff-session.ts';
import { tokens } from './tokens.ts';
import { users } from './users.ts';

/** The operations that every backend is asked for: the port. */
export const backendRoutes = {
  access,
  accounts,
  contacts,
  events,
  people,
  records,
  recovery,
  settings,
  users,
} as const satisfies RouteGroups;

/** The operations of the server itself: identity, sessions and links stand in front of any backend. */
export const serverRoutes = { tokens, session, staffSession, links } as const satisfies RouteGroups;
