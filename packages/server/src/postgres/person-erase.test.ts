import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PersonExport } from '@portico/core';
import { sql } from 'drizzle-orm';
import { untilJobsAreDone } from '../jobs/jobs-done.fixture.ts';
import { cookiesOf, type Portal, password, startPortal } from '../start.fixture.ts';
import { dumpDatabase, rowsWith } from './database-dump.fixture.ts';
import { settleMails } from './mail-states.ts';

const email = 'Xanthippe.Quattlebaum@Example.com';
const person = {
  email,
  firstName: 'Xanthippe',
  lastName: 'Quattlebaum',
  phone: '+47 555 0199',
  jobTitle: 'Lamplighter',
};
/** Where they sign in. */
const place = { 'x-forwarded-for': '203.0.113.77', 'user-agent': 'Lynx of the person' };

let portal: Portal;
let token: string;
before(async () => {
  portal = await startPortal({ trustedProxies: 1 });
  token = await portal.token();
});
after(() => portal.server.stop());

/** Somebody with two contacts who has done everything a client can do; answers the id of one of their contacts. */
async function livedPerson(): Promise<string> {
  const { send, signIn, linkOf } = portal;
  const twin = { id: '003X', accountId: '001B', firstName: 'Xanthippe', lastName: 'Q.', email: email.toLowerCase() };
  await send('POST', '/v1/records', { token, body: { contacts: [twin] } });
  const headers = { 'idempotency-key': 'grant-of-the-person' };
  const granted = await send('POST', '/v1/accounts/001A/access', { token, headers, body: { contact: person } });
  assert.equal(granted.status, 200, granted.text);
  assert.equal(granted.body.contactId, '003X');
  await use(await linkOf(email.toLowerCase()));
  assert.equal((await signIn(email, password, { headers: place })).status, 200);
  await signIn(email.toUpperCase(), 'not the password');
  const record = { ...twin, lastName: person.lastName, email, phone: person.phone, jobTitle: person.jobTitle };
  await send('POST', '/v1/records', {
    token,
    body: { contacts: [record, { ...record, id: '003Y', accountId: '001A' }] },
  });
  await send('POST', '/v1/contacts/003X/recovery', {
    token,
    headers: { 'idempotency-key': 'recovery-of-the-person' },
    body: { action: 'send-reset' },
  });
  await use(await linkOf(email));
  assert.equal((await signIn(email, password, { headers: place })).status, 200);
  await signIn(email, 'not the password');
  await send('POST', '/v1/links/forgot', { body: { email: email.toUpperCase() } });
  await send('POST', '/v1/links/forgot', { body: { email: `${email} ` } });
  await untilJobsAreDone(portal.database.db);
  return '003X';
}

async function use(link: string): Promise<void> {
  const used = await portal.send('POST', '/v1/links/use', { body: { token: link, password }, headers: place });
  assert.equal(used.status, 200, used.text);
}

/** Everything by which the database names the person. */
async function namesOf(contactId: string): Promise<string[]> {
  const { rows } = await portal.database.db.execute<{ name: string }>(sql`
    with one as (select id, external_id from contact where email_key = ${email.toLowerCase()}),
      login as (select u.id from portal_user u join one on one.id = u.contact_id)
    select id::text as name from one
    union select id::text from login
    union select id::text from link where user_id in (select id from login)
    union select id::text from mail where contact_id in (select id from one)
    union select id::text from access where user_id in (select id from login)
    union select token from auth_session where user_id in (select id from login)
    union select id from auth_session where user_id in (select id from login)`);
  assert.ok(rows.length >= 10, `${rows.length} ids`);
  const own = [email, person.firstName, person.lastName, person.phone, person.jobTitle, contactId, '003Y'];
  return [...own, ...Object.values(place), ...rows.map(({ name }) => name)];
}

test('after an export and an erasure nothing in any table names the person, but for one line that it happened', async () => {
  const { send, database, signIn } = portal;
  const { cookie: others } = await portal.member('other@example.com');
  const contactId = await livedPerson();
  const session = await signIn(email, password, { headers: place });
  // What a mail server said of an address is kept with the job that failed.
  await database.db.execute(
    sql`update pgboss.job set output = ${JSON.stringify({ message: `550 ${email}` })}::jsonb where name = 'mail'
      and data ->> 'id' in (select id::text from mail where to_address = ${email})`,
  );
  // And handed on with it, where that was the last try.
  await database.db.execute(sql`
    insert into pgboss.job (name, data, source_output) select 'given-up', data, output from pgboss.job
    where name = 'mail' and output ->> 'message' = ${`550 ${email}`}`);

  const exported = await send('POST', `/v1/contacts/${contactId}/export`, { token });
  assert.equal(exported.status, 200, exported.text);
  const told: PersonExport = exported.body;
  assert.deepEqual(told.contacts.map(({ id, phone }) => [id, phone]).sort(), [
    ['003X', person.phone],
    ['003Y', person.phone],
  ]);
  assert.deepEqual([...new Set(told.mails.map(({ kind }) => kind))].sort(), ['registration', 'reset']);
  assert.ok(
    told.sessions.some(({ address, browser }) => address === '203.0.113.77' && browser === place['user-agent']),
  );
  assert.deepEqual(
    ['Grace Example', 'system', 'the person'].filter(name => !told.events.some(({ by }) => by === name)),
    [],
  );

  const names = await namesOf(contactId);
  assert.doesNotMatch(exported.text, /portal\/re/, 'no link is told');
  const full = await dumpDatabase(database.db);
  for (const name of names) assert.notDeepEqual(rowsWith(full, [name]), [], `${name} is kept before`);

  const erased = await send('POST', `/v1/contacts/${contactId}/erase`, { token });
  assert.deepEqual([erased.status, erased.body], [200, { done: true }]);
  await untilJobsAreDone(database.db);
  // Tries are counted by network too, which is nobody's in particular; that runs out within a quarter of an hour.
  await database.db.execute(sql`delete from rate_limit where key like 'sign-in-from:%'`);
  const rest = await dumpDatabase(database.db);
  assert.deepEqual(rowsWith(rest, names), []);

  const { rows: audit } = await database.db.execute<Record<string, unknown>>(
    sql`select type, contact_id, detail, actor, cardinality(account_ids) as accounts from event where type like 'person.%'`,
  );
  const actor = { kind: 'staff', email: 'grace@example.com', name: 'Grace Example', source: 'crm' };
  assert.deepEqual(audit, [{ type: 'person.erased', contact_id: null, detail: null, actor, accounts: 2 }]);

  // Nothing of anybody else is gone; the counters of tries have names that tell nobody.
  for (const [table, rows] of full) {
    if (/^pgboss\.|\.rate_limit$/.test(table)) continue;
    const gone = rows.filter(row => !rest.get(table)?.includes(row));
    assert.deepEqual(
      gone.filter(row => rowsWith(new Map([[table, [row]]]), names).length === 0),
      [],
      table,
    );
  }
  assert.equal((await send('GET', '/v1/session', { headers: { cookie: others } })).status, 200);
  const cookie = cookiesOf(session.headers);
  assert.equal((await send('GET', '/v1/session', { headers: { cookie } })).status, 401);
  assert.equal((await signIn(email)).status, 401);
});

test('what was on its way to somebody who is erased ends quietly', async () => {
  const { send, database, log, invite } = portal;
  const address = 'on.the.way@example.com';
  const { access, link } = await invite(address);
  await send('POST', '/v1/links/forgot', { body: { email: address } });
  assert.equal((await send('POST', `/v1/contacts/${access.contactId}/erase`, { token })).status, 200);
  await send('POST', '/v1/links/forgot', { body: { email: address } });
  await untilJobsAreDone(database.db);
  for (const path of ['describe', 'renew']) {
    assert.equal((await send('POST', `/v1/links/${path}`, { body: { token: link } })).status, 404);
  }
  const used = await send('POST', '/v1/links/use', { body: { token: link, password } });
  assert.deepEqual([used.status, used.body.code], [404, 'link-invalid']);
  assert.deepEqual(
    log.filter(entry => entry.level === 'error'),
    [],
  );
});

test('a mail that went out while its person was erased is not noted', async () => {
  const { send, database, invite } = portal;
  const { db, transaction } = database;
  const address = 'sent.just.now@example.com';
  const { access } = await invite(address);
  const { rows } = await db.execute<{ id: string }>(sql`select id from mail where to_address = ${address}`);
  const id = rows[0]?.id ?? assert.fail('a mail');
  assert.equal((await send('POST', `/v1/contacts/${access.contactId}/erase`, { token })).status, 200);
  const terms = { now: new Date(), lifetimes: { registration: 60, reset: 60 } };
  for (const state of ['sent', 'failed', 'queued'] as const) {
    const outcome = { id, state, detail: { reason: 'error' } } as const;
    assert.deepEqual(await transaction(tx => settleMails(tx, [outcome], terms)), [false]);
  }
  assert.deepEqual(rowsWith(await dumpDatabase(db), [id, address]), []);
});

test('an erasure by somebody who may only export is refused, and the other way round', async () => {
  const { send, server } = portal;
  const { access } = await portal.invite('kept@example.com');
  for (const [permission, allowed, refused] of [
    ['people:export', 'export', 'erase'],
    ['people:erase', 'erase', 'export'],
  ]) {
    const body = { staff: { email: 'dpo@example.com', name: 'Dana' }, source: 'crm', permissions: [permission] };
    const limited = (await send('POST', '/v1/tokens', { token: server.apiKey, body })).body.token;
    const path = `/v1/contacts/${access.contactId}`;
    assert.equal((await send('POST', `${path}/${refused}`, { token: limited })).status, 403);
    assert.equal((await send('POST', `${path}/${allowed}`, { token: limited })).status, 200);
  }
});
