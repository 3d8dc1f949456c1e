import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import type { OidcConfig } from '../config.ts';
import { judgeClock } from './clock.ts';
import { assertFound } from './finding.fixture.ts';
import { examineIssuer } from './issuer.ts';

let ahead = 0;
const answers: Record<string, unknown> = {};
const server = createServer(({ url = '' }, response) => {
  const answer = answers[url];
  response.setHeader('date', new Date(Date.now() + ahead).toUTCString());
  response.writeHead(answer === undefined ? 404 : 200).end(JSON.stringify(answer));
}).listen(0, '127.0.0.1');
await once(server, 'listening');
after(() => server.close());
const address = server.address();
const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
const discovery = '/.well-known/openid-configuration';

const oidc: OidcConfig = {
  issuer,
  audience: 'portico',
  source: 'crm',
  permissionsClaim: 'permissions',
  accounts: 'all',
  name: 'Example Ltd',
};

test('an issuer that is as it should be is fine, and so is none', async () => {
  answers[discovery] = { issuer, jwks_uri: `${issuer}/keys` };
  answers['/keys'] = { keys: [{ kty: 'OKP' }] };
  assertFound(await examineIssuer({ oidc }), 'fine', /answers/);
  assertFound(await examineIssuer({ oidc }), 'fine', /It has 1 key/);
  assertFound(await examineIssuer({ oidc }), 'fine', /clock of the issuer agrees/);
  assertFound(await examineIssuer({}), 'fine', /No issuer is set/);
});

test('an issuer that signs with no key, goes by another name or is none is to be mended', async () => {
  answers['/keys'] = { keys: [] };
  assertFound(await examineIssuer({ oidc }), 'mend', /no keys/, /configuration of the issuer/);
  answers[discovery] = { issuer: `${issuer}/`, jwks_uri: `${issuer}/keys` };
  assertFound(await examineIssuer({ oidc }), 'mend', /calls itself/, /exactly that/);
  answers[discovery] = { hello: 'world' };
  assertFound(await examineIssuer({ oidc }), 'mend', /something else/, /PORTICO_OIDC_ISSUER/);
  delete answers[discovery];
  assertFound(await examineIssuer({ oidc }), 'mend', /answered with 404/, /PORTICO_OIDC_ISSUER/);
});

test('a clock that is wrong is told by the issuer’s', async () => {
  answers[discovery] = { issuer, jwks_uri: `${issuer}/keys` };
  ahead = -3_600_000;
  assertFound(await examineIssuer({ oidc }), 'mend', /clock of the issuer is 3\d{3}\.\d s behind/, /NTP/);
});

test('two seconds are fine between clocks, half a minute is the most', () => {
  assertFound([judgeClock('the database', 2000)], 'fine', /agrees/);
  assertFound([judgeClock('the database', -20_000)], 'consider', /20\.0 s behind/, /NTP/);
  assertFound([judgeClock('the database', 30_001)], 'mend', /30\.0 s ahead/, /NTP/);
});
