import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { PorticoError } from '@portico/core';
import { type AdminOptions, createAdmin } from './app.ts';

const origin = 'http://127.0.0.1:4400';
const customer = {
  id: '001A',
  name: 'Acme <b>Health</b>',
  market: 'Germany',
  industry: 'Healthcare',
  city: 'Berlin',
  phone: '+49 30 5550100',
  active: true,
  membershipEnd: null,
};
const contact = {
  id: '003A',
  accountId: '001A',
  firstName: 'Ada',
  lastName: '<script>alert(1)</script>',
  email: 'ada@example.com',
  phone: null,
  jobTitle: null,
};

describe('pages', () => {
  test('name the hash of exactly the script that is served', async () => {
    const { get } = admin();
    const page = await (await get('/old-admin/')).text();
    const [, src = '', integrity] = /<script [^>]*src="([^"]*record-page[^"]*)" integrity="([^"]*)"/.exec(page) ?? [];
    const script = await get(src);
    assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
    const hash = createHash('sha384')
      .update(new Uint8Array(await script.arrayBuffer()))
      .digest('base64');
    assert.equal(integrity, `sha384-${hash}`);
  });

  test('show hostile names as text, and hold no code of their own', async () => {
    const { get } = admin();
    const paths = ['/old-admin/', '/old-admin/customers/001A?tab=notes', '/old-admin/contacts/003A', '/old-admin/none'];
    for (const path of paths) {
      const answer = await get(path);
      assert.match(
        answer.headers.get('content-security-policy') ?? '',
        /script-src 'self'; style-src 'self';.*trusted-types/,
      );
      const text = await answer.text();
      assert.doesNotMatch(text, /<b>Health|\sstyle=|\son\w+=|<style|<script(?![^>]*src=)/);
    }
    assert.ok((await (await get('/old-admin/contacts/003A')).text()).includes('Ada &lt;script&gt;alert(1)'));
  });

  test('find customers by a part of their name or market', async () => {
    const { get } = admin();
    assert.ok((await (await get('/old-admin/?q=germ')).text()).includes('1 customer<'));
    assert.ok((await (await get('/old-admin/?q=spain')).text()).includes('0 customers'));
  });

  test('keep a note and changed details', async () => {
    const { get, post } = admin();
    const noted = await post('/old-admin/customers/001A/notes', { text: 'Call <them>' });
    assert.equal(noted.status, 303);
    assert.ok((await (await get(noted.headers.get('location') ?? '')).text()).includes('Call &lt;them&gt;'));
    const saved = await post('/old-admin/customers/001A', { city: 'Hamburg', phone: '' });
    assert.match(
      await (await get(saved.headers.get('location') ?? '')).text(),
      /have been saved[\s\S]*value="Hamburg"/,
    );
    assert.ok((await (await get('/old-admin/')).text()).includes('Hamburg'));
  });

  test('lead from the id that Portico gave to the page of the record', async () => {
    const { get } = admin();
    const answer = await get('/old-admin/contacts/portico:1');
    assert.equal(answer.headers.get('location'), '/old-admin/contacts/003A');
    assert.equal((await get('/old-admin/contacts/003Z')).status, 404);
  });

  test('say that they cannot be shown, and tell of it, where Portico or the records fail', async () => {
    const failures: unknown[] = [];
    const records = { customers: () => [], contacts: () => [], findContact: () => Promise.reject(new Error('gone')) };
    const { get } = admin({ records, onFailure: failure => failures.push(failure) });
    const answer = await get('/old-admin/contacts/portico:1');
    assert.deepEqual([answer.status, answer.headers.get('content-type')], [503, 'text/html; charset=UTF-8']);
    assert.match(await answer.text(), /cannot be shown now/);
    assert.deepEqual(failures.map(String), ['Error: gone']);
  });

  test('serve no file but those of the panel', async () => {
    const { get } = admin();
    assert.equal((await get('/old-admin/static/panel.css')).status, 200);
    for (const path of ['/old-admin/static/%2e%2e/package.json', '/old-admin/static/..%2fpackage.json']) {
      assert.equal((await get(path)).status, 404, path);
    }
  });
});

describe('the token endpoint', () => {
  test('answers the own pages, and no cache keeps it', async () => {
    const { post } = admin();
    const answer = await post('/old-admin/token');
    assert.deepEqual(await answer.json(), { token: 'token', expiresAt: '2030-01-01T00:00:00.000Z' });
    assert.equal(answer.headers.get('cache-control'), 'no-store');
  });

  test('refuses other sites and callers that do not say where they come from', async () => {
    const { post } = admin();
    const json = { 'content-type': 'application/json' };
    for (const headers of [
      { origin: 'https://evil.example.com', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example.com', ...json },
      { origin: 'null', ...json },
      json,
      {},
    ] as Record<string, string>[]) {
      assert.equal((await post('/old-admin/token', undefined, headers)).status, 403);
    }
  });

  test('tells that Portico cannot be reached', async () => {
    const { post } = admin({ createToken: () => Promise.reject(new PorticoError('unavailable')) });
    const answer = await post('/old-admin/token');
    assert.equal(answer.status, 503);
    assert.equal((await answer.json()).code, 'unavailable');
  });
});

/** The panel over one customer with one contact. */
function admin(more: Partial<AdminOptions> = {}) {
  const app = createAdmin({
    origin,
    porticoUrl: 'http://localhost:4400',
    staffName: 'Nora Lindqvist',
    createToken: async () => ({ token: 'token', expiresAt: '2030-01-01T00:00:00.000Z' }),
    records: {
      customers: () => [customer],
      contacts: () => [contact],
      findContact: async id => (['003A', 'portico:1'].includes(id) ? contact : undefined),
    },
    ...more,
  });
  return {
    get: (path: string) => app.request(origin + path),
    post: (path: string, body?: Record<string, string>, headers: Record<string, string> = { origin }) =>
      app.request(origin + path, { method: 'POST', headers, ...(body && { body: new URLSearchParams(body) }) }),
  };
}
