import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { backendRoutes, PorticoError } from '@portico/core';
import { httpAdapter } from './http.ts';

const account = { id: 'a', market: 'Norway', name: 'Acme', active: true, membershipEnd: null };
const person = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };
const event = { id: '1-1', type: 'access.granted', at: '2026-01-01T00:00:00.000Z', accountIds: ['a'], contactId: null };

test('a refused token is renewed once, by all calls that wait for it together', async t => {
  const { baseUrl, requests } = await serve(t, (request, response) =>
    request.headers.authorization === 'Bearer fresh'
      ? json(response, account)
      : problem(response, 401, 'unauthenticated'),
  );
  const reasons: string[] = [];
  const getAccessToken = (reason: string) => {
    reasons.push(reason);
    return reason === 'initial' ? 'stale' : 'fresh';
  };
  const adapter = httpAdapter({ baseUrl, groups: backendRoutes, getAccessToken });
  await Promise.all([adapter.accounts.get({ accountId: 'a' }), adapter.accounts.get({ accountId: 'a' })]);
  assert.equal(requests.length, 4);
  assert.equal(reasons[0], 'initial');
  assert.ok(reasons.slice(1).every(reason => reason === 'expired') && reasons.length <= 3);
});

test('a token that is refused twice is not asked for again', async t => {
  const { baseUrl, requests } = await serve(t, (_, response) => problem(response, 401, 'unauthenticated'));
  const adapter = httpAdapter({ baseUrl, groups: backendRoutes, getAccessToken: () => 'bad' });
  await assert.rejects(adapter.accounts.get({ accountId: 'a' }), { code: 'unauthenticated' });
  assert.equal(requests.length, 2);
});

test('a host whose token endpoint is out of reach gives a network error, one that refuses an unauthenticated one', async t => {
  const { baseUrl, requests } = await serve(t, (_, response) => json(response, account));
  const failing = (error: Error) =>
    httpAdapter({ baseUrl, groups: backendRoutes, getAccessToken: () => Promise.reject(error) }).accounts.get({
      accountId: 'a',
    });
  await assert.rejects(failing(new TypeError('Failed to fetch')), { code: 'network' });
  await assert.rejects(failing(new Error('session over')), { code: 'unauthenticated' });
  assert.equal(requests.length, 0);
});

test('a host whose token endpoint does not answer in time gives a timeout, and no call was made', async t => {
  const { baseUrl, requests } = await serve(t, (_, response) => json(response, account));
  const getAccessToken = () => new Promise<string>(() => {});
  const adapter = httpAdapter({ baseUrl, groups: backendRoutes, getAccessToken, timeout: 50 });
  await assert.rejects(adapter.accounts.get({ accountId: 'a' }), { code: 'timeout' });
  assert.equal(requests.length, 0);
});

test('a grant is repeated after a failure on the way, always with the same key', async t => {
  const { baseUrl, requests } = await serve(t, (request, response, count) =>
    count < 3 ? void request.socket.destroy() : problem(response, 409, 'already-has-access'),
  );
  const adapter = httpAdapter({ baseUrl, groups: backendRoutes });
  await assert.rejects(adapter.access.grant({ accountId: 'a', contact: person }), { code: 'already-has-access' });
  const keys = requests.map(request => request.headers['idempotency-key']);
  assert.equal(keys.length, 3);
  assert.equal(new Set(keys).size, 1);
  assert.match(String(keys[0]), /^[0-9a-z]+(-[0-9a-z]+){3}$/);
});

test('a call that is not idempotent is sent once, whatever happens to it', async t => {
  const { baseUrl, requests } = await serve(t, (_, response) => problem(response, 503, 'unavailable'));
  const adapter = httpAdapter({ baseUrl, groups: backendRoutes });
  await assert.rejects(adapter.contacts.link({ contactId: 'c', id: 'x' }), { code: 'unavailable' });
  assert.equal(requests.length, 1);
});

test('a wait that the server asks for is told, not waited for', async t => {
  const { baseUrl, requests } = await serve(t, (_, response) =>
    response
      .writeHead(429, { 'content-type': 'application/problem+json', 'retry-after': '40' })
      .end('{"code":"rate-limited"}'),
  );
  const adapter = httpAdapter({ baseUrl, groups: backendRoutes });
  await assert.rejects(adapter.accounts.get({ accountId: 'a' }), { code: 'rate-limited', retryAfter: 40 });
  assert.equal(requests.length, 1);
});

test('answers that are not ours are errors with a name', async t => {
  const answers: Record<string, (response: ServerResponse) => void> = {
    'server-error': response => response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Oops</h1>'),
    'bad-answer': response => json(response, { ...account, active: 'yes' }),
  };
  const { baseUrl } = await serve(t, (request, response) =>
    answers[String(request.url).split('/')[3] ?? '']?.(response),
  );
  const adapter = httpAdapter({ baseUrl, groups: backendRoutes });
  for (const code of Object.keys(answers)) await assert.rejects(adapter.accounts.get({ accountId: code }), { code });
  const { baseUrl: html } = await serve(t, (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
  );
  const misled = httpAdapter({ baseUrl: html, groups: backendRoutes });
  await assert.rejects(misled.accounts.get({ accountId: 'a' }), { code: 'bad-answer' });
});

test('no server, and a server that hangs, are told apart', async t => {
  const gone = httpAdapter({ baseUrl: 'http://127.0.0.1:9', groups: { contacts: backendRoutes.contacts } });
  await assert.rejects(gone.contacts.link({ contactId: 'c', id: 'x' }), { code: 'network' });
  const { baseUrl } = await serve(t, () => {});
  const hanging = httpAdapter({ baseUrl, groups: backendRoutes, timeout: 50 });
  await assert.rejects(hanging.accounts.get({ accountId: 'a' }), { code: 'timeout' });
});

test('an aborted call rejects as aborted', async t => {
  const { baseUrl } = await serve(t, () => {});
  const stop = new AbortController();
  const call = httpAdapter({ baseUrl, groups: backendRoutes }).accounts.get(
    { accountId: 'a' },
    { signal: stop.signal },
  );
  stop.abort();
  await assert.rejects(call, { name: 'AbortError' });
});

test('an adapter supports what its groups reach, and nothing else', () => {
  const adapter = httpAdapter({ baseUrl: 'http://127.0.0.1:9', groups: { accounts: backendRoutes.accounts } });
  assert.deepEqual([...adapter.supports], ['accounts.list', 'accounts.get']);
  assert.equal(adapter.access.grant, undefined);
});

test('several listeners share one stream, and the last one to leave closes it', async t => {
  const closed = Promise.withResolvers<void>();
  const { baseUrl, requests } = await serve(t, (request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`:\n\nid: 1-1\ndata: ${JSON.stringify(event).slice(0, 20)}`);
    setTimeout(() => response.write(`${JSON.stringify(event).slice(20)}\n\n`), 20);
    request.on('close', () => closed.resolve());
  });
  const adapter = httpAdapter({ baseUrl, groups: backendRoutes });
  const stop = new AbortController();
  const hear = () => {
    const heard = Promise.withResolvers<unknown>();
    return { heard: heard.promise, ended: adapter.subscribe({}, heard.resolve, { signal: stop.signal }) };
  };
  const listeners = [hear(), hear()];
  for (const { heard } of listeners) assert.deepEqual(await heard, event);
  stop.abort();
  await Promise.all([...listeners.map(({ ended }) => ended), closed.promise]);
  assert.equal(requests.length, 1);
  assert.match(String(requests[0]?.url), /^\/v1\/events\?since=\d/);
});

test('a stream waits until the page rests, and is opened on a page that never does', async t => {
  const { baseUrl } = await serve(t, (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(`data: ${JSON.stringify(event)}\n\n`);
  });
  const patience: (number | undefined)[] = [];
  globalThis.requestIdleCallback = (done, { timeout } = {}) => {
    patience.push(timeout);
    return timeout === undefined ? 1 : Number(setTimeout(done, 0, { didTimeout: true, timeRemaining: () => 0 }));
  };
  t.after(() => Reflect.deleteProperty(globalThis, 'requestIdleCallback'));
  const stop = new AbortController();
  const heard: unknown[] = [];
  const hear = (told: unknown) => {
    heard.push(told);
    stop.abort();
  };
  await httpAdapter({ baseUrl, groups: backendRoutes }).subscribe({}, hear, { signal: stop.signal });
  assert.deepEqual(heard, [event]);
  assert.deepEqual(patience, [1000]);
});

test('a broken stream is opened again after the last event that was heard', async t => {
  const { baseUrl, requests } = await serve(t, (_, response, count) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(`data: ${JSON.stringify({ ...event, id: `1-${count}` })}\n\n`);
  });
  const stop = new AbortController();
  const seen: string[] = [];
  await httpAdapter({ baseUrl, groups: backendRoutes }).subscribe(
    {},
    heard => {
      if ('id' in heard) seen.push(heard.id);
      if (seen.length === 2) stop.abort();
    },
    { signal: stop.signal },
  );
  assert.deepEqual(seen, ['1-1', '1-2']);
  assert.equal(requests[1]?.url, '/v1/events?after=1-1');
});

test('a stream comes up by itself when tokens can be had again', async t => {
  const { baseUrl } = await serve(t, (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(`data: ${JSON.stringify(event)}\n\n`);
  });
  let asked = 0;
  const getAccessToken = () => {
    asked += 1;
    if (asked < 3) throw new PorticoError('unavailable');
    return 'token';
  };
  const stop = new AbortController();
  const adapter = httpAdapter({ baseUrl, groups: backendRoutes, getAccessToken });
  const heard: unknown[] = [];
  const hear = (told: unknown) => {
    heard.push(told);
    stop.abort();
  };
  await adapter.subscribe({}, hear, { signal: stop.signal });
  assert.deepEqual(heard, [event]);
});

test('a stream that is not allowed ends with the reason', async t => {
  const { baseUrl } = await serve(t, (_, response) => problem(response, 403, 'forbidden'));
  const { signal } = new AbortController();
  await assert.rejects(
    httpAdapter({ baseUrl, groups: backendRoutes }).subscribe({}, () => {}, { signal }),
    { code: 'forbidden' },
  );
});

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => unknown;

async function serve(t: TestContext, answer: Answer) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response, requests.length);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function problem(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ code }));
}
