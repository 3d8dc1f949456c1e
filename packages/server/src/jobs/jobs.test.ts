import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'drizzle-orm';
import { PgBoss } from 'pg-boss';
import type { Database, Queries } from '../postgres/database.ts';
import { openTestDatabase } from '../postgres/test-database.fixture.ts';
import { newWrites } from '../postgres/writes.ts';
import { type JobHandlers, type Jobs, NotYet, openJobs } from './jobs.ts';
import { untilJobsAreDone } from './jobs-done.fixture.ts';

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
    deliver: (...call) => deliver?.(...call) ?? Promise.resolve(),
    abandon: id => abandon(id),
    recover: email => recover(email),
    mailStaffLink: email => mailStaffLink(email),
  });
});

after(async () => {
  await jobs.stop();
  await database.close();
});

async function enqueue(tx: Queries, id: string): Promise<void> {
  const writes = newWrites(tx);
  jobs.enqueueMail(writes, { id });
  await writes.run();
}

/** Resolves with what the next delivery is about. */
function nextDelivery(): Promise<string> {
  return new Promise(resolve => {
    deliver = async id => resolve(id);
  });
}

test('a job is done when its transaction is kept', async () => {
  const id = crypto.randomUUID();
  const delivered = nextDelivery();
  await database.transaction(tx => enqueue(tx, id));
  assert.equal(await delivered, id);
});

test('a job of a transaction that is undone is never done', async () => {
  const lost = crypto.randomUUID();
  const kept = crypto.randomUUID();
  const delivered = nextDelivery();
  const undone = database.transaction(async tx => {
    await enqueue(tx, lost);
    throw new Error('undo');
  });
  await assert.rejects(undone, /undo/);
  await database.transaction(tx => enqueue(tx, kept));
  assert.equal(await delivered, kept);
});

test('the job of a mail is what the queue itself would have made', async () => {
  const [ours, theirs] = [crypto.randomUUID(), crypto.randomUUID()];
  const boss = new PgBoss({ ...database.queue, schedule: false, supervise: false, migrate: false });
  await boss.start();
  const left = new Set<string>([ours, theirs]);
  const areDelivered = new Promise<void>(resolve => {
    deliver = async id => {
      left.delete(id);
      if (left.size === 0) resolve();
    };
  });
  await boss.send('mail', { id: theirs });
  await boss.stop();
  await database.transaction(tx => enqueue(tx, ours));
  await areDelivered;
  const { rows } = await database.db.execute<{ job: object }>(sql`
    select to_jsonb(job) - '{id,data,state,retry_count,output,start_after,created_on,started_on,completed_on,heartbeat_on,keep_until}'::text[]
      || jsonb_build_object('kept', keep_until - start_after) as job
    from pgboss.job where data->>'id' in (${ours}, ${theirs})`);
  assert.equal(rows.length, 2);
  assert.deepEqual(rows[0]?.job, rows[1]?.job);
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
  await database.transaction(tx => enqueue(tx, id));
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
  await database.transaction(tx => enqueue(tx, id));
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
    await enqueue(tx, id);
    await tx.execute(sql`update pgboss.job set retry_limit = 0 where data->>'id' = ${id}`);
  });
  assert.equal(await abandoned, id);
});

test('a mail whose last try ended with its process is given up by another one, and once', async () => {
  const id = crypto.randomUUID();
  const abandoned: string[] = [];
  const isAbandoned = new Promise<void>(resolve => {
    abandon = async mailId => {
      abandoned.push(mailId);
      resolve();
    };
  });
  deliver = async () => assert.fail('it was tried to the end');
  await database.transaction(async tx => {
    await enqueue(tx, id);
    // As the killed process left it.
    await tx.execute(sql`update pgboss.job set state = 'active', retry_count = retry_limit,
      started_on = now() - interval '1 minute', heartbeat_on = now() - interval '1 minute' where data->>'id' = ${id}`);
  });
  await isAbandoned;
  await untilJobsAreDone(database.db);
  assert.deepEqual(abandoned, [id]);
  assert.deepEqual(failures, []);
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
