import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiKeyOf, type KeyRing, keyId, serverKeys } from './keys.ts';

const ringsOf = (...secrets: string[]): KeyRing[] => Object.values(serverKeys(secrets));

test('the first secret makes, and all are found by their ids', () => {
  for (const ring of ringsOf('a new secret', 'an old secret')) {
    assert.deepEqual(
      ring.all.map(({ id }) => id),
      [keyId('a new secret'), keyId('an old secret')],
    );
    assert.equal(ring.current, ring.all[0]);
    assert.equal(ring.find(keyId('an old secret')), ring.all[1]);
    assert.equal(ring.find(keyId('a third secret')), undefined);
  }
});

test('no two purposes share a key, and none shares one with another secret', () => {
  const rings = ringsOf('a new secret', 'an old secret');
  const keys = rings.flatMap(({ all }) => all.map(({ key }) => Buffer.from(key).toString('hex')));
  assert.equal(new Set(keys).size, rings.length * 2);
});

test('an id is eight hexadecimal digits that are no part of a key or a hash', () => {
  const id = keyId('a secret of the test');
  assert.match(id, /^[0-9a-f]{8}$/);
  const { hash } = apiKeyOf('a secret of the test');
  const keys = ringsOf('a secret of the test').map(({ current }) => current.key);
  for (const bytes of [hash, ...keys]) assert.ok(!Buffer.from(bytes).toString('hex').includes(id));
});

test('a server without a secret has no keys', () => {
  assert.throws(() => serverKeys([]), /needs a secret/);
});
