import type { Permission } from './permissions.ts';

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
  /** The ids, in `source`, of the accounts the caller may see. */
  accounts: 'all' | readonly string[];
}

/** A client, signed in to the portal. */
export interface ClientPrincipal {
  kind: 'client';
  userId: string;
}
