import { PorticoError } from '../errors.ts';
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

/** Throws unless there is a role of this id and someone may give it. */
export function assertAssignable(roles: readonly RoleDefinition[], id: string, grantor: ReadonlySet<Permission>): void {
  const role = roles.find(known => known.id === id);
  if (!role) throw new PorticoError('invalid-request', { fields: { role: 'unknown-role' } });
  if (!mayAssign(role, grantor)) throw new PorticoError('role-too-high');
}
