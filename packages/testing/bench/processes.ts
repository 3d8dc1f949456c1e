import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Pool } from 'pg';
import { startPostgres } from '../src/postgres-server.ts';
import { countGrants } from './count-grants.ts';
import { client, rateOf } from './load.ts';
import type { Result } from './result.ts';
import { type Served, serve } from './served.ts';

/** How many people press Create User at once, shared by all processes. */
const atOnce = 16;
const during = 5000;
const warmUp = 2500;

/** P10: one, two and four server processes on one PostgreSQL. */
export async function processes(): Promise<Result[]> {
  const postgres = await startPostgres({ isDurable: true });
  const pool = new Pool({ connectionString: postgres.url, max: 2 });
  // The last ones to close may still hear that the database stops.
  pool.on('error', () => {});
  const results: Result[] = [];
  let alone = Number.NaN;
  for (const count of [1, 2, 4]) {
    const environment = { DATABASE_URL: postgres.url, PORTICO_LOG_LEVEL: 'silent', PORTICO_DATABASE_POOL_SIZE: '8' };
    const served = await Promise.all(Array.from({ length: count }, () => serve(environment)));
    const { rate, granted, heard } = await grantAndListen(served);
    const { twice } = await mailsOnceSent(pool);
    for (const { stop } of served) await stop();
    if (count === 1) alone = rate;
    const isWhole = twice === 0 && heard.every(number => number === granted);
    results.push({
      id: 'P10',
      what: `Create User on ${count} ${count === 1 ? 'process' : 'processes'}, ${atOnce} at once: ${granted} people, ${twice} mails sent twice, ${heard.join(' + ')} of their events heard on the streams`,
      ours: `${Math.round(rate)}/s`,
      peer: `${Math.round(alone)}/s on one`,
      ratio: `${(rate / alone).toFixed(2)} ×`,
      bar: count === 1 ? 'none twice, none missed' : 'grows; none twice, none missed',
      holds: isWhole && (count === 1 || rate > alone),
    });
  }
  await pool.end();
  await postgres.stop();
  return results;
}

async function grantAndListen(served: readonly Served[]) {
  const [first] = served;
  if (!first) throw new Error('no process');
  const token = await first.token();
  const clients = served.map(({ origin }) => client(origin, token, Math.ceil(atOnce / served.length)));
  await clients[0]?.post('/v1/records', { accounts: [{ id: '001A', market: 'Berlin', name: 'Lumen' }] });
  let turn = 0;
  let granted = 0;
  const grant = async () => {
    const { post } = clients[turn++ % clients.length] ?? { post: () => Promise.reject(new Error('no client')) };
    const key = randomUUID();
    const contact = { email: `${key}@example.com`, firstName: 'New', lastName: 'Person' };
    const { status, text } = await post('/v1/accounts/001A/access', { contact }, { 'idempotency-key': key });
    if (status !== 200) throw new Error(`${status}: ${text}`);
    granted++;
  };
  // A process that has just started is slow; what is measured has been at it for a while.
  await rateOf(grant, { atOnce, during: warmUp * served.length });
  granted = 0;
  const streams = await Promise.all(served.map(({ origin }) => countGrants(origin, token)));
  const rate = await rateOf(grant, { atOnce, during });
  // What is slow to come is waited for; what never comes is reported as missing.
  for (let tries = 0; tries < 100 && streams.some(stream => stream.count() < granted); tries++) await setTimeout(100);
  const heard = streams.map(stream => stream.count());
  for (const stream of streams) stream.close();
  for (const { close } of clients) close();
  return { rate, granted, heard };
}

/** Waits until every mail has gone out; answers how many did so more than once. */
async function mailsOnceSent(pool: Pool): Promise<{ twice: number }> {
  for (let tries = 0; tries < 600; tries++) {
    const { rows } = await pool.query(`select count(*)::int as waiting from mail where state = 'queued'`);
    if (rows[0].waiting === 0) break;
    await setTimeout(100);
  }
  const { rows } = await pool.query(
    `select count(*)::int as twice from (select mail_id from mail_event where type = 'sent' group by mail_id having count(*) > 1) as more`,
  );
  return { twice: rows[0].twice };
}
