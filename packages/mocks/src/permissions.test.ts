import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { httpAdapter } from '@portico/adapters/http';
import { memoryBackend } from '@portico/adapters/memory';
import { backendRoutes } from '@portico/core';
import { handlers, setupServer } from './node.ts';

const baseUrl = 'http://portico.example.com';
const principal = { kind: 'staff', email: 'sam@example.com', name: 'Sam', source: 'crm', accounts: 'all' } as const;
const backend = memoryBackend();
const server = setupServer(
  ...handlers({ backend, baseUrl, principalOf: () => ({ ...principal, permissions: new Set(['access:read']) }) }),
);

before(() => server.listen({ onUnhandledFrame: 'error' }));
after(() => server.close());

test('a page on the mocks meets the permissions it would meet on a server', async () => {
  const adapter = httpAdapter({ baseUrl, groups: backendRoutes });
  assert.deepEqual((await adapter.settings.get({})).hasMarkets, false);
  await assert.rejects(adapter.recovery.plan({ contactId: 'c' }), { code: 'forbidden' });
  await assert.rejects(adapter.access.preflight({ accountId: 'a', email: 'a@example.com' }), { code: 'forbidden' });
});
