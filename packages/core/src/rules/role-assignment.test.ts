import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { permissions } from '../permissions.ts';
import { mayAssign } from './role-assignment.ts';

const some = fc.subarray([...permissions]);

test('nobody gives a permission that they do not hold', () => {
  fc.assert(
    fc.property(some, some, (role, held) => {
      const allowed = mayAssign({ id: 'r', name: 'R', permissions: role }, new Set(held));
      assert.equal(allowed, role.filter(permission => !held.includes(permission)).length === 0);
    }),
  );
});
