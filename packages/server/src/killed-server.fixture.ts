import process from 'node:process';
import { serve } from '@hono/node-server';
import { sql } from 'drizzle-orm';
import { apiKey } from './app.fixture.ts';
import { mailCounts } from './mail-counts.fixture.ts';
import type { Database } from './postgres/database.ts';
import { openDatabase } from './postgres/open.ts';
import { configFromEnvironment } from './read-config.ts';
import { startServer } from './start.ts';

// A server in a process of its own, which kills itself at a given point of the next grant of access.

const [, , port = '', point = 'never'] = process.argv;
let isArmed = false;
const die = () => process.kill(process.pid, 'SIGKILL');

/** Dies at the end of a transaction, when all is written and nothing is kept: in the grant's, or in its mail's. */
function dyingInside(database: Database): Database {
  let isGranted = false;
  return {
    ...database,
    transaction: work =>
      database.transaction(async tx => {
        const result = await work(tx);
        if (!isArmed) return result;
        // Of all transactions, the grant's is the one that leaves a mail to be sent, and the mail's the one that sends it.
        const { rows } = await tx.execute(sql`select 1 from mail where state = 'queued'`);
        if (rows.length > 0 && point === 'inside the transaction') die();
        if (rows.length === 0 && isGranted && point === 'inside the mail’s transaction') die();
        isGranted ||= rows.length > 0;
        return result;
      }),
  };
}

const config = configFromEnvironment({
  ...process.env,
  PORTICO_PUBLIC_URL: `http://127.0.0.1:${port}`,
  PORTICO_API_KEY: apiKey,
  PORTICO_SECRET: 'the-secret-of-the-tests-which-is-long-enough',
});
const database = await openDatabase(config);
const server = await startServer(config, {
  database: dyingInside(database),
  log: ({ event }) => {
    if (isArmed && event === 'mail.sent' && point === 'after the mail') die();
  },
});
const listener = serve({
  port: Number(port),
  hostname: '127.0.0.1',
  fetch: async (request, bindings) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/mail-counts') {
      return Response.json(await mailCounts(database.db, searchParams.get('email') ?? ''));
    }
    if (request.method === 'POST' && pathname.endsWith('/access')) {
      if (point === 'before the transaction') die();
      isArmed = true;
    }
    return server.fetch(request, bindings);
  },
});
listener.on('listening', () => process.stdout.write('ready\n'));
