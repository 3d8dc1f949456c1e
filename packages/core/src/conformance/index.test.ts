import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BackendAdapter, defineAdapter } from '../adapter.ts';
import { PorticoError } from '../errors.ts';
import { portFromRoutes } from '../route.ts';
import { backendRoutes } from '../routes/index.ts';
import { conformanceKit } from './index.ts';

const kitFor = (adapter: BackendAdapter) =>
  conformanceKit(async () => ({
    as: () => adapter,
    register: async () => {},
    advance: async () => {},
    close: async () => {},
  }));

test('what a backend lacks is skipped, and named', async () => {
  for (const { title, run } of kitFor(defineAdapter({}))) {
    const { skipped } = await run();
    assert.match(skipped ?? '', /^does not support records\.upsert/, title);
  }
});

test('a backend that claims everything and does nothing fails every case', async () => {
  const port = portFromRoutes(backendRoutes, async () => {
    throw new PorticoError('unsupported');
  });
  for (const { title, run } of kitFor(defineAdapter({ ...port, subscribe: async () => {} }))) {
    await assert.rejects(run(), Error, title);
  }
});
