import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryBackend } from '@portico/adapters/memory';
import { defineAdapter, PorticoError } from '@portico/core';
import { appOver, fillIn, tokenFor } from '../app.fixture.ts';
import type { AppOptions } from '../app.ts';
import type { LogEntry } from '../log.ts';

async function portal(options: Partial<AppOptions> = {}) {
  const log: LogEntry[] = [];
  const backend = memoryBackend();
  await fillIn(backend);
  const { send } = appOver(backend, { log: entry => log.push(entry), ...options });
  return { log, send };
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/;

test('each request has an id of its own, in its answer and in its line of the log', async () => {
  const { log, send } = await portal();
  const paths = ['/v1/settings', '/nothing/here', '/healthz'];
  const ids = [];
  for (const path of paths) ids.push((await send('GET', path)).headers.get('x-request-id'));
  for (const id of ids) assert.match(id ?? '', uuid);
  assert.equal(new Set(ids).size, paths.length);
  assert.deepEqual(
    log.map(line => line.requestId),
    ids,
  );
});

test('an id is taken from a proxy of ours only, and only where it is one', async () => {
  const ask = async (trustedProxies: number, id: string) => {
    const { send } = await portal({ trustedProxies });
    return (await send('GET', '/healthz', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
  };
  assert.equal(await ask(1, 'req-0123-ABCD'), 'req-0123-ABCD');
  assert.match((await ask(0, 'req-0123-ABCD')) ?? '', uuid);
  for (const id of ['short', 'ada@example.com', 'with space 1', 'a'.repeat(65), '-leading-dash', 'line%0abreak']) {
    assert.match((await ask(1, id)) ?? '', uuid, id);
  }
});

test('a refusal is told at info by its code, and its answer names no id', async () => {
  const { log, send } = await portal();
  const answers = [];
  for (const id of ['001Q', '001R']) answers.push(await send('GET', `/v1/accounts/${id}`, { token: await tokenFor() }));
  assert.equal(answers[0]?.text, answers[1]?.text);
  for (const line of log) {
    const { ms: _, requestId: __, ...rest } = line;
    const route = '/v1/accounts/:accountId';
    assert.deepEqual(rest, {
      level: 'info',
      event: 'request',
      method: 'GET',
      route,
      status: 404,
      code: 'not-found',
      key: undefined,
    });
  }
});

test('an unexpected failure is told at error under the request’s id, which its answer repeats', async () => {
  const log: LogEntry[] = [];
  const broken = defineAdapter({
    ...memoryBackend().as({
      kind: 'staff',
      email: 'grace@example.com',
      name: 'Grace',
      source: 'crm',
      permissions: new Set(),
      accounts: 'all',
    }),
    settings: {
      get: async () => {
        await new Promise(resolve => setImmediate(resolve));
        throw new Error('ada@example.com');
      },
    },
  });
  const { send } = appOver({ as: () => broken }, { log: entry => log.push(entry) });
  const { status, body, headers } = await send('GET', '/v1/settings', { token: await tokenFor() });
  assert.equal(status, 500);
  const id = headers.get('x-request-id');
  assert.equal(body.instance, `urn:portico:request:${id}`);
  assert.deepEqual(
    log.map(({ level, event, requestId, code }) => ({ level, event, requestId, code })),
    [
      { level: 'error', event: 'failure', requestId: id, code: undefined },
      { level: 'info', event: 'request', requestId: id, code: 'server-error' },
    ],
  );
});

test('what an error means may be explained by whoever knows the backend', async () => {
  const failing = () => {
    throw new Error('gone');
  };
  const explain = (error: unknown) => new PorticoError('unavailable', { cause: error, retryAfter: 3 });
  const { send, log } = await portal({ explain, identity: { apiKeys: [], staff: failing } });
  const answer = await send('GET', '/v1/settings', { token: 'any' });
  assert.equal(answer.status, 503);
  assert.equal(answer.headers.get('retry-after'), '3');
  assert.deepEqual(
    log.map(({ event, code }) => ({ event, code })),
    [{ event: 'request', code: 'unavailable' }],
  );
});

test('no line names a path, and probes are told at debug', async () => {
  const { log, send } = await portal();
  for (const path of ['/healthz', '/readyz', '/nothing/ada@example.com?token=secret']) await send('GET', path);
  await send('OPTIONS', '/v1/accounts/ada@example.com');
  assert.deepEqual(
    log.map(({ level, route }) => ({ level, route })),
    [
      { level: 'debug', route: '/healthz' },
      { level: 'debug', route: '/readyz' },
      { level: 'info', route: undefined },
      { level: 'info', route: undefined },
    ],
  );
});

test('a server that stops refuses what comes then, and tells the connection to close', async () => {
  const stopping = new AbortController();
  const { send } = await portal({ stopping: stopping.signal });
  const token = await tokenFor();
  const accepted = send('GET', '/v1/accounts/001A', { token });
  stopping.abort();
  const late = await send('GET', '/v1/accounts/001A', { token, headers: { origin: 'http://crm.example.com' } });
  assert.equal(late.status, 503);
  assert.equal(late.headers.get('retry-after'), '2');
  assert.equal(late.headers.get('connection'), 'close');
  assert.equal(late.headers.get('access-control-allow-origin'), 'http://crm.example.com');
  assert.equal((await accepted).status, 200);
  assert.equal((await accepted).headers.get('connection'), 'close');
});
