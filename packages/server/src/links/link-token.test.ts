import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { serverKeys } from '../keys.ts';
import { linkPurpose } from '../postgres/schema/link.ts';
import { type LinkRef, linkToken, linkUrl, readLinkToken } from './link-token.ts';

const { link: keys } = serverKeys(['a secret of the test', 'an older secret']);
const current = keys.current.id;
const older = keys.all[1]?.id ?? '';
const refs = fc.record(
  { id: fc.uuid(), purpose: fc.constantFrom(...linkPurpose.enumValues), keyId: fc.constantFrom(current, older) },
  { noNullPrototype: true },
);

test('a token leads back to its link, purpose and key', () => {
  fc.assert(fc.property(refs, ref => assert.deepEqual(readLinkToken(keys, linkToken(keys, ref)), ref)));
});

test('a token with any bit changed is nobody’s', () => {
  fc.assert(
    fc.property(refs, fc.nat(), (ref, at) => {
      const bytes = Buffer.from(linkToken(keys, ref), 'base64url');
      const bit = at % (bytes.length * 8);
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      assert.equal(readLinkToken(keys, bytes.toString('base64url')), undefined);
    }),
  );
});

test('one link has one spelling', () => {
  const token = linkToken(keys, { id: randomUUID(), purpose: 'reset', keyId: current });
  for (let i = 0; i < token.length; i++) {
    const other = token[i] === 'A' ? 'B' : 'A';
    assert.equal(readLinkToken(keys, token.slice(0, i) + other + token.slice(i + 1)), undefined);
  }
  for (const wrong of ['', `${token}A`, token.slice(1), `${token}=`, `${token} `, 'ä']) {
    assert.equal(readLinkToken(keys, wrong), undefined);
  }
});

test('a token that names another key than the one it was made with is refused', () => {
  const bytes = Buffer.from(linkToken(keys, { id: randomUUID(), purpose: 'reset', keyId: current }), 'base64url');
  Buffer.from(older, 'hex').copy(bytes, 16);
  assert.equal(readLinkToken(keys, bytes.toString('base64url')), undefined);
});

test('a token of another server is refused, and one of a retired key too', () => {
  const ref: LinkRef = { id: randomUUID(), purpose: 'reset', keyId: older };
  const token = linkToken(keys, ref);
  for (const secrets of [['another secret'], ['a secret of the test']]) {
    assert.equal(readLinkToken(serverKeys(secrets).link, token), undefined);
  }
});

test('the same link has the same address before and after a rotation', () => {
  const before = serverKeys(['the first']).link;
  const after = serverKeys(['the second', 'the first']).link;
  const ref: LinkRef = { id: randomUUID(), purpose: 'registration', keyId: before.current.id };
  assert.equal(linkToken(after, ref), linkToken(before, ref));
});

test('a link whose key is retired is made with the current one', () => {
  const { link: left } = serverKeys(['the second']);
  const ref: LinkRef = { id: randomUUID(), purpose: 'registration', keyId: older };
  assert.deepEqual(readLinkToken(left, linkToken(left, ref)), { ...ref, keyId: left.current.id });
});

test('each purpose has its page, with the secret in the fragment', () => {
  const paths = { registration: '/portal/register', reset: '/portal/reset', 'staff-sign-in': '/admin/sign-in' };
  for (const purpose of linkPurpose.enumValues) {
    const ref: LinkRef = { id: randomUUID(), purpose, keyId: current };
    const url = new URL(linkUrl('https://portal.example.com', keys, ref));
    assert.equal(url.pathname, paths[purpose]);
    assert.equal(url.hash, `#${linkToken(keys, ref)}`);
  }
});
