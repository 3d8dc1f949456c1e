import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitName } from './staff-name.ts';

test('the last word of a name is the last name', () => {
  assert.deepEqual(splitName('Erin Executive'), { firstName: 'Erin', lastName: 'Executive' });
  assert.deepEqual(splitName('Ana María de la Cruz'), { firstName: 'Ana María de la', lastName: 'Cruz' });
  assert.deepEqual(splitName('Support'), { firstName: '', lastName: 'Support' });
});
