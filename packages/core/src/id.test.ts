import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalId, Id, isSameId, salesforceSuffix } from './id.ts';

test('a Salesforce id is the same with 15 and with 18 characters', () => {
  assert.equal(canonicalId('001000000000001AAA'), '001000000000001');
  assert.ok(isSameId('001000000000001', '001000000000001AAA'));
});

test('an id that Salesforce cannot have made is left alone', () => {
  for (const id of ['001000000000001AAB', 'order-000000001AAA']) assert.equal(canonicalId(id), id);
  const number = fc.stringMatching(/^\d{18}$/);
  fc.assert(fc.property(number, number, (a, b) => assert.equal(isSameId(a, b), a === b)));
});

test('every form of a Salesforce id is the same record', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zA-Z0-9]{15}$/), id => assert.ok(isSameId(id, id + salesforceSuffix(id)))),
  );
});

test('ids of letters that differ in case are different records', () => {
  assert.equal(isSameId('0018d00000abcde', '0018d00000ABCDE'), false);
});

test('shortening twice is shortening once', () => {
  fc.assert(fc.property(fc.string(), id => assert.equal(canonicalId(canonicalId(id)), canonicalId(id))));
});

test('an id has no control characters and some length', () => {
  for (const text of ['', 'a\nb', 'a\u0000', 'x'.repeat(256), '\ud800'])
    assert.equal(Id.safeParse(text).success, false);
});
