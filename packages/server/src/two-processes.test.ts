import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { PorticoEvent } from '@portico/core';
import { personOf } from './app.fixture.ts';
import { followEvents } from './events/event-reader.fixture.ts';
import { type FaultySmtp, faultySmtp } from './mail/faulty-smtp.fixture.ts';
import { connect } from './postgres/pooled.ts';
import { createTestDatabase, needsServer, type TestDatabase, testServer } from './postgres/test-database.fixture.ts';
import { type Served, serveProcess } from './served.fixture.ts';

// Two servers on one PostgreSQL, as two machines run them.

const skip = needsServer;

let smtp: FaultySmtp;
let place: TestDatabase;
let environment: Record<string, string>;
let both: [Served, Served];

before(async () => {
  if (testServer === undefined) return;
  place = await createTestDatabase();
  smtp = await faultySmtp();
  environment = { DATABASE_URL: place.url, PORTICO_SMTP_URL: smtp.url };
  both = await Promise.all([serveProcess(environment), serveProcess(environment)]);
  const [{ send, token }] = both;
  const accounts = [{ id: '001A', market: 'Berlin', name: 'Lumen' }];
  assert.equal((await send('POST', '/v1/records', { token: await token(), body: { accounts } })).status, 200);
});

after(async () => {
  if (testServer === undefined) return;
  for (const { end } of both) await end();
  await smtp.close();
  await place.drop();
});

async function grant({ send, token }: Served, email: string, key: string = crypto.randomUUID()) {
  const headers = { 'idempotency-key': key };
  return send('POST', '/v1/accounts/001A/access', { token: await token(), body: personOf(email), headers });
}

/** The Message-ID and the address of every mail to some addresses, once one to each has arrived. */
async function mailsTo(isAddress: (to: string) => boolean, count: number) {
  const found = () =>
    smtp.mails
      .map(({ headers, envelope }) => ({ id: headers.get('message-id')?.[0], to: envelope.to[0] ?? '' }))
      .filter(({ to }) => isAddress(to));
  while (new Set(found().map(({ to }) => to)).size < count) await setTimeout(20);
  return found();
}

test('every event of either process reaches every stream of both, once and in one order', { skip }, async () => {
  const streams = await Promise.all(
    both.flatMap(({ origin, token }) => [0, 1].map(async () => followEvents(origin, await token()))),
  );
  const emails = Array.from({ length: 20 }, (_, i) => `stream-${i}@example.com`);
  const granted = await Promise.all(emails.map((email, i) => grant(both[i % 2] ?? both[0], email)));
  assert.deepEqual([...new Set(granted.map(({ status }) => status))], [200]);
  const isGrant = ({ type }: PorticoEvent) => type === 'access.granted';
  const orders = [];
  for (const stream of streams) {
    await stream.until(events => events.filter(isGrant).length === emails.length);
    stream.close();
    orders.push(stream.events.filter(isGrant).map(({ id }) => id));
  }
  const [first = [], ...others] = orders;
  assert.equal(new Set(first).size, emails.length);
  for (const other of others) assert.deepEqual(other, first);
});

test('no job runs twice: of many mails each arrives once', { skip }, async () => {
  const emails = Array.from({ length: 40 }, (_, i) => `once-${i}@example.com`);
  await Promise.all(emails.map((email, i) => grant(both[i % 2] ?? both[0], email)));
  const mails = await mailsTo(to => to.startsWith('once-'), emails.length);
  const { db, close } = connect(place.url);
  while ((await db.execute(`select 1 from mail where state = 'queued'`)).rows.length > 0) await setTimeout(20);
  await close();
  assert.equal(mails.length, emails.length);
  assert.equal(new Set(mails.map(({ id }) => id)).size, emails.length);
});

test('50 equal idempotency keys at both give one user, one mail and one answer', { skip }, async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => grant(both[i % 2] ?? both[0], 'keyed@example.com', 'one-key')),
  );
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
  const changed = await grant(both[1], 'other@example.com', 'one-key');
  assert.equal(changed.status, 422);
  assert.equal(changed.body.code, 'idempotency-mismatch');
  assert.equal((await mailsTo(to => to === 'keyed@example.com', 1)).length, 1);
});

test('tries to sign in are counted for both together', { skip }, async () => {
  const guess = (index: number) =>
    (both[index % 2] ?? both[0]).send('POST', '/v1/session', {
      body: { email: 'keyed@example.com', password: `wrong password ${index}` },
    });
  const statuses = [];
  for (let index = 0; index < 12; index++) statuses.push((await guess(index)).status);
  assert.deepEqual(statuses, [...Array(10).fill(401), 429, 429]);
});

test('either can be killed: nothing that was asked for is lost, done twice or untold', { skip }, async () => {
  const [killed, survivor] = both;
  const stream = await followEvents(survivor.origin, await survivor.token());
  const emails = Array.from({ length: 40 }, (_, i) => `killed-${i}@example.com`);
  let answered = 0;
  const asked = emails.map(async email => {
    const key = `key-of-${email}`;
    const first = await grant(killed, email, key).catch(() => undefined);
    answered += first ? 1 : 0;
    if (answered === 10) void killed.end('SIGKILL');
    // Who got no answer asks again, where there still is one.
    return first?.status === 200 ? first : grant(survivor, email, key);
  });
  const answers = await Promise.all(asked);
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  await killed.end();
  await stream.until(events => events.filter(({ type }) => type === 'access.granted').length === emails.length);
  stream.close();
  const mails = await mailsTo(to => to.startsWith('killed-'), emails.length);
  for (const email of emails) {
    const ids = mails.filter(({ to }) => to === email).map(({ id }) => id);
    assert.equal(new Set(ids).size, 1, 'a repeat is recognisable');
    assert.ok(ids.length <= 2, `${ids.length} mails to ${email}`);
  }
  both[0] = await serveProcess(environment);
  assert.equal((await grant(both[0], 'after@example.com')).status, 200);
});
