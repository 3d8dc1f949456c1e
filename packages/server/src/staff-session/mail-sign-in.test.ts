import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { listRoutes, permissions, serverRoutes } from '@portico/core';
import { eq } from 'drizzle-orm';
import { serverCookie } from '../http/server-cookie.ts';
import { untilJobsAreDone } from '../jobs/jobs-done.fixture.ts';
import { links, mails, rateLimits, staff, staffSessions } from '../postgres/schema.ts';
import { configFromOptions } from '../read-config.ts';
import { cookiesOf, type Portal, password, startPortal } from '../start.fixture.ts';
import { signedInStaff } from './signed-in-staff.ts';

const admin = 'ada.keller@example.com';
const executive = 'nora.lindqvist@example.com';

let portal: Portal;
before(async () => {
  portal = await startPortal({ admins: [admin], trustedProxies: 1 });
  const accounts = [
    { id: '001A', market: 'Berlin', name: 'Lumen', staff: [{ name: 'Nora Lindqvist', email: executive }] },
  ];
  await portal.send('POST', '/v1/records', { token: await portal.token(), body: { accounts } });
});
after(() => portal.server.stop());
beforeEach(() => portal.database.db.delete(rateLimits));

const requestLink = (email: string, address = '192.0.2.1') =>
  portal.send('POST', '/v1/staff/session/link', { body: { email }, headers: { 'x-forwarded-for': address } });
const use = (token: string, cookie?: string) =>
  portal.send('POST', '/v1/staff/session', { body: { token }, ...(cookie ? { headers: { cookie } } : {}) });
const session = (cookie: string) => portal.send('GET', '/v1/staff/session', { headers: { cookie } });
const tokenOf = (cookie: string) => portal.send('POST', '/v1/staff/session/token', { headers: { cookie } });

/** Asks for a mail and answers the secret of its link, once it has come. */
async function linkTo(email: string): Promise<string> {
  const { db } = portal.database;
  await db.delete(rateLimits);
  const before = await db.$count(mails, eq(mails.toAddress, email));
  assert.equal((await requestLink(email)).status, 200);
  await portal.mailsTo(email, before + 1);
  return portal.linkOf(email);
}

/** Signs somebody in and answers their cookies. */
async function signIn(email: string): Promise<string> {
  const answer = await use(await linkTo(email));
  assert.equal(answer.status, 200, answer.text);
  return cookiesOf(answer.headers);
}

test('an admin signs in by a mail, does everything, and signs out', async () => {
  assert.equal((await requestLink('ADA.keller@Example.com')).status, 200);
  await portal.mailsTo(admin, 1);
  const answer = await use(await portal.linkOf(admin));
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.body.email, admin);
  assert.equal(answer.body.name, 'Ada Keller');
  assert.deepEqual(answer.body.permissions, [...permissions]);
  const [cookie = ''] = answer.headers.getSetCookie();
  assert.match(cookie, /^portico\.staff=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
  const cookies = cookiesOf(answer.headers);
  assert.deepEqual((await session(cookies)).body, answer.body);

  const { body } = await tokenOf(cookies);
  const minutes = (Date.parse(body.expiresAt) - Date.now()) / 60_000;
  assert.ok(minutes > 14 && minutes <= 15, String(minutes));
  const list = await portal.send('GET', '/v1/accounts', { token: body.token });
  assert.equal(list.body.items.length, 2);

  const out = await portal.send('DELETE', '/v1/staff/session', { headers: { cookie: cookies } });
  assert.deepEqual(out.body, { done: true });
  assert.match(out.headers.getSetCookie()[0] ?? '', /^portico\.staff=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax$/);
  assert.equal((await session(cookies)).status, 401);
  assert.equal((await tokenOf(cookies)).status, 401);
});

test('a member of the directory signs in with what staff may do, in the accounts they serve', async () => {
  const cookie = await signIn(executive);
  const { body } = await session(cookie);
  assert.equal(body.name, 'Nora Lindqvist');
  assert.deepEqual(body.permissions, [
    'access:read',
    'access:grant',
    'access:extend',
    'contacts:read',
    'contacts:write',
    'users:recover',
    'events:read',
  ]);
  const { token } = (await tokenOf(cookie)).body;
  const list = await portal.send('GET', '/v1/accounts', { token });
  assert.deepEqual(
    list.body.items.map((account: { name: string }) => account.name),
    ['Lumen'],
  );
  const path = `/v1/contacts/${encodeURIComponent('portico:00000000-0000-4000-8000-000000000000')}/user/deactivate`;
  assert.equal((await portal.send('POST', path, { token })).status, 403);
});

test('every address is answered alike, and only staff get a mail', async () => {
  await portal.member('client@example.com');
  const { db } = portal.database;
  await db.insert(staff).values({
    email: 'left@example.com',
    emailKey: 'left@example.com',
    name: 'Left Example',
    active: false,
    sortKey: 'left',
    searchText: 'left',
    createdAt: new Date(),
  });
  const others = [
    'client@example.com',
    'left@example.com',
    'nobody@example.com',
    'no address',
    'nul\u0000@example.com',
  ];
  const answers = [];
  for (const email of [executive, ...others]) answers.push(await requestLink(email));
  assert.equal(answers[0]?.status, 200);
  const shapes = answers.map(({ status, headers, text }) => {
    headers.delete('x-request-id');
    return JSON.stringify([status, [...headers], text]);
  });
  assert.equal(new Set(shapes).size, 1);
  await untilJobsAreDone(db);
  const sent = await db.select({ to: mails.toAddress }).from(mails).where(eq(mails.kind, 'staff-sign-in'));
  assert.ok(sent.every(({ to }) => to === executive || to === admin));
});

test('looking at a link a hundred times changes nothing; only a person’s click does', async () => {
  const token = await linkTo(executive);
  const { db } = portal.database;
  const before = await db.select().from(links);
  for (let i = 0; i < 100; i++) {
    await portal.send('GET', '/admin/sign-in');
    await portal.send('GET', '/v1/staff/session');
  }
  assert.deepEqual(await db.select().from(links), before);
  assert.equal((await use(token)).status, 200);
  assert.equal((await use(token)).body.code, 'link-used');
});

test('of 32 uses of one link at once, one signs in and the others are told', async () => {
  const token = await linkTo(executive);
  const { db } = portal.database;
  const before = await db.$count(staffSessions);
  const answers = await Promise.all(Array.from({ length: 32 }, () => use(token)));
  assert.equal(answers.filter(answer => answer.status === 200).length, 1);
  const others = answers.filter(answer => answer.status !== 200);
  assert.ok(others.every(answer => answer.status === 410 && answer.body.code === 'link-used'));
  assert.ok(others.every(answer => answer.headers.getSetCookie().length === 0));
  assert.equal(await db.$count(staffSessions), before + 1);
});

test('a newer link replaces the older one, and a link ends after a quarter of an hour', async t => {
  const older = await linkTo(executive);
  const newer = await linkTo(executive);
  assert.equal((await use(older)).body.code, 'link-replaced');
  t.after(() => {
    portal.clock.ahead = 0;
  });
  portal.clock.ahead = 15 * 60_000 + 2000;
  assert.equal((await use(newer)).body.code, 'link-expired');
});

test('a client’s link signs no staff in, and a staff link no client', async () => {
  const { link } = await portal.invite('client.two@example.com');
  const forStaff = await linkTo(executive);
  for (const token of [link, 'nonsense', `${forStaff.slice(0, -1)}~`]) {
    const refused = await use(token);
    assert.deepEqual([refused.status, refused.body.code], [404, 'link-invalid']);
  }
  for (const [path, body] of [
    ['describe', {}],
    ['use', { password }],
    ['renew', {}],
  ] as const) {
    const refused = await portal.send('POST', `/v1/links/${path}`, { body: { token: forStaff, ...body } });
    assert.deepEqual([path, refused.status, refused.body.code], [path, 404, 'link-invalid']);
  }
  assert.equal((await use(forStaff)).status, 200);
});

test('a client’s session is none of staff, and the other way round', async () => {
  const { cookie } = await portal.member('client.three@example.com');
  const staffCookie = await signIn(executive);
  const { token } = (await tokenOf(staffCookie)).body;
  const changed = { cookie: staffCookie.replace(/(?<=staff=)./, first => (first === 'A' ? 'B' : 'A')) };
  for (const { route } of listRoutes(serverRoutes)) {
    if (route.auth !== 'staff-session') continue;
    for (const wrong of [
      {},
      { headers: { cookie } },
      { headers: changed },
      { token },
      { token: portal.server.apiKey },
    ]) {
      assert.equal((await portal.send(route.method, `/v1${route.path}`, wrong)).status, 401, route.path);
    }
    const own = { headers: { cookie: staffCookie } };
    assert.equal((await portal.send(route.method, `/v1${route.path}`, own)).status, 200, route.path);
  }
  assert.equal((await portal.send('GET', '/v1/session', { headers: { cookie: staffCookie } })).status, 401);
  assert.equal((await portal.send('GET', '/v1/accounts', { headers: { cookie: staffCookie } })).status, 401);
});

test('one mailbox gets one mail a minute, and one network a limited number, whoever the address is', async () => {
  for (const email of [executive, 'nobody@example.com']) {
    assert.equal((await requestLink(email)).status, 200);
    const again = await requestLink(email.toUpperCase(), '192.0.2.2');
    assert.deepEqual([again.status, again.body.code], [429, 'rate-limited']);
    assert.ok(Number(again.headers.get('retry-after')) > 0);
  }
  const statuses = [];
  for (let i = 0; i < 32; i++) statuses.push((await requestLink(`guess.${i}@example.com`, '192.0.2.3')).status);
  assert.deepEqual(statuses, [...Array(30).fill(200), 429, 429]);
});

test('the database keeps no secret of a session, and signing in again ends the one before', async () => {
  const first = await signIn(executive);
  const rows = await portal.database.db.select().from(staffSessions);
  const secret = /portico\.staff=([^;]+)/.exec(first)?.[1] ?? assert.fail(first);
  assert.ok(!JSON.stringify(rows).includes(secret));
  const second = cookiesOf((await use(await linkTo(executive), first)).headers);
  assert.equal((await session(first)).status, 401);
  assert.equal((await session(second)).status, 200);
});

test('a session ends after twelve hours, and no token of it lives longer', async t => {
  const cookie = await signIn(executive);
  t.after(() => {
    portal.clock.ahead = 0;
  });
  portal.clock.ahead = (12 * 3600 - 300) * 1000;
  const { body } = await tokenOf(cookie);
  assert.ok(body.expiresAt <= (await session(cookie)).body.expiresAt);
  portal.clock.ahead += 301_000;
  assert.equal((await session(cookie)).status, 401);
});

test('deactivated staff are refused at the next request, with whatever they hold', async () => {
  const cookie = await signIn(executive);
  const { token } = (await tokenOf(cookie)).body;
  const link = await linkTo(executive);
  const switchTo = (active: boolean) =>
    portal.database.db.update(staff).set({ active }).where(eq(staff.emailKey, executive));
  await switchTo(false);
  assert.equal((await session(cookie)).status, 401);
  assert.equal((await tokenOf(cookie)).status, 401);
  for (const path of ['/v1/accounts', '/v1/accounts/001A', '/v1/settings', '/v1/events']) {
    const refused = await portal.send('GET', path, { token });
    assert.deepEqual([path, refused.status, refused.body.code], [path, 403, 'forbidden']);
  }
  assert.equal((await use(link)).body.code, 'user-deactivated');
  await switchTo(true);
  assert.equal((await session(cookie)).status, 200);
  assert.equal((await use(link)).status, 200);
});

test('who is taken out of the admins may do at the next request only what staff may', async () => {
  const cookie = await signIn(admin);
  const ask = (admins: string[]) =>
    signedInStaff({
      database: portal.database,
      cookie: serverCookie({ name: 'portico.staff', isSecure: false }),
      config: configFromOptions({ admins }),
      now: portal.clock.now,
    })(new Headers({ cookie }));
  assert.equal((await ask([admin]))?.principal.accounts, 'all');
  const before = (await ask([]))?.principal;
  assert.equal(before?.accounts, 'served');
  assert.ok(!before?.permissions.has('records:upsert'));
});

test('the sign-in page is told of the mail, and of no company where none is configured', async () => {
  const { body } = await portal.send('GET', '/v1/staff/session/ways');
  assert.deepEqual(body, { mail: true, company: null });
});
