import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { publicOrigin, staff } from './app.fixture.ts';
import { mailCounts } from './mail-counts.fixture.ts';
import type { Database } from './postgres/database.ts';
import { mails } from './postgres/schema.ts';
import { openTestDatabase } from './postgres/test-database.fixture.ts';
import { seedAccess } from './seed.ts';
import { type Portal, password, secrets, startPortal } from './start.fixture.ts';
import { startServer } from './start.ts';

let portal: Portal;
before(async () => {
  portal = await startPortal();
});
after(() => portal.server.stop());

const sample = {
  staff: staff.staff,
  source: 'crm',
  records: { accounts: [{ id: '001S', market: 'Cologne', name: 'Sample' }] },
  grants: [
    { accountId: '001S', contact: { email: 'one@example.com', firstName: 'One', lastName: 'Sample' }, password },
    { accountId: '001S', contact: { email: 'two@example.com', firstName: 'Two', lastName: 'Sample' } },
  ],
};

test('sample access goes the way of staff and clients, and can be given twice', async () => {
  await seedAccess(portal.server, sample);
  await seedAccess(portal.server, sample);
  const { body } = await portal.send('GET', '/v1/accounts/001S/access', { token: await portal.token() });
  assert.deepEqual(
    body.items.map((access: { email: string; status: string }) => [access.email, access.status]),
    [
      ['one@example.com', 'COMPLETE'],
      ['two@example.com', 'PENDING'],
    ],
  );
  assert.equal((await portal.signIn('one@example.com')).status, 200);
  assert.deepEqual(await mailCounts(portal.database.db, 'one@example.com'), { mails: 1, sent: 1 });
  assert.deepEqual(await mailCounts(portal.database.db, 'two@example.com'), { mails: 1, sent: 1 });
});

test('a mail that neither leaves nor can be looked at waits, and the log says so at the start', async () => {
  const own = await openTestDatabase();
  const database = { ...own, close: async () => {} };
  const deaf = await startPortal({ mailbox: false }, { database });
  await deaf.send('POST', '/v1/accounts/001A/access', {
    token: await deaf.token(),
    body: { contact: { email: 'waits@example.com', firstName: 'Wai', lastName: 'Ts' } },
  });
  await deaf.server.stop();
  assert.equal(deaf.log.filter(({ event }) => event === 'mail.waiting').length, 1);
  const [mail] = await own.db
    .select({ state: mails.state })
    .from(mails)
    .where(eq(mails.toAddress, 'waits@example.com'));
  assert.equal(mail?.state, 'queued');

  const open = await startPortal({}, { database });
  assert.deepEqual(await mailCounts(own.db, 'waits@example.com'), { mails: 1, sent: 1 });
  await open.server.stop();
  await own.close();
});

test('equal requests at the same moment with one key give one person, one mail and one answer', async () => {
  const token = await portal.token();
  const body = { contact: { email: 'once@example.com', firstName: 'On', lastName: 'Ce' } };
  const headers = { 'idempotency-key': 'the-same-key' };
  const grant = () => portal.send('POST', '/v1/accounts/001A/access', { token, body, headers });
  const answers = await Promise.all(Array.from({ length: 10 }, grant));
  assert.deepEqual([...new Set(answers.map(answer => answer.status))], [200]);
  assert.equal(new Set(answers.map(answer => answer.text)).size, 1);
  assert.deepEqual(await mailCounts(portal.database.db, 'once@example.com'), { mails: 1, sent: 1 });
});

test('a registration reaches an open event stream', async () => {
  const { link } = await portal.invite('live@example.com');
  const response = await portal.server.fetch(
    new Request(`${publicOrigin}/v1/events`, { headers: { authorization: `Bearer ${await portal.token()}` } }),
  );
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  await reader?.read();
  await portal.send('POST', '/v1/links/use', { body: { token: link, password } });
  let read = '';
  while (!read.includes('user.registered')) read += (await reader?.read())?.value ?? assert.fail('the stream ended');
  assert.ok(!read.includes('live@example.com'));
  await reader?.cancel();
});

test('the server is ready while its database answers', async () => {
  assert.equal((await portal.send('GET', '/readyz')).status, 200);
});

test('a server that stops ends its streams, finishes its requests and takes no more', async () => {
  const { server, send, token } = await startPortal();
  const bearer = await token();
  const stream = await server.fetch(
    new Request(`${publicOrigin}/v1/events`, { headers: { authorization: `Bearer ${bearer}` } }),
  );
  const body = { contact: { email: 'last@example.com', firstName: 'Last', lastName: 'One' } };
  const running = send('POST', '/v1/accounts/001A/access', { token: bearer, body });
  const start = performance.now();
  const stopped = server.stop();
  const late = await send('GET', '/healthz');
  assert.equal(late.status, 503);
  assert.equal(late.headers.get('retry-after'), '2');
  assert.equal((await running).status, 200);
  assert.match(await stream.text(), /^retry/);
  await stopped;
  assert.ok(performance.now() - start < 10_000);
});

test('a start that fails leaves nothing at work behind', async () => {
  const atWork = () => process.getActiveResourcesInfo().filter(kind => kind === 'Timeout').length;
  const before = atWork();
  const database = await openTestDatabase();
  let channels = 0;
  const listen: Database['listen'] = async () => {
    channels++;
    throw new Error('there is no way to listen');
  };
  await assert.rejects(
    startServer({ publicOrigin, ...secrets }, { database: { ...database, listen } }),
    /no way to listen/,
  );
  assert.equal(channels, 1, 'the jobs were at work when the start failed');
  await assert.rejects(database.db.execute('select 1'), 'the database is closed');
  assert.equal(atWork(), before, 'no timer keeps the process');
});

test('the start page and paths without their last slash lead to the portal and the Mailbox', async () => {
  for (const [path, target] of [
    ['/', '/portal/'],
    ['/portal', '/portal/'],
    ['/mailbox', '/mailbox/'],
  ] as const) {
    assert.equal((await portal.send('GET', path)).headers.get('location'), target);
  }
});
