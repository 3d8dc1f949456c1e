import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { httpAdapter } from '@portico/adapters/http';
import { memoryBackend } from '@portico/adapters/memory';
import { apiPrefix, backendRoutes, defineAdapter, type PorticoEvent } from '@portico/core';
import { handlers, setupServer } from './node.ts';
import { sampleStaff, seedSamplePortal } from './seed.ts';

// What docs/versions.md promises of a page and a server that are not of one version.

const baseUrl = 'https://access.example.com';
const adapter = () => httpAdapter({ baseUrl, groups: backendRoutes, getAccessToken: () => 'sample' });

/** A server that answers every request like this. */
function answering(t: TestContext, answer: (url: URL) => Response): void {
  t.mock.method(globalThis, 'fetch', async (request: Request) => answer(new URL(request.url)));
}

test('the version of the API is the first part of every path', async t => {
  const asked: string[] = [];
  answering(t, url => {
    asked.push(url.pathname);
    return Response.json({ items: [], nextCursor: null });
  });
  await adapter().access.listForAccount({ accountId: '001A' });
  assert.deepEqual(asked, [`${apiPrefix}/accounts/001A/access`]);
});

test('a field of a newer server is left out of what an older page reads', async t => {
  const account = { id: '001A', market: 'Norway', name: 'Acme', active: true, membershipEnd: null };
  answering(t, () => Response.json({ ...account, colour: 'green' }));
  assert.deepEqual(await adapter().accounts.get({ accountId: '001A' }), account);
});

test('a code of a newer server is named by its status', async t => {
  const body = JSON.stringify({ code: 'of-a-newer-version', title: 'something new' });
  for (const [status, code] of [
    [403, 'forbidden'],
    [409, 'bad-answer'],
    [500, 'server-error'],
  ] as const) {
    answering(t, () => new Response(body, { status }));
    await assert.rejects(adapter().accounts.get({ accountId: '001A' }), { code });
    t.mock.restoreAll();
  }
});

test('a value that a closed list does not have is no answer', async t => {
  const plan = { action: 'send-postcard', email: 'ada@example.com', sentAt: null, retryAfter: null };
  answering(t, () => Response.json(plan));
  await assert.rejects(adapter().recovery.plan({ contactId: '003A' }), { code: 'bad-answer' });
});

test('an event of a type that is not known is told like any other', async t => {
  const event = {
    id: '1-1',
    type: 'access.moved',
    at: '2026-03-01T09:00:00.000Z',
    accountIds: ['001A'],
    contactId: null,
  };
  answering(
    t,
    () => new Response(`data: ${JSON.stringify(event)}\n\n`, { headers: { 'content-type': 'text/event-stream' } }),
  );
  const stop = new AbortController();
  const told: unknown[] = [];
  await adapter().subscribe(
    { after: '1-0' },
    (next: PorticoEvent | { type: 'resync' }) => {
      told.push(next);
      stop.abort();
    },
    { signal: stop.signal },
  );
  assert.deepEqual(told, [event]);
});

test('an older server leaves out what it does not know, and says what it lacks', async t => {
  const memory = memoryBackend();
  await seedSamplePortal(memory);
  const { accounts } = memory.as(sampleStaff);
  const settings = { get: async () => ({ jobTitles: [], roles: [], hasMarkets: true }) };
  const server = setupServer(
    ...handlers({
      backend: { as: () => defineAdapter({ accounts, settings }) },
      baseUrl,
      principalOf: () => sampleStaff,
    }),
  );
  server.listen({ onUnhandledFrame: 'error' });
  t.after(() => server.close());

  const query = { search: 'northwind', colour: 'green' };
  const { items } = await adapter().accounts.list(query);
  assert.deepEqual(
    items.map(({ name }) => name),
    ['Northwind Health'],
  );
  assert.deepEqual((await adapter().settings.get({})).supports, ['accounts.list', 'accounts.get', 'settings.get']);
  await assert.rejects(adapter().recovery.plan({ contactId: '003A' }), { code: 'unsupported' });
});
