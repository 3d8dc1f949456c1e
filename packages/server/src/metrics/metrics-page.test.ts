import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import { publicOrigin } from '../app.fixture.ts';
import type { ConnectionBindings } from '../http/client-address.ts';
import { problemResponse } from '../http/problem.ts';
import { openMetrics } from './metrics.ts';
import { metricsPage } from './metrics-page.ts';

const token = 'token-of-the-scraper';
const stranger = '192.0.2.1';

interface Scrape {
  address: string;
  token?: string;
  origin?: string;
  headers?: Record<string, string>;
}

async function scrape({ address, token, origin = publicOrigin, headers }: Scrape) {
  const app = new Hono<{ Bindings: ConnectionBindings }>();
  app.get('/metrics', metricsPage({ metrics: openMetrics(), publicOrigin, token }));
  app.onError(problemResponse);
  const request = new Request(`${origin}/metrics`, headers ? { headers } : {});
  return app.fetch(request, { incoming: { socket: { remoteAddress: address } } });
}

test('without a token only connections from this machine are answered, as if nothing were there', async () => {
  const local = await scrape({ address: '127.0.0.1' });
  assert.equal(local.status, 200);
  assert.match(local.headers.get('content-type') ?? '', /^text\/plain; version=/);
  assert.equal(local.headers.get('cache-control'), 'no-store');
  assert.equal((await scrape({ address: '::1', origin: 'http://127.0.0.1:4400' })).status, 200);
  assert.equal((await scrape({ address: stranger })).status, 404);
  assert.equal((await scrape({ address: stranger, headers: { authorization: 'Bearer ' } })).status, 404);
});

test('a proxy on this machine, or a name that somebody points at it, opens nothing', async () => {
  for (const name of ['X-Forwarded-For', 'X-Forwarded-Proto', 'X-Real-IP', 'Forwarded', 'Via']) {
    assert.equal((await scrape({ address: '127.0.0.1', headers: { [name]: stranger } })).status, 404, name);
  }
  assert.equal((await scrape({ address: '127.0.0.1', origin: 'http://rebound.example.net' })).status, 404);
});

test('whoever shows the token is answered, and nobody with another one', async () => {
  const ask = (authorization?: string) =>
    scrape({ address: stranger, token, ...(authorization && { headers: { authorization } }) });
  assert.equal((await ask(`Bearer ${token}`)).status, 200);
  for (const wrong of [undefined, `Bearer ${token}x`, 'Bearer ', token, `Basic ${token}`]) {
    const refused = await ask(wrong);
    assert.equal(refused.status, 401);
    assert.equal(refused.headers.get('www-authenticate'), 'Bearer');
  }
});
