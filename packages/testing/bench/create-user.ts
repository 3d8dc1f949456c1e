import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { Pool } from 'pg';
import { startPostgres } from '../src/postgres-server.ts';
import { createBareQueue, insertOnePerson } from './bare-inserts.ts';
import { client, median, rateOf } from './load.ts';
import type { Result } from './result.ts';
import { type Served, serve } from './served.ts';

/** How many people press Create User at once. */
const crowds = [1, 8];
const during = 3000;
const rounds = 3;

/** A process that has just started is slow: script and server have been at it for a while when they are measured. */
const warmUp = 2500;

/** P6: Create User over HTTP, beside a bare script that does the same INSERTs on the same database. */
export async function createUser(): Promise<Result[]> {
  const results: Result[] = [];
  for (const atOnce of crowds) results.push(await onPostgres(atOnce), await onEmbedded(atOnce));
  return results;
}

async function onPostgres(atOnce: number): Promise<Result> {
  const postgres = await startPostgres({ isDurable: true });
  const served = await serve({ DATABASE_URL: postgres.url, PORTICO_LOG_LEVEL: 'silent' });
  const pool = new Pool({ connectionString: postgres.url, max: atOnce });
  // The last ones to close may still hear that the database stops.
  pool.on('error', () => {});
  const account = await firstAccount(served);
  const accountId = (await pool.query('select id from account')).rows[0].id;
  await pool.query(createBareQueue);
  const bare = (during: number) =>
    rateOf(
      async () => {
        const connection = await pool.connect();
        await connection.query('begin');
        await insertOnePerson((statement, values) => connection.query(statement, values), accountId);
        await connection.query('commit');
        connection.release();
      },
      { atOnce, during },
    );
  const rates: { bare: number; ours: number }[] = [];
  await bare(warmUp);
  await rateOfGrants(served, account, { atOnce, during: warmUp });
  for (let round = 0; round < rounds; round++)
    rates.push({ bare: await bare(during), ours: await rateOfGrants(served, account, { atOnce, during }) });
  await served.stop();
  await pool.end();
  await postgres.stop();
  return resultOf('PostgreSQL', atOnce, rates);
}

/** The embedded database is one process's: script and server have it one after the other. */
async function onEmbedded(atOnce: number): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'portico-bench-'));
  const environment = { PORTICO_DATA_DIR: directory, PORTICO_LOG_LEVEL: 'silent' };
  const rates: { bare: number; ours: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const served = await serve(environment);
    const account = await firstAccount(served);
    await rateOfGrants(served, account, { atOnce, during: warmUp });
    const ours = await rateOfGrants(served, account, { atOnce, during });
    await served.stop();
    const db = await PGlite.create({ dataDir: join(directory, 'database/data'), extensions: { pg_trgm } });
    const { rows } = await db.query<{ id: string }>('select id from account');
    const accountId = rows[0]?.id ?? '';
    await db.query(createBareQueue);
    const insert = () =>
      db.transaction(tx => insertOnePerson((statement, values) => tx.query(statement, values), accountId));
    await rateOf(insert, { atOnce, during: warmUp });
    const bare = await rateOf(insert, { atOnce, during });
    await db.close();
    rates.push({ bare, ours });
  }
  await rm(directory, { recursive: true, force: true });
  return resultOf('PGlite', atOnce, rates);
}

async function firstAccount(served: Served): Promise<string> {
  const { post, close } = client(served.origin, await served.token(), 1);
  const id = '001A';
  await post('/v1/records', { accounts: [{ id, market: 'Berlin', name: 'Lumen' }] });
  close();
  return id;
}

async function rateOfGrants(
  served: Served,
  accountId: string,
  { atOnce, during }: { atOnce: number; during: number },
): Promise<number> {
  const { post, close } = client(served.origin, await served.token(), atOnce);
  const rate = await rateOf(
    async () => {
      const key = randomUUID();
      const contact = { email: `${key}@example.com`, firstName: 'New', lastName: 'Person' };
      const { status, text } = await post(`/v1/accounts/${accountId}/access`, { contact }, { 'idempotency-key': key });
      if (status !== 200) throw new Error(`${status}: ${text}`);
    },
    { atOnce, during },
  );
  close();
  return rate;
}

function resultOf(engine: string, atOnce: number, rates: readonly { bare: number; ours: number }[]): Result {
  const ratio = median(rates.map(({ bare, ours }) => ours / bare));
  const perSecond = (rate: number) => `${Math.round(rate)}/s`;
  return {
    id: 'P6',
    what: `Create User over HTTP on ${engine}, ${atOnce} at once`,
    ours: perSecond(median(rates.map(({ ours }) => ours))),
    peer: `${perSecond(median(rates.map(({ bare }) => bare)))} by a bare script with the same INSERTs`,
    ratio: `${Math.round(ratio * 100)} %`,
    bar: '≥ 50 %',
    holds: ratio >= 0.5,
  };
}
