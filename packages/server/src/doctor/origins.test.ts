import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import type { ServerOptions } from '../config.ts';
import { configFromOptions } from '../read-config.ts';
import { assertFound } from './finding.fixture.ts';
import { examineOrigins, judgeAllowedOrigins, judgeProxies, judgePublicOrigin } from './origins.ts';

const at = (options: ServerOptions) => configFromOptions(options);
const publicOrigin = 'https://access.example.com';

test('an address that others use has https', () => {
  assertFound([judgePublicOrigin(at({ publicOrigin }))], 'fine', /access\.example\.com/);
  assertFound([judgePublicOrigin(at({}))], 'fine', /on this machine only/);
  assertFound([judgePublicOrigin(at({ publicOrigin: 'http://access.example.com' }))], 'mend', /unprotected/, /End TLS/);
  assertFound([judgePublicOrigin(at({ host: '0.0.0.0' }))], 'consider', /reader's own machine/, /PORTICO_PUBLIC_URL/);
});

test('pages that may call the API are named, and come by https', () => {
  const judged = (...allowedOrigins: string[]) => [judgeAllowedOrigins(at({ allowedOrigins }))];
  assertFound(judged('https://crm.example.com', 'http://localhost:3000'), 'fine', /crm\.example\.com/);
  assertFound(judged('http://crm.example.com'), 'consider', /whoever is on their way/, /https/);
  assertFound(judged(), 'consider', /no CRM can embed/, /PORTICO_ALLOWED_ORIGINS/);
});

test('the proxy that TLS ends at is counted', () => {
  assertFound([judgeProxies(at({ publicOrigin, trustedProxies: 2 }))], 'fine', /2 of your proxies/);
  assertFound([judgeProxies(at({}))], 'fine', /No proxy/);
  assertFound([judgeProxies(at({ publicOrigin }))], 'consider', /none is counted/, /PORTICO_TRUSTED_PROXIES/);
});

test('the public address is asked whether a server answers there', async () => {
  let status = 200;
  const server = createServer((_, response) => response.writeHead(status).end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const look = () => examineOrigins(at({ publicOrigin: `http://127.0.0.1:${port}` }));
  assertFound(await look(), 'fine', /healthz answers from here/);
  status = 502;
  assertFound(await look(), 'consider', /answers with 502/, /proxy/);
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
  assertFound(await look(), 'consider', /does not answer from here/, /Start the server/);
});
