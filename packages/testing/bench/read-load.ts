import { Agent, request } from 'node:http';
import { Pool } from 'pg';
import { startPostgres } from '../src/postgres-server.ts';
import { accountId, addManyClients, clientCount, contactId, peoplePerClient } from './many-clients.ts';
import { residentMegabytes } from './resident-memory.ts';
import type { Result } from './result.ts';
import { type Served, serve } from './served.ts';

const connections = 200;
const during = 60_000;
/** A process that has just started is slow, and takes its memory bit by bit. */
const warmUp = 15_000;

interface Answer {
  status: number;
  milliseconds: number;
}

/** `load`: 200 connections ask one thing after the other for a minute, over 10,000 clients. */
export async function readLoad(): Promise<Result[]> {
  const postgres = await startPostgres({ isDurable: true });
  const served = await serve({ DATABASE_URL: postgres.url, PORTICO_LOG_LEVEL: 'silent' });
  const pool = new Pool({ connectionString: postgres.url, max: 1 });
  // The last one to close may still hear that the database stops.
  pool.on('error', () => {});
  await addManyClients(statement => pool.query(statement));
  await pool.end();

  await askOn(served, warmUp, anyRead);
  // What the machine makes of so many connections where nothing is read.
  const bare = await askOn(served, warmUp, () => '/healthz');
  const memory = [await residentMegabytes(served.pid)];
  const answers: Answer[] = [];
  for (let half = 0; half < 2; half++) {
    answers.push(...(await askOn(served, during / 2, anyRead)));
    memory.push(await residentMegabytes(served.pid));
  }
  await served.stop();
  await postgres.stop();
  return resultsOf(answers, bare, memory);
}

/** Asks over all connections for so many milliseconds. */
async function askOn(served: Served, milliseconds: number, anyPath: () => string): Promise<Answer[]> {
  const authorization = `Bearer ${await served.token()}`;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answers: Answer[] = [];
  const end = performance.now() + milliseconds;
  const ask = (path: string) =>
    new Promise<void>((resolve, reject) => {
      const begun = performance.now();
      const sent = request(`${served.origin}${path}`, { agent, headers: { authorization } }, response => {
        response.resume().on('end', () => {
          answers.push({ status: response.statusCode ?? 0, milliseconds: performance.now() - begun });
          resolve();
        });
      });
      sent.on('error', reject).end();
    });
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) await ask(anyPath());
    }),
  );
  agent.destroy();
  return answers;
}

/** What a page of the CRM or of the admin pages reads: who sees a client, what a person sees, and a search for either. */
function anyRead(): string {
  const account = accountId(anyUpTo(clientCount));
  const reads = [
    `/accounts/${account}/access`,
    `/accounts/${account}/access?search=last`,
    `/contacts/${contactId(anyUpTo(clientCount * peoplePerClient))}/access`,
    `/accounts?search=${anyUpTo(0xfff).toString(16).padStart(3, '0')}`,
  ];
  return `/v1${reads[anyUpTo(reads.length) - 1]}`;
}

function anyUpTo(most: number): number {
  return 1 + Math.floor(Math.random() * most);
}

/** The milliseconds within which such a part of all was answered. */
function within(part: number, answers: readonly Answer[]): number {
  const times = answers.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
  return times[Math.floor(times.length * part)] ?? Number.NaN;
}

function resultsOf(answers: readonly Answer[], bare: readonly Answer[], memory: readonly number[]): Result[] {
  const slowest = within(0.99, answers);
  const slowestBare = within(0.99, bare);
  const failed = answers.filter(({ status }) => status >= 500).length;
  const refused = answers.filter(({ status }) => status >= 400 && status < 500).length;
  const [begin = Number.NaN, middle = Number.NaN, final = Number.NaN] = memory;
  const id = 'load';
  return [
    {
      id,
      what: `Reads over ${connections} connections for a minute, ${clientCount.toLocaleString('en')} clients: the slowest of a hundred`,
      ours: `${Math.round(slowest)} ms; ${Math.round(within(0.5, answers))} ms the one in the middle, ${Math.round(answers.length / (during / 1000))}/s`,
      peer: `${Math.round(slowestBare)} ms for \`/healthz\` over as many connections`,
      ratio: `${(slowest / slowestBare).toFixed(1)} ×`,
      bar: '≤ 300 ms',
      holds: slowest <= 300,
    },
    {
      id,
      what: 'Answers among them that are no answers',
      ours: `${failed} × 5xx, ${refused} × 4xx`,
      peer: `${answers.length} in all`,
      ratio: '–',
      bar: 'none',
      holds: failed + refused === 0,
    },
    {
      id,
      what: 'The server’s memory at the end of them',
      ours: `${final} MB resident`,
      peer: `${begin} MB at their beginning, ${middle} MB in the middle`,
      ratio: `${(final / middle).toFixed(2)} ×`,
      bar: '≤ 1.1 × the middle',
      holds: final <= 1.1 * middle,
    },
  ];
}
