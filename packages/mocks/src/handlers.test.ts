import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { httpAdapter } from '@portico/adapters/http';
import { memoryBackend } from '@portico/adapters/memory';
import { apiPrefix, backendRoutes, PorticoError, type StaffPrincipal } from '@portico/core';
import { conformanceKit } from '@portico/core/conformance';
import { handlers, setupServer } from './node.ts';
import { sampleStaff } from './seed.ts';

const baseUrl = 'http://portico.example.com';
let time = Date.parse('2026-03-01T09:00:00Z');
const backend = memoryBackend({ now: () => new Date(time) });
const principals = new Map<string, StaffPrincipal>();
const server = setupServer(...handlers({ backend, baseUrl, principalOf }));

before(() => server.listen({ onUnhandledFrame: 'error' }));
after(() => server.close());

for (const { title, run } of conformanceKit(subject)) {
  test(`http over MSW: ${title}`, async () => {
    assert.deepEqual(await run(), {}, 'nothing is skipped');
  });
}

test('a stream ends with its first event where MSW answers only with what has ended', { timeout: 10_000 }, async t => {
  const staff = backend.as(sampleStaff);
  principals.set('Bearer stream', sampleStaff);
  await staff.records.upsert({ accounts: [{ id: '001S', market: 'Norway', name: 'Acme' }] });
  const clone = structuredClone;
  t.mock.method(globalThis, 'structuredClone', (value: unknown, options?: StructuredSerializeOptions) => {
    if (options?.transfer) throw new DOMException('The object can not be cloned.', 'DataCloneError');
    return clone(value);
  });
  const stream = await fetch(`${baseUrl}${apiPrefix}/events`, { headers: { authorization: 'Bearer stream' } });
  const contact = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };
  await staff.access.grant({ accountId: '001S', contact });
  assert.match(await stream.text(), /"access.granted"/);
});

async function subject() {
  return {
    as(principal: StaffPrincipal) {
      const token = `token-${principals.size + 1}`;
      principals.set(`Bearer ${token}`, principal);
      return httpAdapter({ baseUrl, groups: backendRoutes, getAccessToken: () => token });
    },
    register: async (email: string) => backend.register(email),
    advance: async (seconds: number) => {
      time += seconds * 1000;
    },
    close: async () => {},
  };
}

function principalOf(request: Request): StaffPrincipal {
  const principal = principals.get(request.headers.get('authorization') ?? '');
  if (!principal) throw new PorticoError('unauthenticated');
  return principal;
}
