import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { withCurrentSignature } from './session-cookie.ts';

const name = 'portico.session_token';
const signedBy = (secret: string, token = 'aToken') =>
  `${name}=${encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`)}`;
const renewed = (cookie: string, secrets: readonly [string, ...string[]] = ['new', 'old', 'oldest']) =>
  withCurrentSignature(new Headers({ cookie, accept: '*/*' }), name, secrets).get('cookie');

test('a cookie that an older secret signed is signed by the current one', () => {
  for (const secret of ['old', 'oldest']) assert.equal(renewed(signedBy(secret)), signedBy('new'));
  assert.equal(renewed(signedBy('new')), signedBy('new'));
});

test('other cookies and headers stay as they are', () => {
  assert.equal(renewed(`a=1; ${signedBy('old')};b="x=y"`), `a=1; ${signedBy('new')}; b="x=y"`);
  const other = signedBy('old').replace(name, 'other');
  assert.equal(renewed(other), other);
  const headers = withCurrentSignature(new Headers({ cookie: signedBy('old'), accept: '*/*' }), name, ['new', 'old']);
  assert.equal(headers.get('accept'), '*/*');
  assert.equal(withCurrentSignature(new Headers(), name, ['new', 'old']).get('cookie'), null);
});

test('a cookie that none of the secrets signed is not signed', () => {
  const cookies = [
    signedBy('another'),
    signedBy('old').replace('aToken', 'bToken'),
    signedBy('old').replace(/%3D$/, ''),
    `${name}=aToken.`,
    `${name}=aToken.%3D`,
    `${name}=aToken.%E0%A4`,
    `${name}=`,
    name,
    '',
  ];
  for (const cookie of cookies) assert.ok(!renewed(cookie)?.includes(signedBy('new').slice(-20)), cookie);
  assert.equal(renewed(signedBy('old'), ['new']), signedBy('old'), 'its secret is retired');
});
