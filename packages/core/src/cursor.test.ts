import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCursor, writeCursor } from './cursor.ts';
import { sortKey } from './rules/sort-key.ts';

test('a cursor leads back to where the page ended, whatever the names', () => {
  const text = fc.string({ unit: 'grapheme' }).filter(key => !key.includes('\0'));
  fc.assert(
    fc.property(text, fc.uuid(), (key, id) => {
      assert.deepEqual(readCursor(writeCursor({ key, id })), { key, id });
    }),
  );
});

test('the cursor of the longest name fits into a query', () => {
  const long = '𐐀'.repeat(200);
  assert.ok(writeCursor({ key: sortKey(long, long, long), id: crypto.randomUUID() }).length <= 2000);
});

test('a cursor that is none of ours is refused at its field', () => {
  const refused = { code: 'invalid-request', fields: { cursor: 'invalid' } };
  for (const cursor of ['', '%E0', 'abc', 'not a cursor', btoa('abel'), btoa('\xff'.repeat(40))]) {
    assert.throws(() => readCursor(cursor), refused, cursor);
  }
  fc.assert(fc.property(fc.string(), cursor => void assert.throws(() => readCursor(cursor), refused)));
});
