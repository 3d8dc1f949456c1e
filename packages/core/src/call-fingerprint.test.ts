import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertIdempotencyKey, callerKey, callFingerprint } from './call-fingerprint.ts';
import { access } from './routes/access.ts';

const person = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };
const fingerprint = (input: Record<string, unknown>) => callFingerprint(access.grant, input);

test('a fingerprint does not know the order of fields, fields of nothing, or fields that nobody asked for', () => {
  const first = fingerprint({ accountId: 'a', contact: person });
  const { email, firstName, lastName } = person;
  assert.equal(fingerprint({ contact: { lastName, email, firstName }, accountId: 'a' }), first);
  assert.equal(fingerprint({ accountId: 'a', contact: { ...person, phone: undefined }, role: undefined }), first);
  assert.equal(fingerprint({ accountId: 'a', contact: { ...person, isAdmin: true } }), first);
});

test('another account, another person or a role more is another call', () => {
  const inputs = [
    { accountId: 'a', contact: person },
    { accountId: 'b', contact: person },
    { accountId: 'a', contact: { ...person, firstName: 'Ada ' } },
    { accountId: 'a', contact: person, role: 'admin' },
  ];
  assert.equal(new Set(inputs.map(fingerprint)).size, inputs.length);
});

test('a caller is one person at one host, in any letter case', () => {
  const caller = callerKey({ source: 'crm', email: 'sam@example.com' });
  assert.equal(callerKey({ source: 'crm', email: 'Sam@Example.com' }), caller);
  assert.notEqual(callerKey({ source: 'erp', email: 'sam@example.com' }), caller);
});

test('a key is what a header carries, of at most 255 characters', () => {
  assertIdempotencyKey('k'.repeat(255));
  for (const key of ['', 'k'.repeat(256), 'two words', 'schlüssel']) {
    assert.throws(() => assertIdempotencyKey(key), { code: 'invalid-request' }, key);
  }
});
