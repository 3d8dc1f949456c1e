import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { httpAdapter } from '@portico/adapters/http';
import { memoryBackend } from '@portico/adapters/memory';
import { backendRoutes, PorticoError, type StaffPrincipal } from '@portico/core';
import { conformanceKit } from '@portico/core/conformance';
import { handlers, setupServer } from './node.ts';

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
