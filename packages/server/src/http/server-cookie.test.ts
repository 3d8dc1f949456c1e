import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookiesOf } from '../start.fixture.ts';
import { serverCookie } from './server-cookie.ts';

test('over https no other host of the domain can plant a cookie', () => {
  const cookie = serverCookie({ name: 'portico.any', isSecure: true });
  const answer = new Headers();
  cookie.write(answer, 'value', 60);
  // What a browser demands of this prefix: Secure, the path of all, and no domain.
  const [written] = answer.getSetCookie();
  assert.equal(written, '__Host-portico.any=value; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax');
  assert.equal(cookie.read(new Headers({ cookie: cookiesOf(answer) })), 'value');
  assert.equal(cookie.read(new Headers({ cookie: 'portico.any=planted; __Secure-portico.any=planted' })), undefined);
});
