import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Sent, sender } from '../app.fixture.ts';
import { authSessions } from '../postgres/schema.ts';
import { cookiesOf, type Portal, password, secrets, startPortal } from '../start.fixture.ts';

const origin = 'https://portal.example.com';
const admin = 'ada.keller@example.com';

let portal: Portal;
before(async () => {
  portal = await startPortal({ publicOrigin: origin, admins: [admin] });
});
after(() => portal.server.stop());

/** Requests as they come from a proxy that ends TLS. */
const send = (...[method, path, sent]: [method: string, path: string, sent?: Sent]) =>
  sender(portal.server, origin)(method, path, { ...sent, headers: { origin, ...sent?.headers } });

/** The cookies of an answer by their names, without their values. */
function written(headers: Headers): Map<string, string> {
  return new Map(
    headers.getSetCookie().map(cookie => {
      const [, name = '', attributes = ''] = /^([^=]+)=[^;]*; (.*)$/.exec(cookie) ?? [];
      return [name, attributes];
    }),
  );
}

/** A browser's cookies under the names that they have without TLS, where anybody could have planted them. */
const planted = (cookie: string) => cookie.replaceAll(/__(Secure|Host)-/g, '');

async function signIn(email: string) {
  const { headers } = await send('POST', '/v1/session', { body: { email, password } });
  return { headers, cookie: cookiesOf(headers) };
}

test('over https a client’s cookies are Secure, and known by the names that only TLS can write', async () => {
  await portal.member('client@example.com');
  const { headers, cookie } = await signIn('client@example.com');
  const cookies = written(headers);
  assert.deepEqual([...cookies.keys()].sort(), ['__Host-portico.device', '__Secure-portico.session_token']);
  for (const attributes of cookies.values()) {
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) assert.match(attributes, mark(attribute));
    assert.doesNotMatch(attributes, /Domain/i);
  }
  assert.equal((await send('GET', '/v1/session', { headers: { cookie } })).status, 200);
  assert.equal((await send('GET', '/v1/session', { headers: { cookie: planted(cookie) } })).status, 401);
});

test('over https a client who signs out is signed out, in the browser and in the database', async () => {
  await portal.member('leaving@example.com');
  const { cookie } = await signIn('leaving@example.com');
  const { db } = portal.database;
  const before = await db.$count(authSessions);
  const out = await send('DELETE', '/v1/session', { headers: { cookie } });
  assert.equal(await db.$count(authSessions), before - 1);
  const cleared = out.headers.getSetCookie().find(text => text.startsWith('__Secure-portico.session_token=;'));
  assert.match(cleared ?? '', /Max-Age=0.*Secure|Secure.*Max-Age=0/i);
  assert.equal((await send('GET', '/v1/session', { headers: { cookie } })).status, 401);
});

test('over https a rotation signs nobody out', async t => {
  await portal.member('rotated@example.com');
  const { cookie } = await signIn('rotated@example.com');
  const newer = ['the newer secret of the tests, long enough', ...secrets.secrets];
  const shared = { ...portal.database, close: async () => {} };
  const rotated = await startPortal({ publicOrigin: origin, secrets: newer }, { database: shared });
  t.after(() => rotated.server.stop());
  const session = await sender(rotated.server, origin)('GET', '/v1/session', { headers: { cookie } });
  assert.equal(session.status, 200, session.text);
});

test('over https staff sign in and out with cookies of our own host', async () => {
  await send('POST', '/v1/staff/session/link', { body: { email: admin } });
  await portal.mailsTo(admin, 1);
  const { headers } = await send('POST', '/v1/staff/session', { body: { token: await portal.linkOf(admin) } });
  const cookies = written(headers);
  assert.deepEqual([...cookies.keys()].sort(), ['__Host-portico.device', '__Host-portico.staff']);
  // What a browser demands of the prefix.
  for (const attributes of cookies.values()) {
    for (const attribute of ['Secure', 'HttpOnly', 'Path=/']) assert.match(attributes, mark(attribute));
    assert.doesNotMatch(attributes, /Domain/i);
  }
  const cookie = cookiesOf(headers);
  assert.equal((await send('GET', '/v1/staff/session', { headers: { cookie } })).status, 200);
  assert.equal((await send('GET', '/v1/staff/session', { headers: { cookie: planted(cookie) } })).status, 401);
  const out = await send('DELETE', '/v1/staff/session', { headers: { cookie } });
  assert.match(out.headers.getSetCookie()[0] ?? '', /^__Host-portico\.staff=; Max-Age=0; Path=\/; HttpOnly; Secure/);
  assert.equal((await send('GET', '/v1/staff/session', { headers: { cookie } })).status, 401);
});

function mark(attribute: string): RegExp {
  return new RegExp(`(^|; )${attribute}(;|$)`, 'i');
}
