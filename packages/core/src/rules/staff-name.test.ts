import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOwnName, splitName } from './staff-name.ts';

test('the last word of a name is the last name', () => {
  assert.deepEqual(splitName('Erin Executive'), { firstName: 'Erin', lastName: 'Executive' });
  assert.deepEqual(splitName('Ana María de la Cruz'), { firstName: 'Ana María de la', lastName: 'Cruz' });
  assert.deepEqual(splitName('Support'), { firstName: '', lastName: 'Support' });
});

test('an address is no name of its own, however it is written', () => {
  const email = 'nora@example.com';
  for (const name of ['nora@example.com', 'NORA@Example.COM']) assert.equal(isOwnName({ email, name }), false, name);
  for (const name of ['Nora', 'nora@example.org', 'nora@', '']) assert.equal(isOwnName({ email, name }), true, name);
});
