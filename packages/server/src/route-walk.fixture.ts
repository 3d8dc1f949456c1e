import assert from 'node:assert/strict';
import test from 'node:test';
import { type Backend, backendRoutes, listRoutes, permissions } from '@portico/core';
import { apiKey, appOver, tokenFor } from './app.fixture.ts';

/** A body that fits each route; a route that is missing here fails the walk. */
const bodies: Record<string, object> = {
  'access.preflight': { email: 'new@example.com' },
  'access.grant': { contact: { email: 'new@example.com', firstName: 'New', lastName: 'Person' } },
  'contacts.link': { id: '003A' },
  'records.upsert': {},
  'recovery.send': { action: 'send-reset' },
};

/** Walks permission × route × own or other account, from the table, over a backend that `fillIn` has filled. */
export function walkRoutes(title: string, open: () => Promise<Backend>): void {
  for (const { group, name, route } of listRoutes(backendRoutes)) {
    const operation = `${group}.${name}`;
    const body = bodies[operation];

    test(`${title}: ${operation} is for staff with ${route.permission} only`, async () => {
      const { send } = appOver(await open());
      assert.equal(route.auth, 'staff');
      assert.ok(route.permission);
      assert.equal(body !== undefined, route.body !== undefined, `a body for ${operation}`);
      const path = pathOf(route.path, 'A');
      for (const token of [undefined, 'not.a.token', apiKey]) {
        assert.equal((await send(route.method, path, { body, token })).status, 401);
      }
      const others = permissions.filter(permission => permission !== route.permission);
      const refused = await send(route.method, path, { body, token: await tokenFor({ permissions: others }) });
      assert.equal(refused.status, 403);
      assert.equal(refused.body.code, 'forbidden');
      if (route.events) return;
      const token = await tokenFor({ permissions: [route.permission] });
      const allowed = await send(route.method, path, { body, token });
      assert.ok(![401, 403, 404, 500].includes(allowed.status), `${allowed.status} ${allowed.text}`);
    });

    if (!route.path.includes(':')) continue;
    test(`${title}: ${operation} answers for an account outside the caller’s as for none`, async () => {
      const { send } = appOver(await open());
      const token = await tokenFor({ accounts: ['001A'] });
      const other = await send(route.method, pathOf(route.path, 'B'), { body, token });
      const missing = await send(route.method, pathOf(route.path, 'Q'), { body, token });
      assert.equal(other.status, 404);
      assert.equal(other.text, missing.text);
    });
  }
}

/** A path of the route with the ids of one account. */
function pathOf(path: string, letter: 'A' | 'B' | 'Q'): string {
  return `/v1${path.replace(':accountId', `001${letter}`).replace(':contactId', `003${letter}`)}`;
}
