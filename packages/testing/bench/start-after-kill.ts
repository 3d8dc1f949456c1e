import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { client, median } from './load.ts';
import { accountId, addManyClients, clientCount } from './many-clients.ts';
import type { Result } from './result.ts';
import { type Served, serve } from './served.ts';

const rounds = 3;

/** P9: how soon a server on the embedded default is open again after it was killed in the middle of writes. */
export async function startAfterKill(): Promise<Result[]> {
  const directory = await mkdtemp(join(tmpdir(), 'portico-bench-'));
  const environment = { PORTICO_DATA_DIR: directory, PORTICO_LOG_LEVEL: 'silent' };
  await (await serve(environment)).stop();
  const db = await PGlite.create({ dataDir: join(directory, 'database/data'), extensions: { pg_trgm } });
  await addManyClients(statement => db.exec(statement));
  await db.close();

  const stopped: number[] = [];
  const killed: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const served = await serve(environment);
    stopped.push(served.startTime);
    await killWhileWriting(served);
    const again = await serve(environment);
    killed.push(again.startTime);
    await again.stop();
  }
  await rm(directory, { recursive: true, force: true });
  const time = median(killed);
  const beside = median(stopped);
  return [
    {
      id: 'P9',
      what: `Start after kill -9 in the middle of writes, embedded, ${clientCount.toLocaleString('en')} clients`,
      ours: `${(time / 1000).toFixed(1)} s`,
      peer: `${(beside / 1000).toFixed(1)} s after it was stopped`,
      ratio: `${(time / beside).toFixed(2)} ×`,
      bar: '≤ 5 s',
      holds: time <= 5000,
    },
  ];
}

async function killWhileWriting(served: Served): Promise<void> {
  const { post, close } = client(served.origin, await served.token(), 8);
  let answered = 0;
  const grant = async (): Promise<void> => {
    const key = randomUUID();
    const contact = { email: `${key}@example.com`, firstName: 'New', lastName: 'Person' };
    await post(`/v1/accounts/${accountId(1)}/access`, { contact }, { 'idempotency-key': key });
    answered++;
    if (answered < 100) return grant();
  };
  // Who waits for an answer when the server ends gets none.
  const writers = Array.from({ length: 8 }, () => grant().catch(() => {}));
  await Promise.race(writers);
  await served.kill();
  await Promise.all(writers);
  close();
}
