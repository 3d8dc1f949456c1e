import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '../postgres/database.ts';
import { openInMemory } from '../postgres/in-memory.fixture.ts';
import { type JobHandlers, type Jobs, openJobs } from './jobs.ts';

let database: Database;
let jobs: Jobs;
let deliver: JobHandlers['deliver'] = async () => {};
let recover: JobHandlers['recover'] = async () => {};

before(async () => {
  database = await openInMemory();
  jobs = await openJobs({ database, onError: error => assert.fail(error) });
  await jobs.work({ deliver: (...call) => deliver(...call), recover: email => recover(email) });
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

test('a delivery that fails is tried again', async () => {
  const id = crypto.randomUUID();
  let tries = 0;
  const delivered = new Promise<void>(resolve => {
    deliver = async () => {
      tries++;
      if (tries < 2) throw new Error('the mail server is away');
      resolve();
    };
  });
  await database.transaction(tx => jobs.enqueueMail(tx, { id }));
  await delivered;
  assert.equal(tries, 2);
});

test('a wish for a recovery mail is fulfilled', async () => {
  const wish = new Promise<string>(resolve => {
    recover = async email => resolve(email);
  });
  await jobs.requestRecovery('ada@example.com');
  assert.equal(await wish, 'ada@example.com');
});
