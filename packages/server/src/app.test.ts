import assert from 'node:assert/strict';
import test from 'node:test';
import { memoryBackend } from '@portico/adapters/memory';
import { backendRoutes, defineAdapter, listRoutes, serverRoutes } from '@portico/core';
import { apiKey, appOver, fillIn, hostOrigin, principal, publicOrigin, staff, tokenFor } from './app.fixture.ts';
import { walkRoutes } from './route-walk.fixture.ts';

async function portal() {
  const backend = memoryBackend();
  await fillIn(backend);
  return { backend, ...appOver(backend) };
}

walkRoutes('memory', backendRoutes, async () => ({
  ...(await portal()),
  tokenFor,
  others: [{ title: 'a host’s backend', token: apiKey, isOf: ['api-key'] }],
}));

test('a route of the server whose operation is missing is told apart from one that does not exist', async () => {
  const { send } = await portal();
  for (const { route } of listRoutes(serverRoutes)) {
    if (route.auth !== 'public') continue;
    const body = route.body ? { token: 'x', password: 'long enough!', email: 'ada@example.com' } : undefined;
    assert.equal((await send(route.method, `/v1${route.path}`, { body })).status, 501);
  }
  assert.equal((await send('GET', '/v1/session')).status, 401);
  const unknown = await send('GET', '/v1/nothing');
  assert.equal(unknown.status, 404);
  assert.equal(unknown.headers.get('content-type'), 'application/problem+json');
  assert.equal(unknown.body.code, 'not-found');
});

test('an operation that the backend lacks is unsupported', async () => {
  const { send } = appOver({ as: () => defineAdapter({}) });
  const token = await tokenFor();
  assert.equal((await send('GET', '/v1/settings', { token })).status, 501);
  assert.equal((await send('GET', '/v1/events', { token })).status, 501);
});

test('a token is given for the API key only, and opens what it names', async () => {
  const { send } = await portal();
  for (const wrong of [undefined, 'wrong', `${apiKey}x`, await tokenFor()]) {
    const refused = await send('POST', '/v1/tokens', { token: wrong, body: staff });
    assert.equal(refused.status, 401);
    assert.equal(refused.headers.get('www-authenticate'), 'Bearer');
  }
  const { status, body } = await send('POST', '/v1/tokens', { token: apiKey, body: { ...staff, expiresIn: 60 } });
  assert.equal(status, 200);
  assert.ok(Date.parse(body.expiresAt) - Date.now() <= 60_000);
  assert.equal((await send('GET', '/v1/accounts/001A', { token: body.token })).body.name, 'Lumen');
  const tooLong = await send('POST', '/v1/tokens', { token: apiKey, body: { ...staff, expiresIn: 7200 } });
  assert.equal(tooLong.status, 422);
});

test('JSON that is broken, too deep, of another type or not UTF-8 is refused', async () => {
  const { send } = await portal();
  const token = await tokenFor();
  const path = '/v1/accounts/001A/access';
  const deep = `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`;
  for (const body of ['{', '', '[1,]', deep, '['.repeat(100_000), 'null', '"text"', '[]', '{"contact": null}']) {
    const refused = await send('POST', path, { token, body });
    assert.equal(refused.status, 422, body.slice(0, 20));
    assert.equal(refused.body.code, 'invalid-request');
  }
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
    const refused = await send('POST', path, { token, body: '{}', headers: { 'content-type': type } });
    assert.equal(refused.status, 422);
  }
  const bytes = new Request(`${publicOrigin}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: new Uint8Array([0x7b, 0xff, 0x7d]),
  });
  assert.equal((await (await portal()).app.fetch(bytes)).status, 422);
});

test('brackets inside strings do not count as depth', async () => {
  const { send } = await portal();
  const body = { email: `${'[{"\\'.repeat(40)}@example.com` };
  const answer = await send('POST', '/v1/accounts/001A/access/preflight', { token: await tokenFor(), body });
  assert.equal(answer.body.verdict, 'invalid-email');
});

test('a field that is wrong is named', async () => {
  const { send } = await portal();
  const body = { contact: { email: 'no', firstName: ' ', lastName: 'x\u0000' } };
  const refused = await send('POST', '/v1/accounts/001A/access', { token: await tokenFor(), body });
  assert.deepEqual(refused.body.fields, {
    'contact.email': 'email-no-at',
    'contact.firstName': 'required',
    'contact.lastName': 'control-character',
  });
});

test('fields that a body does not have change nothing, the names of a prototype least of all', async () => {
  const { send } = await portal();
  const body = `{"__proto__":{"role":"admin"},"constructor":{"prototype":{"role":"admin"}},"accountId":"001B","emailVerified":true,
    "contact":{"__proto__":{"phone":"1"},"email":"new@example.com","firstName":"New","lastName":"Person","role":"admin"}}`;
  const { status, body: granted } = await send('POST', '/v1/accounts/001A/access', { token: await tokenFor(), body });
  assert.equal(status, 200);
  assert.equal(granted.accountId, '001A');
  assert.equal(granted.role, 'guest');
  assert.equal(Reflect.get({}, 'role'), undefined);
});

test('a chunked body is cut off at the limit, and one that announces too much is not read', async () => {
  const { app } = await portal();
  const headers = { authorization: `Bearer ${await tokenFor()}`, 'content-type': 'application/json' };
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 10_000;
      controller.enqueue(new Uint8Array(10_000).fill(0x20));
    },
  });
  const request = { method: 'POST', headers, body: endless, duplex: 'half' } as const;
  const cut = await app.fetch(new Request(`${publicOrigin}/v1/records`, request));
  assert.equal(cut.status, 413);
  assert.equal((await cut.json()).code, 'too-large');
  assert.ok(sent < 400_000, `${sent} bytes were read`);
  const announced = { method: 'POST', headers: { ...headers, 'content-length': '262145' }, body: '{}' };
  assert.equal((await app.fetch(new Request(`${publicOrigin}/v1/records`, announced))).status, 413);
});

test('a body that breaks off is the caller’s doing, and no failure of the server', async () => {
  const { app } = await portal();
  const headers = { authorization: `Bearer ${await tokenFor()}`, 'content-type': 'application/json' };
  for (const announced of [{}, { 'content-length': '100' }]) {
    const broken = new ReadableStream<Uint8Array>({
      pull: controller => controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })),
    });
    const request = { method: 'POST', headers: { ...headers, ...announced }, body: broken, duplex: 'half' } as const;
    const answer = await app.fetch(new Request(`${publicOrigin}/v1/records`, request));
    assert.deepEqual([answer.status, (await answer.json()).code], [422, 'invalid-request']);
  }
});

test('an idempotency key is passed on where it is one', async () => {
  const { send } = await portal();
  const token = await tokenFor();
  const body = { contact: { email: 'new@example.com', firstName: 'New', lastName: 'Person' } };
  const path = '/v1/accounts/001A/access';
  for (const key of ['', ' ', 'a b', 'ä', 'x'.repeat(256)]) {
    const refused = await send('POST', path, { token, body, headers: { 'idempotency-key': key } });
    assert.equal(refused.status, 422, key);
  }
  const headers = { 'idempotency-key': 'x'.repeat(255) };
  const first = await send('POST', path, { token, body, headers });
  assert.equal(first.status, 200);
  assert.equal((await send('POST', path, { token, body, headers })).text, first.text);
});

test('a page of a configured origin may call with a token and read Retry-After, any other may not', async () => {
  const { send } = await portal();
  const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };
  const own = await send('OPTIONS', '/v1/accounts/001A/access', { headers: { origin: hostOrigin, ...preflight } });
  assert.equal(own.headers.get('access-control-allow-origin'), hostOrigin);
  assert.match(own.headers.get('access-control-allow-headers') ?? '', /Authorization.*Idempotency-Key/);
  const refused = await send('GET', '/v1/accounts/001A', { headers: { origin: hostOrigin } });
  assert.equal(refused.status, 401);
  assert.equal(refused.headers.get('access-control-allow-origin'), hostOrigin);
  assert.equal(refused.headers.get('access-control-expose-headers'), 'Retry-After,X-Request-Id');
  assert.equal(refused.headers.get('access-control-allow-credentials'), null);
  for (const origin of ['http://evil.example.com', 'null', `${hostOrigin}.evil.example.com`]) {
    const other = await send('OPTIONS', '/v1/accounts/001A/access', { headers: { origin, ...preflight } });
    assert.equal(other.headers.get('access-control-allow-origin'), null, origin);
  }
});

test('what works by cookie is refused to other sites', async () => {
  const { send } = await portal();
  const foreign = [
    { origin: hostOrigin },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign) {
    for (const { route } of listRoutes(serverRoutes)) {
      if (route.auth === 'api-key') continue;
      const refused = await send(route.method, `/v1${route.path}`, { headers, ...(route.body ? { body: {} } : {}) });
      assert.equal(refused.status, 403, `${route.method} ${route.path}`);
    }
  }
  const own = await send('DELETE', '/v1/session', {
    headers: { origin: publicOrigin, 'sec-fetch-site': 'same-origin' },
  });
  assert.equal(own.status, 501);
});

test('no answer of the API is kept by a cache or taken for a page', async () => {
  const { send } = await portal();
  for (const [path, token] of [
    ['/v1/accounts/001A', await tokenFor()],
    ['/v1/accounts/001A'],
    ['/v1/nothing'],
  ] as const) {
    const { headers } = await send('GET', path, { token });
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
  }
});

test('a failure of the backend tells the caller nothing of its inside, and the log no value', async () => {
  const lines: string[] = [];
  const broken = defineAdapter({
    settings: {
      get: async () => {
        throw new Error('insert failed: ada@example.com', { cause: Object.assign(new Error('x'), { code: '23505' }) });
      },
    },
  });
  const { send } = appOver({ as: () => broken }, { log: entry => lines.push(JSON.stringify(entry)) });
  const answer = await send('GET', '/v1/settings?search=ada@example.com', { token: await tokenFor() });
  assert.equal(answer.status, 500);
  assert.ok(!answer.text.includes('ada'));
  assert.match(lines.join('\n'), /23505/);
  // A stack names files, and `adapter.ts` is one of them.
  assert.ok(!lines.join('\n').includes('ada@'));
});

test('each request is one line of the log, without ids, queries or names', async () => {
  const lines: string[] = [];
  const backend = memoryBackend();
  await fillIn(backend);
  const { send } = appOver(backend, { log: entry => lines.push(JSON.stringify(entry)) });
  await send('GET', '/v1/accounts/001A/access?search=secret', { token: await tokenFor() });
  assert.equal(lines.length, 1);
  const { ms: _, requestId: __, ...line } = JSON.parse(lines[0] ?? '');
  assert.deepEqual(line, {
    level: 'info',
    event: 'request',
    method: 'GET',
    route: '/v1/accounts/:accountId/access',
    status: 200,
  });
});

test('an id may be of any text', async () => {
  const { send, backend } = await portal();
  for (const id of ['a/b', '100%', '%2F', 'ä ö', '?x#y', 'a&b=c']) {
    await backend.as(principal()).records.upsert({ accounts: [{ id, market: 'M', name: id }] });
    const { body } = await send('GET', `/v1/accounts/${encodeURIComponent(id)}`, { token: await tokenFor() });
    assert.equal(body.id, id);
  }
});

test('the server tells whether it lives and whether it is ready', async () => {
  const { send } = await portal();
  assert.equal((await send('GET', '/healthz')).status, 200);
  assert.equal((await send('GET', '/readyz')).status, 200);
  const notReady = appOver(memoryBackend(), { isReady: async () => false });
  const answer = await notReady.send('GET', '/readyz');
  assert.equal(answer.status, 503);
  assert.equal(answer.headers.get('retry-after'), '1');
});

test('a HEAD of any route answers as its GET does, without a body', async () => {
  const { send } = await portal();
  const { status, text } = await send('HEAD', '/v1/accounts/001A', { token: await tokenFor() });
  assert.equal(status, 200);
  assert.equal(text, '');
  assert.equal((await send('HEAD', '/v1/events', { token: await tokenFor() })).status, 200);
});
