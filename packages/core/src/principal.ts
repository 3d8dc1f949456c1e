import { PorticoError } from './errors.ts';
import type { Permission } from './permissions.ts';
import type { Route } from './route.ts';

/** Who is calling, as far as the server has proved it. */
export type Principal = StaffPrincipal | ClientPrincipal;

/** A member of staff, acting from a host system. */
export interface StaffPrincipal {
  kind: 'staff';
  email: string;
  name: string;
  /** The system whose record ids the caller speaks. */
  source: string;
  permissions: ReadonlySet<Permission>;
  /** The accounts the caller may see: all, those they serve themselves, or the ids of some in `source`. */
  accounts: 'all' | 'served' | readonly string[];
}

/** A client, signed in to the portal. */
export interface ClientPrincipal {
  kind: 'client';
  userId: string;
}

/** Throws `forbidden` unless a caller may use a route. */
export function assertPermitted({ permission }: Route, principal: Principal | undefined): void {
  if (!permission || (principal?.kind === 'staff' && principal.permissions.has(permission))) return;
  throw new PorticoError('forbidden', { message: `this needs the permission ${permission}` });
}
