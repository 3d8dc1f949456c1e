import assert from 'node:assert/strict';
import test from 'node:test';
import { type Backend, backendRoutes, listRoutes, permissions } from '@portico/core';
import { apiKey, appOver, tokenFor } from './app.fixture.ts';

/** What is sent to each route, and how that is answered; a route that is missing here fails the walk. */
const calls: Record<string, { body?: object; status: number }> = {
  'access.listForAccount': { status: 200 },
  'access.listForContact': { status: 200 },
  'access.preflight': { body: { email: 'new@example.com' }, status: 200 },
  'access.grant': {
    body: { contact: { email: 'new@example.com', firstName: 'New', lastName: 'Person' } },
    status: 200,
  },
  'accounts.list': { status: 200 },
  'accounts.get': { status: 200 },
  'contacts.get': { status: 200 },
  'contacts.link': { body: { id: '003A' }, status: 200 },
  'events.stream': { status: 200 },
  'people.export': { status: 200 },
  'people.erase': { status: 200 },
  'records.upsert': { body: {}, status: 200 },
  // The contact has no login yet, so that there is nothing to recover and nothing to switch.
  'recovery.plan': { status: 200 },
  'recovery.send': { body: { action: 'send-reset' }, status: 409 },
  'settings.get': { status: 200 },
  'users.deactivate': { status: 409 },
  'users.reactivate': { status: 409 },
};

/** Walks permission × route × own or other account, from the table, over a backend that `fillIn` has filled. */
export function walkRoutes(title: string, open: () => Promise<Backend>): void {
  for (const { group, name, route } of listRoutes(backendRoutes)) {
    const operation = `${group}.${name}`;
    const call = calls[operation];
    const body = call?.body;

    test(`${title}: ${operation} is for staff with ${route.permission} only`, async () => {
      const { send } = appOver(await open());
      assert.equal(route.auth, 'staff');
      assert.ok(route.permission);
      assert.ok(call, `a call of ${operation}`);
      assert.equal(body !== undefined, route.body !== undefined, `a body for ${operation}`);
      const path = pathOf(route.path, 'A');
      for (const token of [undefined, 'not.a.token', apiKey]) {
        assert.equal((await send(route.method, path, { body, token })).status, 401);
      }
      const others = permissions.filter(permission => permission !== route.permission);
      const refused = await send(route.method, path, { body, token: await tokenFor({ permissions: others }) });
      assert.equal(refused.status, 403);
      assert.equal(refused.body.code, 'forbidden');
      const token = await tokenFor({ permissions: [route.permission] });
      // A stream does not end; asked by HEAD it answers without one.
      const allowed = await send(route.events ? 'HEAD' : route.method, path, { body, token });
      assert.equal(allowed.status, call.status, allowed.text);
    });

    if (!route.path.includes(':')) {
      test(`${title}: ${operation} tells nothing of accounts outside the caller’s`, async () => {
        const { send } = appOver(await open());
        const token = await tokenFor({ accounts: ['001A'] });
        const { text } = await send(route.events ? 'HEAD' : route.method, pathOf(route.path, 'A'), { body, token });
        assert.doesNotMatch(text, /00[13]B|Hafen|Bob/);
      });
      continue;
    }
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
