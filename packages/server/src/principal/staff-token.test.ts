import assert from 'node:assert/strict';
import test from 'node:test';
import { isPorticoError, permissions } from '@portico/core';
import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose';
import { keyId, serverKeys } from '../keys.ts';
import { staffTokens } from './staff-token.ts';

const { staffToken: keys, link } = serverKeys(['the secret of the tests']);
const { id: kid, key } = keys.current;
const request = {
  staff: { email: 'grace@example.com', name: 'Grace Example' },
  source: 'crm',
  permissions: ['access:read' as const],
  accounts: ['001A'],
};
const isRefused = (error: unknown) => isPorticoError(error) && error.code === 'unauthenticated';

test('a token speaks for whom it was issued, within its accounts', async () => {
  const tokens = staffTokens(keys);
  const { token, expiresAt } = await tokens.issue(request);
  const proof = await tokens.verify(token);
  assert.deepEqual(proof.principal, {
    kind: 'staff',
    email: 'grace@example.com',
    name: 'Grace Example',
    source: 'crm',
    permissions: new Set(['access:read']),
    accounts: ['001A'],
  });
  assert.equal(proof.expiresAt.toISOString(), expiresAt);
});

test('a token without accounts is for all of them', async () => {
  const tokens = staffTokens(keys);
  const { accounts: _, ...rest } = request;
  assert.equal((await tokens.verify((await tokens.issue(rest)).token)).principal.accounts, 'all');
});

test('a token ends after a quarter of an hour unless told otherwise', async () => {
  let now = new Date('2026-01-01T00:00:00Z');
  const tokens = staffTokens(keys, () => now);
  const { token, expiresAt } = await tokens.issue(request);
  assert.equal(expiresAt, '2026-01-01T00:15:00.000Z');
  now = new Date('2026-01-01T00:14:59Z');
  await tokens.verify(token);
  now = new Date('2026-01-01T00:15:01Z');
  await assert.rejects(tokens.verify(token), isRefused);
});

test('a token that was changed, signed with another key, or not signed at all is refused', async () => {
  const tokens = staffTokens(keys);
  const { token } = await tokens.issue(request);
  const [head = '', , mac = ''] = token.split('.');
  const forged = Buffer.from(JSON.stringify({ ...request, accounts: undefined, exp: 9e9, iat: 1 })).toString(
    'base64url',
  );
  const claims = { ...request };
  const signed = (alg: string, secret: Uint8Array, audience = 'portico:staff', named = kid) =>
    new SignJWT(claims)
      .setProtectedHeader(named === '' ? { alg } : { alg, kid: named })
      .setIssuer('portico')
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(secret);
  const unsigned = new UnsecuredJWT(claims)
    .setIssuer('portico')
    .setAudience('portico:staff')
    .setExpirationTime('1h')
    .encode();
  const endless = new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', kid })
    .setIssuer('portico')
    .setAudience('portico:staff');
  const wrong = [
    '',
    'a.b.c',
    `${head}.${forged}.${mac}`,
    unsigned,
    await signed('HS256', link.current.key),
    await signed('HS256', key, 'portico:staff', ''),
    await signed('HS256', key, 'portico:staff', keyId('another secret')),
    await signed('HS512', key),
    await signed('HS256', key, 'portico:other'),
    await endless.sign(key),
  ];
  for (const [index, attempt] of wrong.entries())
    await assert.rejects(tokens.verify(attempt), isRefused, String(index));
  await tokens.verify(await signed('HS256', key));
});

test('a token whose end is no time, or beyond all time, is refused', async () => {
  const tokens = staffTokens(keys);
  const endingAt = (exp: unknown) =>
    new SignJWT({ ...decodeJwt(valid), exp: exp as number }).setProtectedHeader({ alg: 'HS256', kid }).sign(key);
  const { token: valid } = await tokens.issue(request);
  for (const exp of [1e17, -1e17, 1e300, '1e17', 'NaN', null, {}]) {
    await assert.rejects(tokens.verify(await endingAt(exp)), isRefused, String(exp));
  }
  assert.ok((await tokens.verify(await endingAt(8.6e12))).expiresAt.getUTCFullYear() > 200_000);
});

test('a token of an older secret holds until the secret is retired, and names its key', async () => {
  const older = staffTokens(serverKeys(['the old secret']).staffToken);
  const { token } = await older.issue(request);
  const both = serverKeys(['the new secret', 'the old secret']).staffToken;
  await staffTokens(both).verify(token);
  const { token: newer } = await staffTokens(both).issue(request);
  assert.equal(decodeProtectedHeader(newer).kid, keyId('the new secret'));
  await assert.rejects(staffTokens(serverKeys(['the new secret']).staffToken).verify(token), isRefused);
  const signed = (named: string) =>
    new SignJWT(decodeJwt(token))
      .setProtectedHeader({ alg: 'HS256', kid: named })
      .sign(both.find(keyId('the old secret'))?.key ?? assert.fail());
  await staffTokens(both).verify(await signed(keyId('the old secret')));
  await assert.rejects(staffTokens(both).verify(await signed(keyId('the new secret'))), isRefused);
});

test('a token that would not fit into a header is refused when it is asked for, at its accounts', async () => {
  const tokens = staffTokens(keys);
  const withAccounts = (count: number) => ({
    ...request,
    permissions: [...permissions],
    accounts: Array.from({ length: count }, (_, index) => `001Pt00000${String(index).padStart(5, '0')}IAE`),
  });
  const { token } = await tokens.issue(withAccounts(250));
  assert.ok(token.length <= 8000, String(token.length));
  await tokens.verify(token);
  const isTooMany = (error: unknown) =>
    isPorticoError(error) && error.code === 'invalid-request' && error.fields?.accounts === 'too-many';
  for (const count of [300, 1000]) await assert.rejects(tokens.issue(withAccounts(count)), isTooMany);
});
