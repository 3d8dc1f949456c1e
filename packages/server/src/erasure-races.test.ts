import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { emailKey } from '@portico/core';
import { sql } from 'drizzle-orm';
import { personOf } from './app.fixture.ts';
import { untilJobsAreDone } from './jobs/jobs-done.fixture.ts';
import { raceAt } from './postgres/race.fixture.ts';
import { type Portal, password, startPortal } from './start.fixture.ts';

// Somebody is erased while something else happens with them: afterwards they are gone whole, or there again whole.

let portal: Portal;
let token: string;
before(async () => {
  portal = await startPortal();
  token = await portal.token();
});
after(() => portal.server.stop());

/** Somebody with a login, and what a call about them needs. */
interface Target {
  email: string;
  contactId: string;
  link: string;
}

type Call = (target: Target) => Promise<{ status: number; text: string }>;

const staffPost = (path: string, body?: object) => portal.send('POST', `/v1${path}`, { token, body });
const record = ({ contactId, email }: Target, changed: object) => ({
  contacts: [{ id: contactId, accountId: '001A', firstName: 'New', lastName: 'Person', email, ...changed }],
});

const erase: Call = ({ contactId }) => staffPost(`/contacts/${contactId}/erase`);

const others: Record<string, { call: Call; isRegistered?: true }> = {
  'a grant of another account': { call: ({ email }) => staffPost('/accounts/001B/access', personOf(email)) },
  'their registration': {
    call: ({ link }) => portal.send('POST', '/v1/links/use', { body: { token: link, password } }),
  },
  'a sign-in': { call: ({ email }) => portal.signIn(email), isRegistered: true },
  'a recovery mail': {
    call: ({ contactId }) => staffPost(`/contacts/${contactId}/recovery`, { action: 'send-reset' }),
    isRegistered: true,
  },
  'a fresh link': { call: ({ link }) => portal.send('POST', '/v1/links/renew', { body: { token: link } }) },
  'a deactivation': { call: ({ contactId }) => staffPost(`/contacts/${contactId}/user/deactivate`) },
  'a new name': { call: target => staffPost('/records', record(target, { lastName: 'Newer' })) },
  'another address': { call: target => staffPost('/records', record(target, { email: `moved.${target.email}` })) },
  'an export': { call: ({ contactId }) => staffPost(`/contacts/${contactId}/export`) },
  'another erasure': { call: erase },
};

let count = 0;

async function newTarget(isRegistered = false): Promise<Target> {
  const email = `race.${++count}@example.com`;
  const { access, link } = await portal.invite(email);
  if (isRegistered) await portal.send('POST', '/v1/links/use', { body: { token: link, password } });
  await untilJobsAreDone(portal.database.db);
  return { email, contactId: access.contactId, link };
}

/** Locks the login and its contact: whatever is done with them waits for one of the two. */
const loginOf = ({ email }: Target) => sql`
  select 1 from portal_user join contact on contact.id = contact_id where login_key = ${emailKey(email)} for update`;

/** What is left over of people who are gone, or stands half of those who are there. */
async function halves(): Promise<string[]> {
  const { rows } = await portal.database.db.execute<{ half: string }>(sql`
    select 'event ' || type as half from event
      where contact_id is not null and contact_id not in (select id from contact)
    union all select 'event by ' || (actor ->> 'userId') from event
      where actor ->> 'kind' = 'client' and actor ->> 'userId' not in (select id::text from portal_user)
    union all select 'job of a mail' from pgboss.job
      where name = 'mail' and data ->> 'id' not in (select id::text from mail)
    union all select 'answer' from idempotency where answer is not null and answer ->> 'email' not in (select email from contact where email is not null)
    union all select 'login of another address' from portal_user u join contact c on c.id = u.contact_id
      where c.email_key <> u.login_key
    union all select 'login that opens nothing' from portal_user where id not in (select user_id from access where user_id is not null)
    union all select 'login without a mail' from portal_user where contact_id not in (select contact_id from mail where contact_id is not null)
    union all select 'password' from auth_account where user_id not in (select id from portal_user)`);
  return rows.map(({ half }) => half);
}

for (const [title, { call, isRegistered }] of Object.entries(others)) {
  test(`an erasure and ${title} at the same moment leave nobody by halves`, async () => {
    for (const order of [
      [erase, call],
      [call, erase],
    ]) {
      const target = await newTarget(isRegistered);
      const answers = await raceAt(
        portal.database,
        loginOf(target),
        order.map(one => () => one(target)),
      );
      for (const { status, text } of answers) assert.ok(status < 500, `${status} ${text}`);
      await untilJobsAreDone(portal.database.db);
      assert.deepEqual(await halves(), []);
      const erased = answers[order.indexOf(erase)];
      assert.ok(erased && [200, 404].includes(erased.status), erased?.text);
    }
  });
}

test('of two erasures at the same moment one is done, and the other finds nobody', async () => {
  const target = await newTarget();
  const answers = await raceAt(portal.database, loginOf(target), [() => erase(target), () => erase(target)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 404]);
});

for (const [title, call] of [
  ['gets its login', ({ email }) => staffPost('/accounts/001A/access', personOf(email))],
  ['is exported', ({ contactId }) => staffPost(`/contacts/${contactId}/export`)],
] satisfies [string, Call][]) {
  test(`a contact that ${title} at the moment of its erasure is gone afterwards`, async () => {
    for (const order of [
      [erase, call],
      [call, erase],
    ]) {
      const email = `bare.${++count}@example.com`;
      const target = { contactId: `003-bare-${count}`, email, link: '' };
      await staffPost('/records', record(target, {}));
      // Where one of them waits for the other at the contact, it does not get as far as this.
      const lock = sql`lock table event in exclusive mode`;
      const answers = await raceAt(
        portal.database,
        lock,
        order.map(one => () => one(target)),
      );
      for (const { status, text } of answers) assert.ok(status < 500, `${status} ${text}`);
      assert.equal(answers[order.indexOf(erase)]?.status, 200);
      await untilJobsAreDone(portal.database.db);
      assert.deepEqual(await halves(), []);
      assert.equal((await erase(target)).status, 404, 'it was erased');
    }
  });
}

test('a mail that goes out while its person is erased brings nothing of them back', async () => {
  for (let round = 0; round < 6; round++) {
    const email = `mail.${++count}@example.com`;
    const { body: access } = await staffPost('/accounts/001A/access', personOf(email));
    const { status, text } = await staffPost(`/contacts/${access.contactId}/erase`);
    assert.equal(status, 200, text);
  }
  await untilJobsAreDone(portal.database.db);
  assert.deepEqual(await halves(), []);
});

test('whatever happens with somebody at the moment of an erasure, nobody is left by halves', async () => {
  for (let round = 0; round < 8; round++) {
    const target = await newTarget(round % 2 === 0);
    const calls = [erase, ...Object.values(others).map(({ call }) => call)];
    const turned = [...calls.slice(round), ...calls.slice(0, round)];
    const answers = await Promise.all(turned.map(call => call(target)));
    assert.deepEqual(
      portal.log.filter(entry => entry.level === 'error'),
      [],
    );
    for (const { status, text } of answers) assert.ok(status < 500, `${status} ${text}`);
    await untilJobsAreDone(portal.database.db);
    assert.deepEqual(await halves(), [], `round ${round}`);
  }
});
