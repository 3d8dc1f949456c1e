import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publicOrigin } from '../app.fixture.ts';
import type { OidcConfig } from '../config.ts';
import { startPortal } from '../start.fixture.ts';

const oidc: OidcConfig = {
  issuer: 'https://login.example.com',
  audience: 'https://access.example.com',
  source: 'crm',
  permissionsClaim: 'permissions',
  accounts: 'served',
  clientId: 'portico-admin',
  name: 'Example Ltd',
};

test('one network brings back a limited number of answers, whatever they are', async t => {
  const portal = await startPortal({ oidc, trustedProxies: 1 });
  t.after(() => portal.server.stop());
  const visit = async (address: string) => {
    const headers = { 'x-forwarded-for': address };
    const answer = await portal.server.fetch(new Request(`${publicOrigin}/admin/oidc/callback?code=x`, { headers }));
    assert.equal(answer.status, 302);
    return new URL(answer.headers.get('location') ?? '', publicOrigin).searchParams.get('problem');
  };
  const problems = [];
  for (let i = 0; i < 62; i++) problems.push(await visit('192.0.2.1'));
  assert.deepEqual(problems, [...Array(60).fill('expired'), 'unavailable', 'unavailable']);
  assert.equal(await visit('192.0.2.2'), 'expired');
  assert.ok(portal.log.every(({ level }) => level !== 'error'));
});
