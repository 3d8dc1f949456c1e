import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { isPorticoError } from '@portico/core';
import { Hono } from 'hono';
import { problemResponse } from '../http/problem.ts';
import { portalApp } from './portal.ts';

const folder = await mkdtemp(join(tmpdir(), 'portico-portal-'));
await mkdir(join(folder, 'dist', 'assets'), { recursive: true });
await writeFile(join(folder, 'dist', 'index.html'), '<title>Client portal</title>');
await writeFile(join(folder, 'dist', 'assets', 'index-abc123.js'), '1');
await writeFile(join(folder, 'secret.js'), 'secret');
after(() => rm(folder, { recursive: true }));

const app = new Hono().route('/portal/', portalApp({ folder: join(folder, 'dist'), name: 'A & <B>' }));
app.onError(error => problemResponse(isPorticoError(error) ? error : new Error('unexpected')));

test('every page of the portal is the same inert page under a strict policy, with the portal’s name in it', async () => {
  for (const page of ['', 'register', 'reset', 'sign-in', 'forgot']) {
    const response = await app.request(`/portal/${page}`);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-security-policy') ?? '', /script-src 'self'.*frame-ancestors 'none'/);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.match(await response.text(), /<title>A &#38; &#60;B&#62;<\/title>/);
  }
});

test('files whose names carry a hash are kept by browsers', async () => {
  const response = await app.request('/portal/assets/index-abc123.js');
  assert.match(response.headers.get('cache-control') ?? '', /immutable/);
  assert.match(response.headers.get('content-type') ?? '', /^text\/javascript/);
});

test('no path leads out of the folder', async () => {
  for (const path of ['assets/..%2F..%2Fsecret.js', '..%2Fsecret.js', 'assets/none.js', 'other', 'index.html']) {
    assert.equal((await app.request(`/portal/${path}`)).status, 404, path);
  }
});

test('a portal that is not built says how to build it', async () => {
  const empty = new Hono().route('/portal/', portalApp({ folder: join(folder, 'none'), name: 'x' }));
  empty.onError(error => problemResponse(error));
  const response = await empty.request('/portal/');
  assert.equal(response.status, 503);
  assert.match((await response.json()).title, /pnpm build/);
});
