import type { Permission } from './permissions.ts';
import { mayAssign, type RoleDefinition } from './rules/role-assignment.ts';
import type { Settings } from './setting.ts';

/** What a portal's owner configures and every backend needs. */
export interface BackendSettings {
  /** The picklist of job titles. */
  jobTitles: readonly string[];
  /** The roles a person may have inside an account; `guest` must be one of them. */
  roles: readonly RoleDefinition[];
  /** The time zone whose date decides whether a membership has ended, such as `Europe/Berlin`. */
  timeZone: string;
}

/** What holds where the owner has configured nothing. */
export const defaultBackendSettings: BackendSettings = {
  jobTitles: ['IHM customer', 'Analyst', 'Marketing manager', 'Finance', 'Executive'],
  roles: [
    { id: 'guest', name: 'Guest', permissions: [] },
    { id: 'admin', name: 'Admin', permissions: ['portal:invite', 'portal:manage-users'] },
  ],
  timeZone: 'UTC',
};

/** The settings as one caller sees them. */
export function settingsFor(
  { jobTitles, roles }: BackendSettings,
  { held, hasMarkets }: { held: ReadonlySet<Permission>; hasMarkets: boolean },
): Settings {
  return {
    jobTitles: [...jobTitles],
    roles: roles.map(role => ({ id: role.id, name: role.name, assignable: mayAssign(role, held) })),
    hasMarkets,
  };
}
