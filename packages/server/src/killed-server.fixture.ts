import process from 'node:process';
import { serve } from '@hono/node-server';
import type { Database } from './postgres/database.ts';
import { openEmbedded } from './postgres/embedded.ts';
import { startServer } from './start.ts';

// A server in a process of its own, which kills itself at a given point of the next grant of access.

const [, , directory = '', port = '', point = 'never'] = process.argv;
let isArmed = false;
const die = () => process.kill(process.pid, 'SIGKILL');

/** Dies at the end of a transaction, when all is written and nothing is kept. */
function dyingInside(database: Database): Database {
  return {
    ...database,
    transaction: work =>
      database.transaction(async tx => {
        const result = await work(tx);
        if (isArmed && (point === 'inside the transaction' || point === 'inside the mail’s transaction')) die();
        return result;
      }),
  };
}

const database = await openEmbedded(`${directory}/database`);
const server = await startServer(
  { dataDirectory: directory, publicOrigin: `http://127.0.0.1:${port}`, apiKey: 'api-key-that-only-the-tests-know' },
  {
    database: dyingInside(database),
    log: ({ event }) => {
      if (isArmed && event === 'mail.sent' && point === 'after the mail') die();
    },
  },
);
const listener = serve({
  port: Number(port),
  hostname: '127.0.0.1',
  fetch: async (request, bindings) => {
    const isGrant = request.method === 'POST' && new URL(request.url).pathname.endsWith('/access');
    if (!isGrant) return server.fetch(request, bindings);
    if (point === 'before the transaction') die();
    isArmed = point !== 'inside the mail’s transaction';
    const response = await server.fetch(request, bindings);
    isArmed = true;
    return response;
  },
});
listener.on('listening', () => process.stdout.write('ready\n'));
