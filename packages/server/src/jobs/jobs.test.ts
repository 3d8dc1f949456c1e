import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'drizzle-orm';
import type { Database } from '../postgres/database.ts';
import { openTestDatabase } from '../postgres/test-database.fixture.ts';
import { type JobHandlers, type Jobs, NotYet, openJobs } from './jobs.ts';

let database: Database;
const failures: Error[] = [];
let jobs: Jobs;
let deliver: JobHandlers['deliver'] = async () => {};
let abandon: JobHandlers['abandon'] = async () => {};
let recover: JobHandlers['recover'] = async () => {};
let mailStaffLink: JobHandlers['mailStaffLink'] = async () => {};

before(async () => {
  database = await openTestDatabase();
  jobs = await openJobs({ database, onError: error => failures.push(error) });
  await jobs.work({
    deliver: (...call) => deliver(...call),
    abandon: id => abandon(id),
    recover: email => recover(email),
    mailStaffLink: email => mailStaffLink(email),
  });
});

after(async () => {
  await jobs.stop();
  await database.close();
});

/** Resolves with what the next delivery is about. */
function nextDelivery(): Promise<string> {
  return new Promise(resolve => {
    deliver = async id => resolve(id);
  });
}

test('a job is done when its transaction is kept', async () => {
  const id = crypto.randomUUID();
  const delivered = nextDelivery();
  await database.transaction(tx => jobs.enqueueMail(tx, { id }));
  assert.equal(await delivered, id);
});

test('a job of a transaction that is undone is never done', async () => {
  const lost = crypto.randomUUID();
  const kept = crypto.randomUUID();
  const delivered = nextDelivery();
  const undone = database.transaction(async tx => {
    await jobs.enqueueMail(tx, { id: lost });
    throw new Error('undo');
  });
  await assert.rejects(undone, /undo/);
  await database.transaction(tx => jobs.enqueueMail(tx, { id: kept }));
  assert.equal(await delivered, kept);
});

test('a delivery that has to wait is tried again, and knows that it is', async () => {
  const id = crypto.randomUUID();
  const tries: boolean[] = [];
  const delivered = new Promise<void>(resolve => {
    deliver = async (_, { isRepeat }) => {
      tries.push(isRepeat);
      if (!isRepeat) throw new NotYet();
      resolve();
    };
  });
  await database.transaction(tx => jobs.enqueueMail(tx, { id }));
  await delivered;
  assert.deepEqual(tries, [false, true]);
  assert.deepEqual(failures, []);
});

test('a delivery that fails is told of and tried again, and the queue keeps nothing of what was thrown', async () => {
  const id = crypto.randomUUID();
  const delivered = new Promise<void>(resolve => {
    deliver = async (_, { isRepeat }) => {
      if (!isRepeat) throw new Error('a value of ada@example.com');
      resolve();
    };
  });
  await database.transaction(tx => jobs.enqueueMail(tx, { id }));
  await delivered;
  assert.deepEqual(failures.splice(0).map(String), ['Error: a value of ada@example.com']);
  const { rows } = await database.db.execute(sql`select output from pgboss.job where data->>'id' = ${id}`);
  assert.equal(rows.length, 1);
  assert.ok(!JSON.stringify(rows).includes('ada@'));
});

test('a mail that was tried to the end is given up', async () => {
  const id = crypto.randomUUID();
  const abandoned = new Promise<string>(resolve => {
    abandon = async mailId => resolve(mailId);
  });
  deliver = async () => {
    throw new NotYet();
  };
  await database.transaction(async tx => {
    await jobs.enqueueMail(tx, { id });
    await tx.execute(sql`update pgboss.job set retry_limit = 0 where data->>'id' = ${id}`);
  });
  assert.equal(await abandoned, id);
});

test('a wish for a recovery mail is fulfilled', async () => {
  const wish = new Promise<string>(resolve => {
    recover = async email => resolve(email);
  });
  await jobs.requestRecovery('ada@example.com');
  assert.equal(await wish, 'ada@example.com');
});

test('a wish of staff for a sign-in mail is fulfilled, and is none for a client’s recovery', async () => {
  recover = async () => assert.fail('this was asked for by staff');
  const wish = new Promise<string>(resolve => {
    mailStaffLink = async email => resolve(email);
  });
  await jobs.requestStaffLink('nora@example.com');
  assert.equal(await wish, 'nora@example.com');
});
