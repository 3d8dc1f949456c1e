import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conformanceCases } from '../conformance/index.ts';
import { listRoutes } from '../route.ts';
import { backendRoutes, serverRoutes } from './index.ts';

const all = [...listRoutes(backendRoutes), ...listRoutes(serverRoutes)];

test('every route for staff names a permission, and no other route does', () => {
  for (const { group, name, route } of all) {
    assert.equal(route.auth === 'staff', route.permission !== undefined, `${group}.${name}`);
  }
});

test('no two routes answer the same request', () => {
  const shapes = all.map(({ route }) => `${route.method} ${route.path.replace(/:\w+/g, ':')}`);
  assert.equal(new Set(shapes).size, shapes.length);
});

test('every operation of the port is held by a case of the conformance kit', () => {
  const needed = new Set<string>(conformanceCases.flatMap(({ needs }) => needs));
  const missing = listRoutes(backendRoutes)
    .map(({ group, name }) => `${group}.${name}`)
    .filter(name => !needed.has(name));
  assert.deepEqual(missing, []);
});

test('a route that writes by POST and may be retried says so', () => {
  assert.deepEqual(
    listRoutes(backendRoutes)
      .filter(({ route }) => route.idempotent)
      .map(({ group, name }) => `${group}.${name}`),
    ['access.grant', 'recovery.send'],
  );
});
