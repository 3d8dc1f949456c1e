import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { publicOrigin } from '../app.fixture.ts';
import { untilJobsAreDone } from '../jobs/jobs-done.fixture.ts';
import { serverKeys } from '../keys.ts';
import { links, mails, rateLimits } from '../postgres/schema.ts';
import { cookiesOf, type Portal, password, secrets, startPortal } from '../start.fixture.ts';
import { linkToken } from './link-token.ts';

let portal: Portal;
before(async () => {
  portal = await startPortal();
});
after(() => portal.server.stop());

const describe = (token: string) => portal.send('POST', '/v1/links/describe', { body: { token } });
const use = (token: string, secret = password) =>
  portal.send('POST', '/v1/links/use', { body: { token, password: secret } });
const renew = (token: string) => portal.send('POST', '/v1/links/renew', { body: { token } });

test('of 32 uses of one link at once, one wins and the others are told', async () => {
  const { link } = await portal.invite('race@example.com');
  const answers = await Promise.all(Array.from({ length: 32 }, () => use(link)));
  assert.equal(answers.filter(answer => answer.status === 200).length, 1);
  const others = answers.filter(answer => answer.status !== 200);
  assert.ok(others.every(answer => answer.status === 410 && answer.body.code === 'link-used'));
  assert.ok(others.every(answer => answer.headers.getSetCookie().length === 0));
});

test('a weak password does not use a link up', async () => {
  const { link } = await portal.invite('weak@example.com');
  for (const [weak, problem] of [
    ['short', 'password-too-short'],
    ['long and longer'.repeat(10), 'password-too-long'],
    ['Password123', 'password-too-common'],
    ['Weak@Example.com', 'password-too-common'],
  ] as const) {
    const refused = await use(link, weak);
    assert.equal(refused.status, 422);
    assert.equal(refused.body.fields.password, problem);
  }
  assert.equal((await describe(link)).body.state, 'open');
  assert.equal((await use(link)).status, 200);
});

test('looking at a link a hundred times changes nothing', async () => {
  const { link } = await portal.invite('looked@example.com');
  await portal.mailsTo('looked@example.com', 1);
  const before = await portal.database.db.select().from(links);
  for (let i = 0; i < 100; i++) assert.equal((await describe(link)).body.state, 'open');
  for (let i = 0; i < 100; i++) await portal.send('GET', '/portal/register');
  assert.deepEqual(await portal.database.db.select().from(links), before);
  assert.equal((await use(link)).status, 200);
});

test('an open link tells the person’s own address and name, a used one no longer', async () => {
  const { link } = await portal.invite('open@example.com');
  const { body } = await describe(link);
  assert.equal(body.purpose, 'registration');
  assert.equal(body.email, 'open@example.com');
  assert.equal(body.firstName, 'New');
  await use(link);
  const after = (await describe(link)).body;
  assert.deepEqual([after.state, after.email, after.firstName], ['used', null, null]);
});

test('using a registration link completes the access, signs in and tells staff', async () => {
  const { link, access } = await portal.invite('complete@example.com');
  assert.equal(access.status, 'PENDING');
  const used = await use(link);
  assert.deepEqual(used.body, { firstName: 'New', lastName: 'Person', email: 'complete@example.com' });
  const list = await portal.send('GET', '/v1/accounts/001A/access?search=complete@', { token: await portal.token() });
  assert.equal(list.body.items[0].status, 'COMPLETE');
  const home = await portal.send('GET', '/v1/session/home', { headers: { cookie: cookiesOf(used.headers) } });
  assert.equal(home.body.accounts[0].name, 'Lumen');
});

test('a link that nobody made is invalid, and so is one for another purpose', async () => {
  await portal.invite('forged@example.com');
  const [row] = await portal.database.db.select().from(links);
  const keys = serverKeys(secrets.secrets).link;
  const keyId = keys.current.id;
  const otherPurpose = linkToken(keys, { id: row?.id ?? '', purpose: 'reset', keyId });
  const unknown = linkToken(keys, { id: crypto.randomUUID(), purpose: 'reset', keyId });
  const forStaff = linkToken(keys, { id: row?.id ?? '', purpose: 'staff-sign-in', keyId });
  for (const token of ['nonsense', otherPurpose, unknown, forStaff]) {
    for (const answer of [await describe(token), await use(token), await renew(token)]) {
      assert.equal(answer.status, 404);
      assert.equal(answer.body.code, 'link-invalid');
    }
  }
});

test('a link ends after its lifetime, and offers a fresh mail to the same address', async () => {
  const { link } = await portal.invite('late@example.com');
  await portal.mailsTo('late@example.com', 1);
  portal.clock.ahead += 7 * 86_400_000 + 1000;
  assert.equal((await describe(link)).body.state, 'expired');
  assert.equal((await use(link)).body.code, 'link-expired');
  assert.deepEqual((await renew(link)).body, { done: true });
  const mails = await portal.mailsTo('late@example.com', 2);
  assert.equal(mails.length, 2);
  assert.equal((await describe(link)).body.state, 'replaced');
  assert.equal((await use(link)).body.code, 'link-replaced');
  const again = await renew(link);
  assert.equal(again.status, 429);
  assert.equal(again.body.code, 'sent-recently');
  assert.ok(Number(again.headers.get('retry-after')) > 0);
  assert.equal((await use(await portal.linkOf('late@example.com'))).status, 200);
});

test('a used registration link renews as a reset link', async () => {
  const { link } = await portal.invite('back@example.com');
  await use(link);
  portal.clock.ahead += 61_000;
  await renew(link);
  const { body } = await describe(await portal.linkOf('back@example.com'));
  assert.equal(body.purpose, 'reset');
});

test('a reset ends every older session and every other link, and the new password is the only one', async () => {
  const { cookie, access } = await portal.member('reset@example.com');
  const elsewhere = cookiesOf((await portal.signIn('reset@example.com')).headers);
  portal.clock.ahead += 61_000;
  const token = await portal.token();
  await portal.send('POST', `/v1/contacts/${encodeURIComponent(access.contactId)}/recovery`, {
    token,
    body: { action: 'send-reset' },
  });
  const used = await use(await portal.linkOf('reset@example.com'), 'another long password');
  assert.equal(used.status, 200);
  for (const old of [cookie, elsewhere]) {
    assert.equal((await portal.send('GET', '/v1/session', { headers: { cookie: old } })).status, 401);
  }
  const fresh = { cookie: cookiesOf(used.headers) };
  assert.equal((await portal.send('GET', '/v1/session', { headers: fresh })).status, 200);
  assert.equal((await portal.signIn('reset@example.com')).status, 401);
  assert.equal((await portal.signIn('reset@example.com', 'another long password')).status, 200);
});

test('a deactivated person’s links work no more and are not renewed', async () => {
  const { link, access } = await portal.invite('gone@example.com');
  const path = `/v1/contacts/${encodeURIComponent(access.contactId)}/user`;
  await portal.send('POST', `${path}/deactivate`, { token: await portal.token() });
  portal.clock.ahead += 61_000;
  assert.equal((await use(link)).body.code, 'user-deactivated');
  assert.equal((await renew(link)).body.code, 'user-deactivated');
});

test('a forgotten password is answered alike for every address, and mailed to those who have a login', async () => {
  await portal.member('known@example.com');
  await portal.invite('invited@example.com');
  portal.clock.ahead += 61_000;
  const addresses = [
    'known@example.com',
    'invited@example.com',
    'nobody@example.com',
    'no address',
    'KNOWN@EXAMPLE.COM',
    'nul\u0000@example.com',
    'half a pair \ud800@example.com',
  ];
  const answers = [];
  for (const email of addresses) answers.push(await portal.send('POST', '/v1/links/forgot', { body: { email } }));
  assert.equal(new Set(answers.map(answer => `${answer.status} ${answer.text}`)).size, 1);
  const headersOf = ({ headers }: { headers: Headers }) => [...headers].filter(([name]) => name !== 'x-request-id');
  assert.equal(new Set(answers.map(answer => JSON.stringify(headersOf(answer)))).size, 1);
  // The second wish of the same person falls into the cooldown of the first, in silence.
  assert.deepEqual(
    (await portal.mailsTo('known@example.com', 2)).map((mail: { kind: string }) => mail.kind),
    ['reset', 'registration'],
  );
  assert.equal((await portal.mailsTo('invited@example.com', 2)).length, 2);
  assert.equal((await portal.mailsTo('nobody@', 0)).length, 0);
});

test('one mailbox gets ten mails a day, whoever asks; its owner’s own browser has ten of its own', async () => {
  const email = 'flooded@example.com';
  const { cookie } = await portal.member(email);
  const { db } = portal.database;
  await db.delete(rateLimits);
  const ask = async (to: string, headers: Record<string, string> = {}) => {
    portal.clock.ahead += 61_000;
    const { status, text } = await portal.send('POST', '/v1/links/forgot', { body: { email: to }, headers });
    return `${status} ${text}`;
  };
  const answers = new Set([await ask('nobody@example.com')]);
  for (let asked = 1; asked <= 12; asked++) {
    answers.add(await ask(email));
    await portal.mailsTo(email, 1 + Math.min(asked, 10));
  }
  assert.equal(answers.size, 1);
  await untilJobsAreDone(db);
  assert.equal((await portal.mailsTo(email, 11)).length, 11);

  await ask(email, { cookie });
  await portal.mailsTo(email, 12);
  assert.equal((await use(await portal.linkOf(email))).status, 200);
  // Who has used a link is the owner: what others have asked for counts no more.
  await ask(email);
  await portal.mailsTo(email, 13);
});

test('the Host header does not change where a mail’s link leads', async () => {
  const body = { contact: { email: 'host@example.com', firstName: 'New', lastName: 'Person' } };
  const headers = {
    host: 'evil.example.com',
    'x-forwarded-host': 'evil.example.com',
    forwarded: 'host=evil.example.com',
  };
  await portal.send('POST', '/v1/accounts/001A/access', { token: await portal.token(), body, headers });
  const [mail] = await portal.mailsTo('host@example.com', 1);
  const { text } = await portal.send('GET', `/mailbox/${mail.id}`);
  assert.ok(text.includes(`href="${publicOrigin}/portal/register#`));
  assert.ok(!text.includes('evil.example.com'));
});

test('neither the database nor the log holds a secret that works', async () => {
  const { link } = await portal.invite('secret@example.com');
  await portal.mailsTo('secret@example.com', 1);
  await use(link);
  const rows = JSON.stringify([
    await portal.database.db.select().from(mails),
    await portal.database.db.select().from(links),
  ]);
  const { rows: jobs } = await portal.database.db.execute('select data::text, output::text from pgboss.job');
  for (const text of [rows, JSON.stringify(jobs), JSON.stringify(portal.log)]) {
    assert.ok(!text.includes(link));
    assert.ok(!text.includes(link.slice(-40)));
  }
  assert.ok(!JSON.stringify(portal.log).includes('example.com'));
});
