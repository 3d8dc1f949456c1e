import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { personOf, publicOrigin } from './app.fixture.ts';
import { untilJobsAreDone } from './jobs/jobs-done.fixture.ts';
import { mailCounts } from './mail-counts.fixture.ts';
import { type CutOff, openCutOff } from './postgres/cut-off.fixture.ts';
import { type Portal, password, startPortal } from './start.fixture.ts';

// What people and machines see while the database is away, and that all goes on by itself when it is back.

let cutOff: CutOff;
let portal: Portal;
before(async () => {
  cutOff = await openCutOff();
  portal = await startPortal({}, { database: cutOff.database });
});
after(() => portal.server.stop());

const linesOf = (event: string) => portal.log.filter(line => line.event === event);

/** Asks until it is so. */
async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await new Promise(resolve => setTimeout(resolve, 50));
}

async function openStream(token: string) {
  const response = await portal.server.fetch(
    new Request(`${publicOrigin}/v1/events`, { headers: { authorization: `Bearer ${token}` } }),
  );
  return response.body?.pipeThrough(new TextDecoderStream()).getReader() ?? assert.fail();
}

test('while the database is away every request that needs it is told to come back, and none fails', async () => {
  const token = await portal.token();
  const { cookie } = await portal.member('member@example.com');
  const { link } = await portal.invite('invited@example.com');
  await untilJobsAreDone(portal.database.db);
  await cutOff.cut();
  try {
    const requests = [
      ['GET', '/v1/accounts/001A', { token }],
      ['GET', '/v1/accounts/001A/access', { token }],
      ['POST', '/v1/accounts/001A/access', { token, body: personOf('lost@example.com') }],
      ['POST', '/v1/session', { body: { email: 'member@example.com', password } }],
      ['GET', '/v1/session', { headers: { cookie } }],
      ['GET', '/v1/session/home', { headers: { cookie } }],
      ['DELETE', '/v1/session', { headers: { cookie } }],
      ['POST', '/v1/links/describe', { body: { token: link } }],
      ['POST', '/v1/links/use', { body: { token: link, password } }],
      ['POST', '/v1/links/forgot', { body: { email: 'member@example.com' } }],
      ['POST', '/v1/staff/session/link', { body: { email: 'grace@example.com' } }],
      ['GET', '/mailbox/mails.json', {}],
      ['GET', '/readyz', {}],
    ] as const;
    for (const [method, path, sent] of requests) {
      const { status, headers, body } = await portal.send(method, path, sent);
      assert.equal(status, 503, `${method} ${path}: ${JSON.stringify(body)}`);
      assert.equal(body.code, 'unavailable');
      assert.ok(Number(headers.get('retry-after')) > 0);
    }
    assert.equal((await portal.send('GET', '/healthz')).status, 200);
    assert.equal((await portal.send('GET', '/portal/')).status, 200);
  } finally {
    await cutOff.restore();
  }
  await until(async () => (await portal.send('GET', '/readyz')).status === 200);
  assert.equal((await portal.send('GET', '/v1/session', { headers: { cookie } })).status, 200, 'still signed in');
  assert.equal((await portal.send('POST', '/v1/links/use', { body: { token: link, password } })).status, 200);
  await until(() => linesOf('database.back').length > 0);
  const [away, ...more] = portal.log.filter(line => line.level === 'error');
  assert.deepEqual(more, [], 'told once, however many requests, jobs and connections failed');
  assert.equal(away?.event, 'database.away');
  assert.match(String(away?.cause), /^(ECONN\w+|57P\d\d|closed)$/);
});

test('streams end, and go on where they were', async () => {
  const token = await portal.token();
  const reader = await openStream(token);
  await reader.read();
  await cutOff.cut();
  try {
    while (!(await reader.read()).done);
  } finally {
    await cutOff.restore();
  }
  await until(async () => (await portal.send('GET', '/readyz')).status === 200);
  const again = await openStream(token);
  await again.read();
  await portal.invite('after@example.com');
  let read = '';
  while (!read.includes('access.granted')) read += (await again.read()).value ?? assert.fail('the stream ended');
  await again.cancel();
});

test('what was to be done is done after the outage', async () => {
  await portal.invite('waiting@example.com');
  await cutOff.cut();
  await cutOff.restore();
  await until(async () => (await portal.send('GET', '/readyz')).status === 200);
  assert.deepEqual(await mailCounts(portal.database.db, 'waiting@example.com'), { mails: 1, sent: 1 });
});

test('of writes under way when all connections break, each is done once when it is repeated with its key', async () => {
  const token = await portal.token();
  const emails = Array.from({ length: 24 }, (_, index) => `broken${index}@example.com`);
  const grant = (email: string) =>
    portal.send('POST', '/v1/accounts/001B/access', {
      token,
      body: personOf(email),
      headers: { 'idempotency-key': `key-of-${email.split('@')[0]}` },
    });
  const first = emails.map(grant);
  await Promise.race(first);
  await cutOff.cut();
  const answers = await Promise.all(first);
  await cutOff.restore();
  for (const { status, text } of answers) assert.ok(status === 200 || status === 503, `${status} ${text}`);
  await until(async () => (await portal.send('GET', '/readyz')).status === 200);
  for (const [index, email] of emails.entries()) {
    const again = await grant(email);
    assert.equal(again.status, 200, again.text);
    if (answers[index]?.status === 200) assert.equal(again.text, answers[index].text, 'what was answered is kept');
  }
  for (const email of emails) {
    assert.deepEqual(await mailCounts(portal.database.db, email), { mails: 1, sent: 1 });
  }
});

test('a write whose answer was lost at the commit may be repeated with its key, and is done once', async () => {
  const token = await portal.token();
  const grant = () =>
    portal.send('POST', '/v1/accounts/001A/access', {
      token,
      body: personOf('unknown@example.com'),
      headers: { 'idempotency-key': 'key-of-the-lost-answer' },
    });
  cutOff.cutAtCommit();
  const lost = await grant();
  assert.equal(lost.status, 503);
  assert.match(lost.body.title, /idempotency key/);
  const repeated = await grant();
  assert.equal(repeated.status, 200);
  assert.deepEqual(await mailCounts(portal.database.db, 'unknown@example.com'), { mails: 1, sent: 1 });
});
