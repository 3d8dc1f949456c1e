import type { Permission } from '../permissions.ts';

/** A role inside an account, with what it lets its holder do there. */
export interface RoleDefinition {
  id: string;
  name: string;
  permissions: readonly Permission[];
}

/** Whether someone may give a role: nobody gives more than they hold. */
export function mayAssign(role: RoleDefinition, grantor: ReadonlySet<Permission>): boolean {
  return role.permissions.every(permission => grantor.has(permission));
}
