import { emailKey, permissions, type StaffPrincipal } from '@portico/core';
import type { ServerConfig } from '../config.ts';

/** What a member of staff may do, and where. */
export type StaffRights = Pick<StaffPrincipal, 'source' | 'permissions' | 'accounts'>;

type RightsConfig = Pick<ServerConfig, 'admins' | 'oidc'> & {
  settings: Pick<ServerConfig['settings'], 'staffPermissions'>;
};

/** The address as the configuration spells it, where it is one of those who may do everything. */
export function findAdmin(email: string, admins: readonly string[]): string | undefined {
  const key = emailKey(email);
  return admins.find(admin => emailKey(admin) === key);
}

/**
 * Whether somebody may sign in by mail. Where the company has a sign-in of its own, it says who may do what: a mail must
 * give nobody more. Admins are the way in while the company's issuer is away.
 */
export function maySignInByMail(email: string, { admins, oidc }: Pick<ServerConfig, 'admins' | 'oidc'>): boolean {
  return oidc?.clientId === undefined || findAdmin(email, admins) !== undefined;
}

/**
 * What a member of staff may do who has signed in by mail; undefined where they may not. The configuration says it, so
 * that it is asked every time.
 */
export function rightsByMail(email: string, config: RightsConfig): StaffRights | undefined {
  if (!maySignInByMail(email, config)) return undefined;
  // No system's record ids are spoken on the admin pages: records have our own there.
  const source = 'portico';
  if (findAdmin(email, config.admins)) return { source, permissions: new Set(permissions), accounts: 'all' };
  return { source, permissions: new Set(config.settings.staffPermissions), accounts: 'served' };
}
