import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { serve } from '@hono/node-server';
import { httpAdapter } from '@portico/adapters/http';
import { backendRoutes } from '@portico/core';
import { conformanceKit } from '@portico/core/conformance';
import { sender } from './app.fixture.ts';
import { register } from './seed.ts';
import { password, startPortal } from './start.fixture.ts';

test('the server over HTTP behaves like every other backend', async t => {
  const { server, clock } = await startPortal();
  const send = sender(server);
  const listener = serve({ fetch: server.fetch, port: 0, hostname: '127.0.0.1' });
  await once(listener, 'listening');
  const address = listener.address();
  const baseUrl = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : assert.fail()}`;

  const kit = conformanceKit(async () => ({
    as({ email, name, source, permissions, accounts }) {
      const body = {
        staff: { email, name },
        source,
        permissions: [...permissions],
        ...(accounts === 'all' ? {} : { accounts }),
      };
      const getAccessToken = async () =>
        (await send('POST', '/v1/tokens', { token: server.apiKey, body })).body.token as string;
      return httpAdapter({ baseUrl, getAccessToken, groups: backendRoutes });
    },
    register: async email => {
      assert.ok(await register(server, email, password));
    },
    advance: async seconds => {
      clock.ahead += seconds * 1000;
    },
    close: async () => {},
  }));
  for (const { title, run } of kit) {
    await t.test(title, async () => {
      assert.deepEqual(await run(), {}, 'nothing is skipped');
    });
  }
  listener.close();
  await server.stop();
});
