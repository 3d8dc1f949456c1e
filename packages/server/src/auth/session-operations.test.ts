import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cookiesOf, type Portal, password, startPortal } from '../start.fixture.ts';

let portal: Portal;
before(async () => {
  portal = await startPortal({ trustedProxies: 1 });
});
after(() => portal.server.stop());

const from = (address: string, cookie = '') => ({
  headers: { 'x-forwarded-for': address, ...(cookie ? { cookie } : {}) },
});
const session = (cookie: string) => portal.send('GET', '/v1/session', { headers: { cookie } });

test('a registered person signs in with any spelling of the address, and out again', async () => {
  await portal.member('ada.new@example.com');
  const answer = await portal.signIn('ADA.new@Example.com', password, from('192.0.2.1'));
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.body, { firstName: 'New', lastName: 'Person', email: 'ada.new@example.com' });
  const [cookie = ''] = answer.headers.getSetCookie();
  assert.match(cookie, /HttpOnly/);
  assert.match(cookie, /SameSite=Lax/);
  const cookies = cookiesOf(answer.headers);
  assert.equal((await session(cookies)).body.email, 'ada.new@example.com');
  const out = await portal.send('DELETE', '/v1/session', { headers: { cookie: cookies } });
  assert.deepEqual(out.body, { done: true });
  assert.equal((await session(cookies)).status, 401);
});

test('a wrong password, an unknown address, one that is none and a person not yet registered are answered alike', async () => {
  await portal.member('alike@example.com');
  await portal.invite('pending@example.com');
  const attempts = [
    'alike@example.com',
    'nobody@example.com',
    'no address',
    'pending@example.com',
    'nul\u0000@example.com',
  ];
  const answers = [];
  for (const email of attempts) answers.push(await portal.signIn(email, 'wrong wrong wrong', from('192.0.2.2')));
  assert.equal(answers[0]?.status, 401);
  assert.equal(new Set(answers.map(answer => answer.text)).size, 1);
  assert.ok(answers.every(answer => answer.headers.getSetCookie().length === 0));
});

test('a changed cookie is nobody’s, and a staff token opens no session', async () => {
  const { cookie } = await portal.member('changed@example.com');
  assert.equal((await session(cookie.replace(/(session_token=)./, '$1~'))).status, 401);
  const token = await portal.token();
  assert.equal((await portal.send('GET', '/v1/session', { token })).status, 401);
  assert.equal((await portal.send('GET', '/v1/accounts/001A', { headers: { cookie } })).status, 401);
});

test('guesses at one login are limited from one network', async () => {
  await portal.member('guessed@example.com');
  const statuses = [];
  for (let i = 0; i < 12; i++) {
    statuses.push((await portal.signIn('guessed@example.com', `guess number ${i}`, from('192.0.2.3'))).status);
  }
  assert.deepEqual(statuses, [...Array(10).fill(401), 429, 429]);
  const refused = await portal.signIn('guessed@example.com', password, from('192.0.2.3'));
  assert.equal(refused.body.code, 'rate-limited');
  assert.ok(Number(refused.headers.get('retry-after')) > 0);
  const elsewhere = await portal.signIn('guessed@example.com', password, from('192.0.2.4'));
  assert.equal(elsewhere.status, 200);
});

test('guesses at one login are at most a hundred however many networks they come from; its owner still gets in', async () => {
  const { cookie, access } = await portal.member('owner@example.com');
  const guess = (i: number) => portal.signIn('owner@example.com', `guess number ${i}`, from(`198.51.100.${i}`));
  const guesses = await Promise.all(Array.from({ length: 120 }, (_, i) => guess(i)));
  const tried = guesses.filter(({ status }) => status === 401).length;
  assert.ok(tried >= 50 && tried <= 100, `${tried} guesses`);
  assert.ok(guesses.every(({ status }) => status === 401 || status === 429));
  const stranger = await portal.signIn('owner@example.com', password, from('203.0.113.1'));
  assert.equal(stranger.status, 429);
  const owner = await portal.signIn('owner@example.com', password, from('203.0.113.1', cookie));
  assert.equal(owner.status, 200);

  portal.clock.ahead += 61_000;
  const path = `/v1/contacts/${encodeURIComponent(access.contactId)}/recovery`;
  await portal.send('POST', path, { token: await portal.token(), body: { action: 'send-reset' } });
  const body = { token: await portal.linkOf('owner@example.com'), password: 'another long password' };
  assert.equal((await portal.send('POST', '/v1/links/use', { body })).status, 200);
  const again = await portal.signIn('owner@example.com', 'another long password', from('203.0.113.2'));
  assert.equal(again.status, 200);
});

test('an unknown address is limited like a known one', async () => {
  const statuses = [];
  for (let i = 0; i < 11; i++) {
    statuses.push((await portal.signIn('nobody.else@example.com', 'guess', from('192.0.2.5'))).status);
  }
  assert.deepEqual(statuses, [...Array(10).fill(401), 429]);
});

test('a deactivated person’s next request is refused, and only the right password says why', async () => {
  const { cookie, access } = await portal.member('leaver@example.com');
  assert.equal((await session(cookie)).status, 200);
  const path = `/v1/contacts/${encodeURIComponent(access.contactId)}/user`;
  await portal.send('POST', `${path}/deactivate`, { token: await portal.token() });
  assert.equal((await session(cookie)).status, 401);
  assert.equal((await portal.send('GET', '/v1/session/home', { headers: { cookie } })).status, 401);
  const wrong = await portal.signIn('leaver@example.com', 'wrong wrong wrong', from('192.0.2.6'));
  assert.equal(wrong.body.code, 'wrong-credentials');
  const right = await portal.signIn('leaver@example.com', password, from('192.0.2.6'));
  assert.equal(right.body.code, 'user-deactivated');
  assert.equal(right.headers.getSetCookie().length, 0);
  await portal.send('POST', `${path}/reactivate`, { token: await portal.token() });
  assert.equal((await portal.signIn('leaver@example.com', password, from('192.0.2.6'))).status, 200);
});

test('of sign-ins with the old password at the moment of a reset, none leaves a session behind', async () => {
  const { access } = await portal.member('raced@example.com');
  portal.clock.ahead += 61_000;
  const path = `/v1/contacts/${encodeURIComponent(access.contactId)}/recovery`;
  await portal.send('POST', path, { token: await portal.token(), body: { action: 'send-reset' } });
  const body = { token: await portal.linkOf('raced@example.com'), password: 'another long password' };
  const reset = portal.send('POST', '/v1/links/use', { body });
  const attempts = Array.from({ length: 8 }, () => portal.signIn('raced@example.com', password, from('192.0.2.7')));
  const signedIn = await Promise.all(attempts);
  assert.equal((await reset).status, 200);
  for (const { status, headers } of signedIn) {
    if (status === 200) assert.equal((await session(cookiesOf(headers))).status, 401);
    else assert.equal(status, 401);
  }
  assert.equal((await session(cookiesOf((await reset).headers))).status, 200);
});
