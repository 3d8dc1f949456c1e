import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conformanceKit } from '@portico/core/conformance';
import { memoryBackend } from './memory.ts';

for (const { title, run } of conformanceKit(memorySubject)) {
  test(`memory: ${title}`, async () => {
    assert.deepEqual(await run(), {}, 'nothing is skipped');
  });
}

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
