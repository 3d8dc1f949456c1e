import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'drizzle-orm';
import { openEmbedded } from '../postgres/embedded.ts';
import { openJobs } from './jobs.ts';

const folder = await mkdtemp(join(tmpdir(), 'portico-jobs-'));

after(() => rm(folder, { recursive: true }));

test('what a killed process was at is given back by the next start, and done once', async () => {
  const id = crypto.randomUUID();
  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--input-type=module',
      '-e',
      `import { openEmbedded } from ${JSON.stringify(new URL('../postgres/embedded.ts', import.meta.url).href)};
       import { newWrites } from ${JSON.stringify(new URL('../postgres/writes.ts', import.meta.url).href)};
       import { openJobs } from ${JSON.stringify(new URL('jobs.ts', import.meta.url).href)};
       const database = await openEmbedded(${JSON.stringify(folder)});
       const jobs = await openJobs({ database });
       const deliver = async () => { process.stdout.write('busy'); await new Promise(() => {}); };
       await jobs.work({ deliver, abandon: async () => {}, recover: async () => {} });
       await database.transaction(tx => {
         const writes = newWrites(tx);
         jobs.enqueueMail(writes, { id: '${id}' });
         return writes.run();
       });
       setInterval(() => {}, 1000);`,
    ],
    { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');

  const database = await openEmbedded(folder);
  const jobs = await openJobs({ database, onError: error => assert.fail(error) });
  const delivered: string[] = [];
  let resolve = () => {};
  const isDelivered = new Promise<void>(done => {
    resolve = done;
  });
  const deliver = async (mailId: string) => {
    delivered.push(mailId);
    resolve();
  };
  const nothing = async () => {};
  await jobs.work({ deliver, abandon: nothing, recover: nothing, mailStaffLink: nothing });
  const { rows } = await database.db.execute<{ given_back: boolean; due: boolean }>(
    sql`select state <> 'active' or retry_count > 0 as given_back, state <> 'retry' and start_after <= now() as due
      from pgboss.job where name = 'mail'`,
  );
  await isDelivered;
  await jobs.stop();
  await database.close();
  assert.deepEqual(delivered, [id]);
  assert.deepEqual(
    rows,
    [{ given_back: true, due: true }],
    'left neither to run out of time nor to wait after a failure',
  );
});
