import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { permissions } from '@portico/core';
import { serverKeys } from '../keys.ts';
import { staffTokens } from '../principal/staff-token.ts';
import { typed } from './typed.fixture.ts';

const secret = 'the-secret-of-the-tests-which-is-long-enough';
const folder = await mkdtemp(join(tmpdir(), 'portico-token-'));
after(() => rm(folder, { recursive: true }));
const environment = { PORTICO_SECRET: secret, PORTICO_DATA_DIR: folder };
const person = ['--email', 'ada.keller@example.com', '--name', 'Ada Keller'];
const proofOf = (token: string) => staffTokens(serverKeys([secret]).staffToken).verify(token.trim());

test('a token alone is printed, and a server with the secret takes it', async () => {
  const flags = ['--source', 'erp', '--permission', 'access:read', '--permission', 'events:read', '--account', 'A1'];
  const { code, out, err } = await typed(environment, 'token', ...person, ...flags, '--expires-in', '60');
  assert.equal(code, 0);
  assert.match(out, /^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  const { principal, expiresAt } = await proofOf(out);
  assert.deepEqual(principal, {
    kind: 'staff',
    email: 'ada.keller@example.com',
    name: 'Ada Keller',
    source: 'erp',
    permissions: new Set(['access:read', 'events:read']),
    accounts: ['A1'],
  });
  assert.ok(expiresAt.getTime() <= Date.now() + 60_000);
  assert.ok(err.includes(expiresAt.toISOString()) && !err.includes(out.trim()));
  assert.deepEqual(await readdir(folder), [], 'it is written nowhere');
});

test('a token can allow everything, and see the accounts that the person serves', async () => {
  const { out } = await typed(environment, 'token', ...person, '--all', '--served');
  const { principal } = await proofOf(out);
  assert.deepEqual([principal.accounts, [...principal.permissions]], ['served', [...permissions]]);
  const { out: unlimited } = await typed(environment, 'token', ...person, '--all');
  assert.equal((await proofOf(unlimited)).principal.accounts, 'all');
});

test('what makes no sense in a token is said, and none is printed', async () => {
  const wrong: [string[], RegExp][] = [
    [['--name', 'A', '--all'], /--email must be/],
    [['--email', 'nobody', '--name', 'A', '--all'], /--email must be/],
    [['--email', 'a@example.com', '--all'], /--name must be/],
    [[...person], /--permission NAME, or --all/],
    [[...person, '--all', '--permission', 'access:read'], /not both/],
    [[...person, '--permission', 'acess:read'], /no permission acess:read\. Did you mean access:read\?/],
    [[...person, '--all', '--served', '--account', 'A1'], /not both/],
    [[...person, '--all', '--source', 'My CRM'], /--source must be/],
    [[...person, '--all', '--expires-in', '59'], /from 60 to 3600/],
    [[...person, '--all', ...Array.from({ length: 2000 }, (_, n) => `--account=account-${n}`)], /fewer accounts/],
  ];
  for (const [args, message] of wrong) {
    const { code, out, err } = await typed(environment, 'token', ...args);
    assert.deepEqual([code, out], [2, ''], args.join(' '));
    assert.match(err, message);
  }
});

test('no token is made with a secret that is not the server’s', async () => {
  const { code, err } = await typed({ PORTICO_DATA_DIR: folder }, 'token', ...person, '--all');
  assert.equal(code, 1);
  assert.match(err, /There is no secret in .* PORTICO_SECRET/);
  assert.deepEqual(await readdir(folder), []);
});
