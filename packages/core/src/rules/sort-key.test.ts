import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareKeys, fold, personSortKey } from './sort-key.ts';

test('keys compare as UTF-8 bytes do, which is how PostgreSQL compares them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      assert.equal(Math.sign(compareKeys(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

test('people are ordered by last name, then first name, without regard to case and accents', () => {
  const people = ['Øst Å', 'Ås Ada', 'as Bo', 'Zoe Z'].map(text => {
    const [lastName = '', firstName = ''] = text.split(' ');
    return { lastName, firstName, email: null };
  });
  const sorted = [...people].sort((a, b) => compareKeys(personSortKey(a), personSortKey(b)));
  assert.deepEqual(
    sorted.map(person => person.lastName),
    ['Ås', 'as', 'Zoe', 'Øst'],
  );
});

test('search finds a name however it is accented', () => {
  assert.equal(fold('ÅNGSTRÖM'), 'angstrom');
});
