import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect, type Socket } from 'node:net';
import process from 'node:process';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { personOf } from './app.fixture.ts';
import type { Database } from './postgres/database.ts';
import { access, contacts, users } from './postgres/schema.ts';
import { newTestPlace } from './postgres/test-place.fixture.ts';
import { serve } from './serve.ts';
import { type Served, serveProcess } from './served.fixture.ts';

/** Grants access again and again over a few connections, until the server takes no more. */
function putUnderLoad({ origin }: Served, token: string) {
  const answered: string[] = [];
  const refused: Response[] = [];
  let wake = () => {};
  const grant = (email: string) =>
    fetch(`${origin}/v1/accounts/001A/access`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': `key-${email}`,
      },
      body: JSON.stringify(personOf(email)),
    });
  async function grantOn(worker: number): Promise<void> {
    for (let count = 0; ; count++) {
      const email = `person${worker}.${count}@example.com`;
      // A connection that was not taken any more.
      const response = await grant(email).catch(() => undefined);
      if (!response) return;
      if (response.status !== 200) return void refused.push(response);
      await response.json();
      answered.push(email);
      wake();
    }
  }
  const workers = Array.from({ length: 8 }, (_, worker) => grantOn(worker));
  return {
    answered,
    refused,
    async until(count: number): Promise<void> {
      const isOver = Promise.all(workers).then(() => assert.fail(`only ${answered.length} were answered`));
      while (answered.length < count) await Promise.race([isOver, new Promise<void>(resolve => (wake = resolve))]);
      isOver.catch(() => {});
    },
    ended: () => Promise.all(workers),
  };
}

async function grantsIn({ db }: Database): Promise<Set<unknown>> {
  const rows = await db
    .select({ email: contacts.email })
    .from(access)
    .innerJoin(users, eq(users.id, access.userId))
    .innerJoin(contacts, eq(contacts.id, users.contactId));
  return new Set(rows.map(row => row.email));
}

test('SIGTERM under load: all that was answered is kept, and nothing that was taken is cut off', async t => {
  const place = await newTestPlace();
  t.after(place.remove);
  const served = await serveProcess(place.environment);
  t.after(() => served.end());
  const token = await served.token();
  const accounts = [{ id: '001A', market: 'Berlin', name: 'Lumen' }];
  await served.send('POST', '/v1/records', { token, body: { accounts } });
  const stream = await fetch(`${served.origin}/v1/events`, { headers: { authorization: `Bearer ${token}` } });
  const load = putUnderLoad(served, token);
  await load.until(30);

  const start = performance.now();
  await served.end('SIGTERM');
  assert.ok(performance.now() - start < 10_000);
  assert.equal(served.child.exitCode, 0);
  await load.ended();
  await stream.text();

  for (const { status, headers } of load.refused) {
    assert.equal(status, 503);
    assert.equal(headers.get('connection'), 'close');
  }
  const lines = served.output().match(/^\{.*\}$/gm) ?? [];
  const done = lines
    .map(line => JSON.parse(line))
    .filter(({ event, route, status }) => event === 'request' && route?.endsWith('/access') && status === 200);
  assert.equal(done.length, load.answered.length, 'every grant that was done was answered');
  const database = await place.open();
  try {
    const kept = await grantsIn(database);
    for (const email of load.answered) assert.ok(kept.has(email), email);
    const { rows } = await database.db.execute(sql`select id from pgboss.job where state = 'active'`);
    assert.deepEqual(rows, [], 'no job is left half done');
  } finally {
    await database.close();
  }
});

/** A server whose answers and end come when the test says so. */
async function slowServer(longestStop?: number) {
  const requests: ((response: Response) => void)[] = [];
  let stopped = () => {};
  const serving = await serve(
    {
      fetch: () => new Promise(resolve => requests.push(resolve)),
      stop: () => new Promise(resolve => (stopped = resolve)),
    },
    { port: 0, host: '127.0.0.1', longestStop },
  );
  return { serving, requests, stopped: () => stopped() };
}

/** Resolves when there is an answer, which may have to be waited for on that connection. */
function ask(port: number, agent?: Agent): Promise<{ status: number | undefined; socket: Socket }> {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', agent }, response => {
      const { statusCode: status, socket } = response;
      response.on('end', () => resolve({ status, socket })).resume();
    }).on('error', reject);
  });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(resolve => setImmediate(resolve));
}

test('a server that stops takes no new connection, answers what it has taken, and closes what is idle', async t => {
  const { serving, requests, stopped } = await slowServer();
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const first = ask(serving.port, agent);
  await until(() => requests.length === 1);
  requests[0]?.(new Response('first'));
  const { socket } = await first;
  const isClosed = once(socket, 'close');
  const taken = ask(serving.port);
  await until(() => requests.length === 2);

  const end = serving.stop();
  await isClosed;
  await assert.rejects(ask(serving.port), { code: 'ECONNREFUSED' });
  requests[1]?.(new Response('second'));
  assert.equal((await taken).status, 200);
  stopped();
  assert.equal(await end, true);
});

test('a server that cannot end is given up', async () => {
  const { serving, requests } = await slowServer(100);
  const cut = assert.rejects(ask(serving.port), { code: 'ECONNRESET' });
  await until(() => requests.length === 1);
  assert.equal(await serving.stop(), false);
  await cut;
});

test('a probe by HTTP/1.0 that names no host is answered, and nothing else is', async t => {
  const serving = await serve(
    { fetch: async request => new Response(request.url), stop: async () => {} },
    { port: 0, host: '127.0.0.1' },
  );
  t.after(() => serving.stop());
  const statusOf = async (request: string) => {
    const socket = connect(serving.port, '127.0.0.1').setEncoding('utf8');
    socket.write(`${request}\r\n\r\n`);
    const [answer] = await once(socket, 'data');
    socket.destroy();
    return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
  };
  for (const path of ['/healthz', '/readyz']) {
    assert.equal(await statusOf(`GET ${path} HTTP/1.0`), 200);
    assert.equal(await statusOf(`HEAD ${path} HTTP/1.0\r\nHost:`), 200);
  }
  for (const path of ['/', '/portal/', '/healthz/more', '/v1/settings', '/metrics']) {
    assert.equal(await statusOf(`GET ${path} HTTP/1.0`), 400, path);
  }
  assert.equal(await statusOf('GET /healthz HTTP/1.1'), 400, 'which must name one');
  assert.equal(await statusOf('GET /healthz HTTP/1.0\r\nHost: what is this'), 400);
});

test('a port that is taken is told of', async t => {
  const { serving, stopped } = await slowServer();
  t.after(async () => {
    const end = serving.stop();
    stopped();
    await end;
  });
  const second = serve(
    { fetch: async () => new Response(), stop: async () => {} },
    { port: serving.port, host: '127.0.0.1' },
  );
  await assert.rejects(second, { code: 'EADDRINUSE' });
});

/** A process that serves until it is told to end, and then does something. */
function serveInProcess(doSomething: string) {
  const program = `
    import { pinoLog } from ${JSON.stringify(new URL('log.ts', import.meta.url).href)};
    import { untilSignalled } from ${JSON.stringify(new URL('serve.ts', import.meta.url).href)};
    setInterval(() => {}, 1000);
    untilSignalled({ port: 0, stop: () => new Promise(() => {}) }, pinoLog());
    ${doSomething}
  `;
  const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
  });
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', text => {
      output.text += text;
    });
  }
  return { child, output, exit: once(child, 'exit') };
}

test('a process that crashes says where, and not about whom', async () => {
  const { output, exit } = serveInProcess(`setTimeout(() => { throw new TypeError('ada@example.com'); });`);
  assert.deepEqual(await exit, [1, null]);
  assert.match(output.text, /"level":"error".*"event":"crash","error":"TypeError"/);
  assert.doesNotMatch(output.text, /ada/);
});

test('a second signal ends the process at once, unless it is the first one, passed on', async () => {
  const { child, output, exit } = serveInProcess(`
    process.on('SIGTERM', () => process.stdout.write('told '));
    process.stdout.write('ready ');
  `);
  for (const words of ['ready ', 'ready told ', 'ready told told ']) {
    while (output.text !== words) await once(child.stdout, 'data');
    if (words.endsWith('told told ')) await setTimeout(600);
    assert.equal(child.exitCode, null, words);
    child.kill('SIGTERM');
  }
  assert.deepEqual(await exit, [1, null]);
  assert.match(output.text, /"level":"warn".*"event":"stopped","signal":"SIGTERM","ms":\d+,"isClean":false/);
});
