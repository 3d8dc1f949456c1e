import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import test from 'node:test';
import { serverKeys } from '../keys.ts';
import { linkToken, linkUrl, readLinkToken } from './link-token.ts';

const { link: key } = serverKeys('a secret of the test');

test('a token leads back to its link and purpose', () => {
  for (const purpose of ['registration', 'reset'] as const) {
    const ref = { id: randomUUID(), purpose };
    assert.deepEqual(readLinkToken(key, linkToken(key, ref)), ref);
  }
});

test('a token changed in any character, or made with another key, is nobody’s', () => {
  const token = linkToken(key, { id: randomUUID(), purpose: 'reset' });
  for (let i = 0; i < token.length; i++) {
    const other = token[i] === 'A' ? 'B' : 'A';
    assert.equal(readLinkToken(key, token.slice(0, i) + other + token.slice(i + 1)), undefined);
  }
  assert.equal(readLinkToken(serverKeys('another secret').link, token), undefined);
  for (const wrong of ['', `${token}A`, token.slice(1), `${token}=`, `${token} `, 'ä']) {
    assert.equal(readLinkToken(key, wrong), undefined);
  }
});

test('the same link always has the same address, with the secret in the fragment', () => {
  const ref = { id: randomUUID(), purpose: 'registration' } as const;
  const url = new URL(linkUrl('https://portal.example.com', key, ref));
  assert.equal(url.pathname, '/portal/register');
  assert.equal(url.hash, `#${linkToken(key, ref)}`);
});
