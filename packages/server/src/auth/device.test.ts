import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverCookie } from '../http/server-cookie.ts';
import { serverKeys } from '../keys.ts';
import { cookiesOf } from '../start.fixture.ts';
import { deviceCookie } from './device.ts';

const cookie = serverCookie({ name: 'portico.device', isSecure: true });
const device = (...secrets: string[]) => deviceCookie(cookie, serverKeys(secrets).device);

function remembered(by: ReturnType<typeof device>): Headers {
  const answer = new Headers();
  by.remember(answer, 'ada@example.com');
  return new Headers({ cookie: `other=1; ${cookiesOf(answer)}` });
}

test('a browser is known for the login that was used in it, and for no other', () => {
  const headers = remembered(device('a secret'));
  assert.ok(device('a secret').isKnown(headers, 'ada@example.com'));
  assert.ok(!device('a secret').isKnown(headers, 'bob@example.com'));
  assert.ok(!device('a secret').isKnown(new Headers(), 'ada@example.com'));
});

test('a browser stays known through a rotation, until the secret is retired', () => {
  const headers = remembered(device('the older secret'));
  assert.ok(device('the newer secret', 'the older secret').isKnown(headers, 'ada@example.com'));
  assert.ok(!device('the newer secret').isKnown(headers, 'ada@example.com'));
  const renewed = remembered(device('the newer secret', 'the older secret'));
  assert.ok(device('the newer secret').isKnown(renewed, 'ada@example.com'));
});
