import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { newTestPlace } from '../postgres/test-place.fixture.ts';
import { serveProcess } from '../served.fixture.ts';
import { type Fault, type FaultySmtp, faultySmtp } from './faulty-smtp.fixture.ts';

// Servers in processes of their own, killed while a mail server keeps them waiting.

let smtp: FaultySmtp;
let environment: Record<string, string>;
let place: Awaited<ReturnType<typeof newTestPlace>>;
before(async () => {
  smtp = await faultySmtp();
  place = await newTestPlace();
  environment = { ...place.environment, PORTICO_SMTP_URL: smtp.url };
});
after(async () => {
  await smtp.close();
  await place.remove();
});

const points: readonly Fault[] = [
  { at: 'connect', by: 'hang' },
  { at: 'message', by: 'hang' },
  { at: 'final dot', by: 'hang' },
];

test('killed between commit, send and complete: every committed mail goes out, again only where it had arrived', async () => {
  const first = await serveProcess(environment);
  const token = await first.token();
  const accounts = [{ id: '001A', market: 'Berlin', name: 'Lumen' }];
  assert.equal((await first.send('POST', '/v1/records', { token, body: { accounts } })).status, 200);
  smtp.faults = [...points];
  const emails = points.map((_, index) => `killed-${index}@example.com`);
  for (const email of emails) {
    const body = { contact: { email, firstName: 'New', lastName: 'Person' } };
    assert.equal((await first.send('POST', '/v1/accounts/001A/access', { token, body })).status, 200);
  }
  // The last of the three has taken its mail, and never says so.
  while (smtp.faults.length > 0 || smtp.mails.length === 0 || !smtp.said.includes('DATA')) await setTimeout(20);
  await first.end('SIGKILL');

  const second = await serveProcess(environment);
  const idsTo = (email: string) =>
    smtp.mails
      .filter(({ envelope }) => envelope.to.includes(email))
      .map(({ headers, text }) => [headers.get('message-id')?.[0], /http\S+#\S+/.exec(text)?.[0]].join(' '));
  while (!emails.every(email => idsTo(email).length > 0) || smtp.mails.length < 4) await setTimeout(20);
  await second.end('SIGTERM');
  assert.deepEqual(emails.map(email => idsTo(email).length).sort(), [1, 1, 2]);
  for (const email of emails) assert.equal(new Set(idsTo(email)).size, 1, 'the same Message-ID and link');
});

test('killed at the last try of a mail: it goes out or is seen as failed', async () => {
  const first = await serveProcess(environment);
  const token = await first.token();
  const accounts = [{ id: '001B', market: 'Berlin', name: 'Orbit' }];
  assert.equal((await first.send('POST', '/v1/records', { token, body: { accounts } })).status, 200);
  const said = smtp.said.length;
  smtp.faults = [{ at: 'connect', by: 'hang' }];
  const body = { contact: { email: 'last-try@example.com', firstName: 'New', lastName: 'Person' } };
  assert.equal((await first.send('POST', '/v1/accounts/001B/access', { token, body })).status, 200);
  while (smtp.faults.length > 0) await setTimeout(20);
  await first.end('SIGKILL');
  assert.equal(smtp.said.length, said, 'nothing was sent yet');

  const between = await place.open();
  // The day of its tries is over, and the process has been silent for longer than a live one would be.
  const { rows } = await between.db.execute(sql`
    update pgboss.job set retry_limit = retry_count, heartbeat_on = now() - interval '1 minute'
    where name = 'mail' and state = 'active' returning 1`);
  await between.close();
  assert.equal(rows.length, 1);

  const second = await serveProcess(environment);
  const staff = await second.token();
  const outcome = async () => {
    const { body: page } = await second.send('GET', '/v1/accounts/001B/access', { token: staff });
    return {
      isSent: smtp.mails.some(({ envelope }) => envelope.to.includes('last-try@example.com')),
      items: page.items,
    };
  };
  for (;;) {
    const { isSent, items } = await outcome();
    if (isSent || items[0].mailFailed) break;
    await setTimeout(50);
  }
  await second.end('SIGTERM');
});
