import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PorticoError } from '@portico/core';
import { conformanceKit } from '@portico/core/conformance';
import { memoryBackend } from './memory.ts';

for (const { title, run } of conformanceKit(memorySubject)) {
  test(`memory: ${title}`, async () => {
    assert.deepEqual(await run(), {}, 'nothing is skipped');
  });
}

test('it answers as slowly, and fails as often, as it is told to', async () => {
  const staff = {
    kind: 'staff',
    email: 'sam@example.com',
    name: 'Sam',
    source: 'crm',
    permissions: new Set([]),
    accounts: 'all',
  } as const;
  const failure = (operation: string) =>
    operation === 'settings.get' ? undefined : new PorticoError('unavailable', { message: operation });
  const adapter = memoryBackend({ latency: () => 60_000, failure }).as(staff);
  await assert.rejects(adapter.settings.get({}, { signal: AbortSignal.timeout(20) }), { name: 'TimeoutError' });
  const quick = memoryBackend({ latency: () => 1, failure }).as(staff);
  assert.equal((await quick.settings.get({})).hasMarkets, false);
  await assert.rejects(quick.accounts.get({ accountId: 'a' }), { code: 'unavailable', message: 'accounts.get' });
});

async function memorySubject() {
  let time = Date.parse('2026-03-01T09:00:00Z');
  const backend = memoryBackend({ now: () => new Date(time) });
  return {
    as: backend.as,
    register: async (email: string) => backend.register(email),
    advance: async (seconds: number) => {
      time += seconds * 1000;
    },
    close: async () => {},
  };
}

test('memory: clients have no use of the port', async () => {
  const client = memoryBackend().as({ kind: 'client', userId: crypto.randomUUID() });
  const { signal } = new AbortController();
  await assert.rejects(client.settings.get({}), { code: 'forbidden' });
  await assert.rejects(
    client.subscribe({}, () => {}, { signal }),
    { code: 'forbidden' },
  );
});
