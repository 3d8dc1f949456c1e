import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { Hono } from 'hono';
import { problemResponse } from '../http/problem.ts';
import { pagesApp } from './pages.ts';

const folder = await mkdtemp(join(tmpdir(), 'portico-pages-'));
for (const [page, file] of [
  ['portal', 'index.html'],
  ['admin', 'admin.html'],
] as const) {
  await mkdir(join(folder, page, 'assets'), { recursive: true });
  await writeFile(join(folder, page, file), `<title>Client portal</title><p>${page}</p>`);
  await writeFile(join(folder, page, 'assets', 'index-abc123.js'), page);
}
await writeFile(join(folder, 'secret.js'), 'secret');
after(() => rm(folder, { recursive: true }));

const app = served(folder);

test('every page of the portal is the same inert page under a strict policy, with the portal’s name in it', async () => {
  for (const page of ['', 'register', 'reset', 'sign-in', 'forgot']) await assertPage('portal', page);
});

test('every admin page is the same inert page, whatever record it is of', async () => {
  for (const page of ['', 'sign-in', 'accounts/001A', 'accounts/portico%3A1f%2F2.js', 'contacts/a.b']) {
    await assertPage('admin', page);
  }
});

test('the paths without a slash lead on', async () => {
  for (const page of ['portal', 'admin']) {
    const response = await app.request(`/${page}`);
    assert.deepEqual([response.status, response.headers.get('location')], [308, `/${page}/`]);
  }
});

test('a password manager is led to where a password is changed', async () => {
  const response = await app.request('/.well-known/change-password');
  assert.deepEqual([response.status, response.headers.get('location')], [302, '/portal/forgot']);
  const none = '/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200';
  assert.equal((await app.request(none)).status, 404);
});

test('files whose names carry a hash are kept by browsers', async () => {
  for (const page of ['portal', 'admin']) {
    const response = await app.request(`/${page}/assets/index-abc123.js`);
    assert.match(response.headers.get('cache-control') ?? '', /immutable/);
    assert.match(response.headers.get('content-type') ?? '', /^text\/javascript/);
    assert.equal(await response.text(), page);
  }
});

test('no path leads out of the folder', async () => {
  const paths = [
    'assets/..%2F..%2Fsecret.js',
    '..%2Fsecret.js',
    'assets/none.js',
    'other',
    'index.html',
    'accounts/a/b',
  ];
  for (const page of ['portal', 'admin']) {
    for (const path of paths) assert.equal((await app.request(`/${page}/${path}`)).status, 404, path);
  }
});

test('pages that are not built say how to build them', async () => {
  const empty = served(join(folder, 'none'));
  for (const page of ['portal', 'admin']) {
    const response = await empty.request(`/${page}/`);
    assert.equal(response.status, 503);
    assert.match((await response.json()).title, /pnpm build/);
  }
});

function served(built: string): Hono {
  const folders = { portalFolder: join(built, 'portal'), adminFolder: join(built, 'admin') };
  const pages = new Hono().route('/', pagesApp({ name: 'A & <B>', ...folders }));
  pages.onError(problemResponse);
  return pages;
}

async function assertPage(mount: 'portal' | 'admin', path: string): Promise<void> {
  const response = await app.request(`/${mount}/${path}`);
  assert.equal(response.status, 200, path);
  assert.match(response.headers.get('content-security-policy') ?? '', /script-src 'self'.*frame-ancestors 'none'/);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const text = await response.text();
  assert.match(text, /<title>A &#38; &#60;B&#62;<\/title>/);
  assert.match(text, new RegExp(`<p>${mount}</p>`));
}
