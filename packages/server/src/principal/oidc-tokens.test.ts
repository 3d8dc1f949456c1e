import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { after, afterEach, before, test } from 'node:test';
import { type ErrorCode, isPorticoError } from '@portico/core';
import { SignJWT, UnsecuredJWT } from 'jose';
import { serverKeys } from '../keys.ts';
import type { LogEntry } from '../log.ts';
import { accessTokenOf } from './company-browser.fixture.ts';
import { oidcIssuer } from './oidc-issuer.ts';
import { audience, type Issuer, nora, startIssuer } from './oidc-provider.fixture.ts';
import { eitherIssuer, oidcTokens } from './oidc-tokens.ts';
import { staffTokens } from './staff-token.ts';

let issuer: Issuer;
before(async () => {
  issuer = await startIssuer();
});
after(() => issuer.stop());
afterEach(() => {
  issuer.isUp = true;
  issuer.person = nora;
});

const log: LogEntry[] = [];
const own = staffTokens(serverKeys(['the secret of the tests']).staffToken);

/** What takes staff tokens on a server that trusts the issuer; each has a cache of its own. */
function server(changes: Partial<ReturnType<Issuer['config']>> = {}) {
  const config = issuer.config(changes);
  const kept = { now: () => new Date(), log: (entry: LogEntry) => log.push(entry) };
  const options = { issuer: config.issuer, cooldown: 0, rest: 0, ...kept };
  return eitherIssuer(own.verify, oidcTokens(oidcIssuer(options), config), config);
}

const refusal = (code: ErrorCode) => (error: unknown) => isPorticoError(error) && error.code === code;

test('an access token of the issuer speaks for whoever is signed in there, for as long as it lives', async () => {
  const token = await accessTokenOf(issuer);
  const { principal, expiresAt } = await server()(token);
  assert.deepEqual(principal, {
    kind: 'staff',
    email: 'nora.lindqvist@example.com',
    name: 'Nora Lindqvist',
    source: 'crm',
    permissions: new Set(['access:read', 'events:read']),
    accounts: 'all',
  });
  const seconds = (expiresAt.getTime() - Date.now()) / 1000;
  assert.ok(seconds > 60 && seconds <= 120, String(seconds));
});

test('a token of our own is taken beside those of the issuer', async () => {
  const { token } = await own.issue({
    staff: { email: 'grace@example.com', name: 'Grace Example' },
    source: 'crm',
    permissions: [],
  });
  assert.equal((await server()(token)).principal.email, 'grace@example.com');
});

test('a token for somebody else, of somebody else, or that does not end is refused', async () => {
  const verify = server();
  const wrong = {
    'for another API': { aud: 'https://other.example.com' },
    'for the sign-in': { aud: 'portico-admin' },
    'for nobody': { aud: undefined },
    'of another issuer': { iss: 'https://evil.example.com' },
    'of nearly the issuer': { iss: `${issuer.url}/` },
    'that calls itself ours': { iss: 'portico', aud: 'portico:staff' },
    'without an end': { exp: null },
  };
  for (const [title, claims] of Object.entries(wrong)) {
    await assert.rejects(verify(await issuer.sign(claims)), refusal('unauthenticated'), title);
  }
  await verify(await issuer.sign({ aud: ['https://other.example.com', audience] }));
});

test('a token that has expired or is not valid yet is refused, a minute of clock skew apart', async () => {
  const verify = server();
  for (const claims of [{ exp: -30 }, { nbf: 50 }, { iat: 50 }]) await verify(await issuer.sign(claims));
  for (const claims of [{ exp: -61 }, { nbf: 120 }, { iat: 120 }]) {
    await assert.rejects(verify(await issuer.sign(claims)), refusal('unauthenticated'), JSON.stringify(claims));
  }
});

test('a token that is signed with the public key as if it were a secret, or not at all, is refused', async () => {
  const verify = server();
  const [jwk = {}] = issuer.keys;
  const { kty = '', n = '', e = '' } = jwk;
  const published = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
  const claims = { ...nora, iss: issuer.url, aud: audience, exp: Math.floor(Date.now() / 1000) + 300 };
  const secrets = [published.export({ type: 'spki', format: 'pem' }), JSON.stringify({ kty, n, e }), String(n)];
  for (const secret of secrets) {
    const forged = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'first' });
    await assert.rejects(verify(await forged.sign(Buffer.from(secret))), refusal('unauthenticated'));
  }
  await assert.rejects(verify(new UnsecuredJWT(claims).encode()), refusal('unauthenticated'));
  const [head = '', body = '', signature = ''] = (await issuer.sign({})).split('.');
  const other = Buffer.from(JSON.stringify({ ...claims, email: 'eve@example.com' })).toString('base64url');
  for (const changed of [`${head}.${other}.${signature}`, `${head}.${body}.`, `${head}.${body}`, 'a.b.c', '']) {
    await assert.rejects(verify(changed), refusal('unauthenticated'), changed);
  }
});

test('the keys are fetched again for a key that is new, and not for every token that names one', async t => {
  const rotating = await startIssuer();
  t.after(() => rotating.stop());
  const config = rotating.config();
  const options = { issuer: config.issuer, now: () => new Date(), log: () => {} };
  const eager = oidcTokens(oidcIssuer({ ...options, cooldown: 0 }), config);
  const calm = oidcTokens(oidcIssuer({ ...options, cooldown: 3_600_000 }), config);
  const old = await rotating.sign({});
  for (let i = 0; i < 3; i++) await eager(old);
  assert.equal(rotating.keyRequests, 1);

  await rotating.rotate('second');
  await eager(await rotating.sign({}));
  assert.equal(rotating.keyRequests, 2);
  await assert.rejects(eager(old), refusal('unauthenticated'));

  await calm(await rotating.sign({}));
  const before = rotating.keyRequests;
  for (let i = 0; i < 10; i++) {
    await assert.rejects(calm(await rotating.sign({}, { kid: `guess ${i}` })), refusal('unauthenticated'));
  }
  assert.equal(rotating.keyRequests, before);
});

test('while the issuer is away its tokens are answered with a later, and ours as ever; then they are taken', async () => {
  const verify = server();
  const token = await issuer.sign({});
  issuer.isUp = false;
  for (let i = 0; i < 2; i++) {
    const isLater = (error: unknown) =>
      isPorticoError(error) && error.code === 'unavailable' && Number(error.retryAfter) > 0;
    await assert.rejects(verify(token), isLater);
  }
  assert.ok(log.some(entry => entry.event === 'oidc.unavailable'));
  const ours = await own.issue({
    staff: { email: 'grace@example.com', name: 'Grace' },
    source: 'crm',
    permissions: [],
  });
  await verify(ours.token);
  issuer.isUp = true;
  assert.equal((await verify(token)).principal.email, nora.email);
  // What it has said once is kept.
  issuer.isUp = false;
  await verify(token);
});

test('an issuer that is away is asked once in a while, and told of once for each outage', async t => {
  const away = await startIssuer();
  t.after(() => away.stop());
  const config = away.config();
  const told: string[] = [];
  const clock = { ahead: 0 };
  const options = {
    issuer: config.issuer,
    cooldown: 0,
    now: () => new Date(Date.now() + clock.ahead),
    log: ({ event }: LogEntry) => told.push(event),
  };
  const verify = oidcTokens(oidcIssuer(options), config);
  const good = await away.sign({});
  const bad = () => away.sign({}, { kid: crypto.randomUUID() });
  const failAll = async () => {
    for (let i = 0; i < 5; i++) await assert.rejects(verify(await bad()), refusal('unavailable'));
  };

  away.isUp = false;
  await failAll();
  assert.deepEqual([away.requests, told], [1, ['oidc.unavailable']], 'by its configuration');
  clock.ahead += 10_000;
  await failAll();
  assert.deepEqual([away.requests, told], [2, ['oidc.unavailable']], 'it is still the same outage');
  away.isUp = true;
  await assert.rejects(verify(good), refusal('unavailable'), 'it is left alone');
  clock.ahead += 10_000;
  await verify(good);
  assert.deepEqual(told, ['oidc.unavailable', 'oidc.back']);

  const before = away.requests;
  away.isUp = false;
  await failAll();
  assert.deepEqual([away.requests - before, told.length], [1, 3], 'by its keys');
  await verify(good);
  away.isUp = true;
  clock.ahead += 10_000;
  await assert.rejects(verify(await bad()), refusal('unauthenticated'));
  assert.deepEqual(told, ['oidc.unavailable', 'oidc.back', 'oidc.unavailable', 'oidc.back']);
});

test('a token whose end is no time, or beyond all time, is refused', async () => {
  const verify = server();
  for (const exp of [1e17, -1e17, 1e300, '1e17', 'NaN', '', {}, [], true]) {
    await assert.rejects(verify(await issuer.sign({ exp })), refusal('unauthenticated'), String(exp));
  }
  const { expiresAt } = await verify(await issuer.sign({ exp: 8.6e12 }));
  assert.ok(expiresAt.getUTCFullYear() > 200_000);
});

test('an issuer that calls itself otherwise is not believed', async () => {
  const config = issuer.config({ issuer: issuer.url.replace('127.0.0.1', 'localhost') });
  const named = oidcIssuer({ issuer: config.issuer, now: () => new Date(), log: () => {} });
  const token = await issuer.sign({ iss: config.issuer });
  await assert.rejects(oidcTokens(named, config)(token), refusal('unavailable'));
});

test('a token without the claim that lists the accounts is refused by its name', async () => {
  const verify = server({ accounts: 'accounts' });
  const isNamed = (error: unknown) =>
    isPorticoError(error) && error.code === 'forbidden' && error.message.includes('claim accounts');
  await assert.rejects(verify(await accessTokenOf(issuer)), isNamed);
  issuer.person = { ...nora, accounts: ['001A'] };
  assert.deepEqual((await verify(await accessTokenOf(issuer))).principal.accounts, ['001A']);
});
