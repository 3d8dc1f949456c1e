import assert from 'node:assert/strict';
import test from 'node:test';
import { isPorticoError } from '@portico/core';
import { type ClaimRules, type Claims, staffOfClaims } from './oidc-claims.ts';

const rules: ClaimRules = { source: 'crm', permissionsClaim: 'permissions', accounts: 'served' };
const nora: Claims = { email: 'nora@example.com', name: 'Nora Lindqvist', permissions: ['access:read'] };

const read = (claims: Claims, changed: Partial<ClaimRules> = {}) => staffOfClaims(claims, { ...rules, ...changed });
const permissionsOf = (claims: Claims, permissionsClaim = 'permissions') => [
  ...read({ ...nora, permissions: undefined, ...claims }, { permissionsClaim }).permissions,
];

/** Asserts that the claims are refused by the name of a claim. */
function refuses(claim: string, claims: Claims, changed: Partial<ClaimRules> = {}) {
  assert.throws(
    () => read(claims, changed),
    (error: unknown) =>
      isPorticoError(error) && error.code === 'forbidden' && error.message.includes(`claim ${claim}:`),
  );
}

test('claims name a member of staff in the configured source', () => {
  assert.deepEqual(read(nora), {
    kind: 'staff',
    email: 'nora@example.com',
    name: 'Nora Lindqvist',
    source: 'crm',
    permissions: new Set(['access:read']),
    accounts: 'served',
  });
});

test('who has no name that can be shown is called by their address', () => {
  for (const name of [undefined, '', ' ', 7, 'x'.repeat(201), 'two\nlines']) {
    assert.equal(read({ ...nora, name }).name, 'nora@example.com');
  }
});

test('an address that is missing, none, or not verified is refused', () => {
  for (const email of [undefined, '', 'nora', 7, ['nora@example.com']]) refuses('email', { ...nora, email });
  for (const email_verified of [false, 'false']) refuses('email_verified', { ...nora, email_verified });
  for (const email_verified of [true, 'true', undefined]) read({ ...nora, email_verified });
});

test('permissions are a list or one text, and those of other systems are passed over', () => {
  assert.deepEqual(permissionsOf({ permissions: ['access:read', 'crm:delete', 7, 'events:read'] }), [
    'access:read',
    'events:read',
  ]);
  assert.deepEqual(permissionsOf({ permissions: 'openid  access:read events:read' }), ['access:read', 'events:read']);
  for (const permissions of [undefined, null, 7, {}, 'everything'])
    assert.deepEqual(permissionsOf({ permissions }), []);
});

test('permissions are found by the name of their claim, and then by its path', () => {
  const url = 'https://example.com/portico';
  assert.deepEqual(permissionsOf({ [url]: ['access:read'] }, url), ['access:read']);
  const nested = { realm_access: { roles: ['access:grant'] } };
  assert.deepEqual(permissionsOf(nested, 'realm_access.roles'), ['access:grant']);
  const both = { ...nested, 'realm_access.roles': ['events:read'] };
  assert.deepEqual(permissionsOf(both, 'realm_access.roles'), ['events:read']);
  for (const path of ['realm_access', 'realm_access.', 'realm_access.roles.0.x', 'constructor.name', '__proto__']) {
    assert.deepEqual(permissionsOf(nested, path), [], path);
  }
});

test('accounts are all, those that are served, or the ids in a claim', () => {
  assert.equal(read(nora, { accounts: 'all' }).accounts, 'all');
  assert.deepEqual(read({ ...nora, clients: ['001A', '001B'] }, { accounts: 'clients' }).accounts, ['001A', '001B']);
  assert.deepEqual(read({ ...nora, clients: [] }, { accounts: 'clients' }).accounts, []);
});

test('without the claim that lists the accounts nobody sees any, and the claim is named', () => {
  for (const clients of [undefined, null, '001A', 'all', {}, ['001A', 7], [''], Array(1001).fill('001A')]) {
    refuses('clients', { ...nora, clients }, { accounts: 'clients' });
  }
});
