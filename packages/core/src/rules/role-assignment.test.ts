import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { permissions } from '../permissions.ts';
import { assertAssignable, mayAssign } from './role-assignment.ts';

const some = fc.subarray([...permissions]);

test('nobody gives a permission that they do not hold', () => {
  fc.assert(
    fc.property(some, some, (role, held) => {
      const allowed = mayAssign({ id: 'r', name: 'R', permissions: role }, new Set(held));
      assert.equal(allowed, role.filter(permission => !held.includes(permission)).length === 0);
    }),
  );
});

test('a role above the grantor is refused, and one that does not exist at its field', () => {
  const roles = [
    { id: 'guest', name: 'Guest', permissions: [] },
    { id: 'admin', name: 'Admin', permissions: ['portal:invite'] as const },
  ];
  assertAssignable(roles, 'guest', new Set());
  assertAssignable(roles, 'admin', new Set(['portal:invite']));
  assert.throws(() => assertAssignable(roles, 'admin', new Set()), { code: 'role-too-high' });
  const fields = { role: 'unknown-role' };
  assert.throws(() => assertAssignable(roles, 'owner', new Set(permissions)), { code: 'invalid-request', fields });
});
