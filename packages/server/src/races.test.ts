import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { emailKey } from '@portico/core';
import { sql } from 'drizzle-orm';
import { personOf } from './app.fixture.ts';
import { mailCounts } from './mail-counts.fixture.ts';
import { raceAt } from './postgres/race.fixture.ts';
import { cookiesOf, type Portal, password, startPortal } from './start.fixture.ts';

// Two people at the same moment, on either engine; on PostgreSQL they meet at a lock, so that both are at work for sure.

let portal: Portal;
let token: string;
before(async () => {
  portal = await startPortal();
  token = await portal.token();
});
after(() => portal.server.stop());

const grant = (email: string, key?: string, accountId = '001A') =>
  portal.send('POST', `/v1/accounts/${accountId}/access`, {
    token,
    body: personOf(email),
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });

/** What another transaction holds while somebody with this address is being created. */
const newLogin = (email: string) => sql`
  with person as (
    insert into contact (account_id, first_name, last_name, sort_key, search_text, created_at, updated_at)
    select id, 'x', 'x', 'x', 'x', now(), now() from account limit 1 returning id
  )
  insert into portal_user (contact_id, login_key, state, created_at)
  select id, ${emailKey(email)}, 'invited', now() from person`;

const loginOf = (email: string) => sql`select 1 from portal_user where login_key = ${emailKey(email)} for update`;

const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).toSorted();

test('two staff, one address: one is created, the other is told', async () => {
  const email = 'two-staff@example.com';
  const answers = await raceAt(portal.database, newLogin(email), [() => grant(email), () => grant(email)]);
  assert.deepEqual(statuses(answers), [200, 409]);
  assert.equal(answers.find(({ status }) => status === 409)?.body.code, 'registration-pending');
  assert.deepEqual(await mailCounts(portal.database.db, email), { mails: 1, sent: 1 });
});

test('50 equal idempotency keys: one user, one mail, the same answer; a changed body is refused', async () => {
  const email = 'fifty@example.com';
  const calls = Array.from({ length: 50 }, () => () => grant(email, 'fifty-equal-keys'));
  const answers = await Promise.all(calls.map(call => call()));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
  assert.deepEqual(await mailCounts(portal.database.db, email), { mails: 1, sent: 1 });
  const changed = await grant('changed@example.com', 'fifty-equal-keys');
  assert.equal(changed.status, 422);
  assert.equal(changed.body.code, 'idempotency-mismatch');
});

test('whoever is deactivated while they register is not signed in afterwards', async () => {
  const email = 'switched-off@example.com';
  const { access, link } = await portal.invite(email);
  const [used, deactivated] = await raceAt(portal.database, loginOf(email), [
    () => portal.send('POST', '/v1/links/use', { body: { token: link, password } }),
    () => portal.send('POST', `/v1/contacts/${access.contactId}/user/deactivate`, { token }),
  ]);
  assert.equal(deactivated?.status, 200);
  const cookie = used ? cookiesOf(used.headers) : assert.fail();
  assert.equal((await portal.send('GET', '/v1/session', { headers: { cookie } })).status, 401);
  const signedIn = await portal.signIn(email);
  assert.notEqual(signedIn.status, 200);
});

test('of two who ask for a recovery mail at once one sends it, the other is told to wait', async () => {
  const email = 'two-resets@example.com';
  const { access } = await portal.member(email);
  const reset = () =>
    portal.send('POST', `/v1/contacts/${access.contactId}/recovery`, { token, body: { action: 'send-reset' } });
  const answers = await raceAt(portal.database, loginOf(email), [reset, reset]);
  assert.deepEqual(statuses(answers), [200, 429]);
  assert.deepEqual(await mailCounts(portal.database.db, email), { mails: 2, sent: 2 });
});

test('one person, given two accounts at once, has one login and both', async () => {
  const email = 'two-accounts@example.com';
  const answers = await raceAt(portal.database, newLogin(email), [
    () => grant(email),
    () => grant(email, undefined, '001B'),
  ]);
  assert.deepEqual(statuses(answers), [200, 200]);
  const [one, two] = answers;
  assert.equal(one?.body.contactId, two?.body.contactId);
});
