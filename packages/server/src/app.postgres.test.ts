import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { backendRoutes, listRoutes, serverRoutes } from '@portico/core';
import { eq } from 'drizzle-orm';
import * as z from 'zod/mini';
import { untilJobsAreDone } from './jobs/jobs-done.fixture.ts';
import { staff as staffTable } from './postgres/schema.ts';
import { type Walked, walkRoutes } from './route-walk.fixture.ts';
import { cookiesOf, type Portal, password, startPortal } from './start.fixture.ts';

const admin = 'ada.keller@example.com';
const left = { email: 'lena.left@example.com', name: 'Lena Left' };

let portal: Portal;
let walked: Walked;
before(async () => {
  portal = await startPortal({ admins: [admin], trustedProxies: 1 });
  const others = [
    { title: 'a host’s backend', token: portal.server.apiKey, isOf: ['api-key'] as const },
    { title: 'a guest of the account', cookie: await client('guest'), isOf: ['client'] as const },
    { title: 'an admin of the account', cookie: await client('admin'), isOf: ['client'] as const },
    { title: 'a client who was deactivated', cookie: await deactivatedClient() },
    { title: 'an admin on the admin pages', cookie: await signedIn(admin), isOf: ['staff-session'] as const },
    {
      title: 'staff on the admin pages',
      cookie: await signedIn('grace@example.com'),
      isOf: ['staff-session'] as const,
    },
    { title: 'staff on the admin pages who were deactivated', cookie: await deactivatedStaff() },
  ];
  const { send, server } = portal;
  walked = { send, backend: server.backend, tokenFor: portal.tokenFor, others, deactivated: left };
});
after(() => portal.server.stop());

walkRoutes('PostgreSQL', { ...backendRoutes, ...serverRoutes }, async () => walked);

test('staff can start a reset and never choose a password', async () => {
  for (const { group, name, route } of listRoutes(backendRoutes)) {
    const taken = route.body && JSON.stringify(z.toJSONSchema(route.body, { unrepresentable: 'any' }));
    assert.doesNotMatch(taken ?? '', /password|secret|hash/i, `${group}.${name}`);
  }
  const { access } = await portal.member('keeps@example.com');
  const chosen = 'a password that staff would like';
  const path = `/v1/contacts/${encodeURIComponent(access.contactId)}/recovery`;
  const body = { action: 'send-reset', password: chosen };
  assert.equal((await portal.send('POST', path, { token: await portal.token(), body })).status, 200);
  assert.equal((await portal.signIn('keeps@example.com', chosen)).status, 401);
  assert.equal((await portal.signIn('keeps@example.com')).status, 200);
});

test('no answer tells the next site where somebody comes from, and no page may be framed', async () => {
  const pages = ['/portal/', '/portal/register', '/portal/reset', '/admin/', '/admin/sign-in', '/mailbox/'];
  for (const path of [...pages, '/v1/session', '/healthz', '/nothing']) {
    const { headers } = await portal.send('GET', path);
    assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
    assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/, path);
  }
});

/** The cookies of somebody who has registered with a role. */
async function client(role: string): Promise<string> {
  const email = `${role}@example.com`;
  const body = { contact: { email, firstName: 'New', lastName: 'Person' }, role };
  const { status } = await portal.send('POST', '/v1/accounts/001A/access', { token: await portal.token(), body });
  assert.equal(status, 200);
  const { headers } = await portal.send('POST', '/v1/links/use', {
    body: { token: await portal.linkOf(email), password },
  });
  return cookiesOf(headers);
}

async function deactivatedClient(): Promise<string> {
  const { access, cookie } = await portal.member('deactivated@example.com');
  const path = `/v1/contacts/${encodeURIComponent(access.contactId)}/user/deactivate`;
  assert.equal((await portal.send('POST', path, { token: await portal.token() })).status, 200);
  return cookie;
}

/** The cookies of a member of staff who has signed in by a mail. */
async function signedIn(email: string): Promise<string> {
  await portal.send('POST', '/v1/staff/session/link', { body: { email } });
  await untilJobsAreDone(portal.database.db);
  const { status, headers } = await portal.send('POST', '/v1/staff/session', {
    body: { token: await portal.linkOf(email) },
  });
  assert.equal(status, 200);
  return cookiesOf(headers);
}

async function deactivatedStaff(): Promise<string> {
  await portal.send('GET', '/v1/settings', { token: await portal.tokenFor({ staff: left }) });
  const cookie = await signedIn(left.email);
  await portal.database.db.update(staffTable).set({ active: false }).where(eq(staffTable.emailKey, left.email));
  return cookie;
}
