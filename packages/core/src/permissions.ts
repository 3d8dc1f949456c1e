/** Everything that can be allowed. A token or a role carries some of these; each route names the one it needs. */
export const permissions = [
  'access:read',
  'access:grant',
  'access:extend',
  'contacts:read',
  'contacts:write',
  'users:recover',
  'users:deactivate',
  'records:upsert',
  'events:read',
  'people:export',
  'people:erase',
  'portal:invite',
  'portal:manage-users',
] as const;

export type Permission = (typeof permissions)[number];

export function isPermission(value: unknown): value is Permission {
  return permissions.some(permission => permission === value);
}
