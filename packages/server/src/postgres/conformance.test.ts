import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conformanceKit } from '@portico/core/conformance';
import { sampleBackend } from './backend.fixture.ts';

test('the PostgreSQL backend behaves like every other', async t => {
  const { backend, register, advance, close } = await sampleBackend();
  const subject = {
    as: backend.as,
    register,
    advance: async (seconds: number) => advance(seconds),
    close: async () => {},
  };
  for (const { title, run } of conformanceKit(async () => subject)) {
    await t.test(title, async () => {
      assert.deepEqual(await run(), {}, 'nothing is skipped');
    });
  }
  await close();
});
