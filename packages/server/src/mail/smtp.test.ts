import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { untilJobsAreDone } from '../jobs/jobs-done.fixture.ts';
import { type Portal, startPortal } from '../start.fixture.ts';
import { type Fault, type FaultySmtp, faultySmtp, stages } from './faulty-smtp.fixture.ts';
import { mailHistory, mailsSettled } from './mail-history.fixture.ts';

// What stands under "Mail" in the bars: a mail server may fail however it likes.

let smtp: FaultySmtp;
let portal: Portal;
before(async () => {
  smtp = await faultySmtp();
  portal = await startPortal({ smtpUrl: `${smtp.url}?socketTimeout=1500&greetingTimeout=1500` });
});
after(async () => {
  await portal.server.stop();
  await smtp.close();
});

const arrivedAt = (email: string) => smtp.mails.filter(({ envelope }) => envelope.to.includes(email));
const settled = (emails: string[]) => mailsSettled(portal.database.db, emails);
const historyOf = (email: string) => mailHistory(portal.database.db, email);

/** As many people as there are faults, invited all at once; the mail server works once each fault has struck. */
async function inviteDespite(faults: Fault[], name: string): Promise<string[]> {
  const emails = faults.map((_, index) => `${name}-${index}@example.com`);
  smtp.faults = [...faults];
  await Promise.all(emails.map(email => portal.invite(email)));
  await settled(emails);
  assert.equal(smtp.faults.length, 0, 'every fault has struck');
  return emails;
}

/** Every mail has arrived, and only those again whose first arrival was never confirmed; each as it was the first time. */
function assertArrived(emails: string[], repeats: number): void {
  const all = emails.map(arrivedAt);
  assert.ok(
    all.every(mails => mails.length > 0),
    'none is lost',
  );
  assert.equal(all.flat().length, emails.length + repeats, 'no needless repeat');
  for (const mails of all) {
    assert.equal(new Set(mails.map(({ headers }) => headers.get('message-id')?.[0])).size, 1, 'the same Message-ID');
    assert.equal(new Set(mails.map(({ text }) => /http\S+#\S+/.exec(text)?.[0])).size, 1, 'the same link');
  }
}

test('4xx at any stage: delivered after recovery, none lost', async () => {
  const emails = await inviteDespite(
    [
      { at: 'connect', by: 421 },
      { at: 'MAIL', by: 451 },
      { at: 'RCPT', by: 450 },
      { at: 'final dot', by: 451 },
    ],
    'later',
  );
  assertArrived(emails, 0);
  const deferrals = (await Promise.all(emails.map(historyOf))).flat().filter(step => step.startsWith('deferred'));
  assert.deepEqual(deferrals.sort(), [
    'deferred later 421 connection',
    'deferred later 450 rcpt-to',
    'deferred later 451 data',
    'deferred later 451 mail-from',
  ]);
});

test('a reset at any stage: delivered after recovery, none lost, one repeat where only the answer was', async () => {
  const emails = await inviteDespite(
    stages.map(at => ({ at, by: 'reset' })),
    'reset',
  );
  assertArrived(emails, 1);
});

test('a hanging server, at whatever stage, is given up: delivered after recovery, none lost', async () => {
  const emails = await inviteDespite(
    stages.map(at => ({ at, by: 'hang' })),
    'hang',
  );
  assertArrived(emails, 1);
  const deferrals = (await Promise.all(emails.map(historyOf))).flat().filter(step => step.startsWith('deferred'));
  assert.ok(deferrals.includes('deferred timeout'), deferrals.join());
});

test('dropped after the final dot: one repeat at most for each drop, same Message-ID, same link', async () => {
  const email = 'dropped@example.com';
  smtp.faults = [
    { at: 'final dot', by: 'reset' },
    { at: 'final dot', by: 'reset' },
  ];
  await portal.invite(email);
  await settled([email]);
  assertArrived([email], 2);
  assert.deepEqual(await historyOf(email), ['queued', 'deferred disconnected', 'deferred disconnected', 'sent 250']);
});

test('a mail server that is away for a while: everything is delivered once it is back, none lost', async () => {
  const emails = Array.from({ length: 6 }, (_, index) => `outage-${index}@example.com`);
  smtp.outage = { at: 'connect', by: 'reset' };
  const first = smtp.connections;
  await Promise.all(emails.map(email => portal.invite(email)));
  while (smtp.connections < first + 9) await setTimeout(20);
  assert.equal(emails.flatMap(arrivedAt).length, 0);
  const [waiting] = await portal.mailsTo('outage-', 1);
  assert.equal(waiting.state, 'waiting');
  assert.match(waiting.problem, /^Waiting: the connection to the mail server broke\. It is tried again by itself\.$/);
  smtp.outage = undefined;
  await settled(emails);
  assertArrived(emails, 0);
});

test('a mail that was rolled back never goes out', async () => {
  const { db } = portal.database;
  // The grant fails at its very end, when mail and job are written.
  await db.execute(sql`create function undo() returns trigger language plpgsql as 'begin raise ''undone''; end'`);
  await db.execute(sql`
    create constraint trigger undo after insert on mail deferrable initially deferred
    for each row when (new.to_address = 'undone@example.com') execute function undo()`);
  const body = { contact: { email: 'undone@example.com', firstName: 'Un', lastName: 'Done' } };
  const { status } = await portal.send('POST', '/v1/accounts/001A/access', { token: await portal.token(), body });
  assert.equal(status, 500);
  await portal.invite('after@example.com');
  await untilJobsAreDone(db);
  assert.equal(arrivedAt('undone@example.com').length, 0);
  assertArrived(['after@example.com'], 0);
});
