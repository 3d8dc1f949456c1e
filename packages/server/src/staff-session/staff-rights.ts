import { emailKey, permissions, type StaffPrincipal } from '@portico/core';
import type { ServerConfig } from '../config.ts';

/** What a member of staff may do, and where. */
export type StaffRights = Pick<StaffPrincipal, 'source' | 'permissions' | 'accounts'>;

type RightsConfig = Pick<ServerConfig, 'admins'> & { settings: Pick<ServerConfig['settings'], 'staffPermissions'> };

/** The address as the configuration spells it, where it is one of those who may do everything. */
export function findAdmin(email: string, admins: readonly string[]): string | undefined {
  const key = emailKey(email);
  return admins.find(admin => emailKey(admin) === key);
}

/** What a member of staff may do who has signed in by mail. The configuration says it, so that it is asked every time. */
export function rightsByMail(email: string, { admins, settings }: RightsConfig): StaffRights {
  // No system's record ids are spoken on the admin pages: records have our own there.
  const source = 'portico';
  if (findAdmin(email, admins)) return { source, permissions: new Set(permissions), accounts: 'all' };
  return { source, permissions: new Set(settings.staffPermissions), accounts: 'served' };
}
