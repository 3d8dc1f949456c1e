import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
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
