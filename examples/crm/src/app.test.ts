import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { type Contact, PorticoError } from '@portico/core';
import { createCrm } from './app.ts';
import type { Portico } from './portico.ts';
import { sampleData } from './sample-data.ts';
import { openStore } from './store.ts';

const origin = 'http://127.0.0.1:4400';
const order = '801Pt0000000D01IAE';
const hostile = '003Pt0000000C12IAE';
const partner = '005Pt0000000S04IAE';
const executive = '005Pt0000000S02IAE';
const created = 'portico:7b0f9c5e-6c1d-4a53-9d3b-0d6a3f1f2a11';
const ownHeaders = { origin, 'sec-fetch-site': 'same-origin' };

const scratch = mkdtempSync(join(tmpdir(), 'crm-'));
after(() => rmSync(scratch, { recursive: true }));

describe('pages', () => {
  test('show hostile names as text', async () => {
    const { get } = crm();
    const page = await (await get(`/crm/contacts/${hostile}`)).text();
    assert.ok(page.includes('&lt;b&gt;Robert&lt;/b&gt; O&#39;Neill &lt;script&gt;alert(1)&lt;/script&gt;'));
    assert.ok(!page.includes('<b>Robert') && !page.includes('<script>'));
    const search = await (await get(`/crm/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`)).text();
    assert.ok(!search.includes('<script>'));
  });

  test('send a policy without inline code, and hold none', async () => {
    const { get } = crm();
    for (const path of ['/', '/crm/', `/crm/orders/${order}`, '/crm/orders/none']) {
      const answer = await get(path);
      assert.match(
        answer.headers.get('content-security-policy') ?? '',
        /script-src 'self'; style-src 'self'; require-trusted-types-for 'script'/,
      );
      assert.doesNotMatch(await answer.text(), /\sstyle=|\son\w+=|<style|<script(?![^>]*src=)/);
    }
  });

  test('open the tab that is asked for, Dashboard Access where none is', async () => {
    const { get } = crm();
    assert.match(await (await get(`/crm/orders/${order}`)).text(), /id="tab-access"[^>]*aria-selected="true"/);
    const page = await (await get(`/crm/orders/${order}?tab=details`)).text();
    assert.match(page, /id="tab-details"[^>]*aria-selected="true"/);
    assert.match(page, /id="panel-access"[^>]*hidden/);
  });

  test('are found by an id of 15 and of 18 characters', async () => {
    const { get } = crm();
    assert.equal((await get(`/crm/orders/${order}`)).status, 200);
    assert.equal((await get(`/crm/orders/${order.slice(0, 15)}`)).status, 200);
    assert.equal((await get('/crm/orders/801Pt0000000d01')).status, 404);
  });

  test('show a partner no more than the own accounts', async () => {
    const { get } = crm();
    const asPartner = { cookie: `crm_staff=${partner}` };
    assert.equal((await get('/crm/accounts/001Pt0000000A01IAE', asPartner)).status, 200);
    assert.equal((await get('/crm/accounts/001Pt0000000A02IAE', asPartner)).status, 404);
    assert.equal((await get(`/crm/contacts/${hostile}`, asPartner)).status, 404);
    assert.ok(!(await (await get('/crm/search?q=o', asPartner)).text()).includes('oneill'));
  });

  test('show an account executive the accounts they serve', async () => {
    const { get } = crm();
    const asExecutive = { cookie: `crm_staff=${executive}` };
    assert.equal((await get('/crm/accounts/001Pt0000000A02IAE', asExecutive)).status, 200);
    assert.equal((await get(`/crm/contacts/${hostile}`, asExecutive)).status, 200);
    assert.equal((await get('/crm/accounts/001Pt0000000A01IAE', asExecutive)).status, 404);
    assert.equal((await get(`/crm/orders/${order}`, asExecutive)).status, 404);
  });
});

describe('the search', () => {
  test('leads from an address to its contact, whatever its letter case', async () => {
    const { get } = crm();
    const answer = await get('/crm/search?q=ADA.Keller%40acme.example.com');
    assert.equal(answer.headers.get('location'), '/crm/contacts/003Pt0000000C01IAE');
  });

  test('finds people, accounts and orders by a part of their name, with or without accents', async () => {
    const { get } = crm();
    const page = async (text: string) => (await get(`/crm/search?q=${encodeURIComponent(text)}`)).text();
    assert.ok((await page('lucia')).includes('Lucía Navarro'));
    assert.ok((await page('globex')).includes('Globex Foods'));
    assert.ok((await page('00000105')).includes('/crm/orders/801Pt0000000D05IAE'));
    assert.ok((await page('nobody')).includes('Nothing matches'));
  });
});

describe('the token endpoint', () => {
  test('gives the signed-in member of staff a token that no cache keeps', async () => {
    const { post, asked } = crm();
    const answer = await post('/portico-token', undefined, { ...ownHeaders, cookie: `crm_staff=${partner}` });
    assert.deepEqual(await answer.json(), { token: 'token', expiresAt: '2030-01-01T00:00:00.000Z' });
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.deepEqual(asked, ['pablo.ferrer@partner.example.com']);
  });

  test('refuses other sites and callers that do not say where they come from', async () => {
    const { post, asked } = crm();
    const foreign = [
      { origin: 'https://evil.example.com', 'sec-fetch-site': 'cross-site' },
      { origin, 'sec-fetch-site': 'cross-site' },
      { origin: 'http://localhost:4400' },
      { origin: 'null' },
      {},
    ];
    for (const headers of foreign) assert.equal((await post('/portico-token', undefined, headers)).status, 403);
    assert.deepEqual(asked, []);
  });

  test('tells that Portico cannot be reached', async () => {
    const { post } = crm({ createToken: () => Promise.reject(new PorticoError('unavailable')) });
    assert.equal((await post('/portico-token')).status, 503);
  });
});

describe('adoption', () => {
  test('makes one contact and links it, however often it is asked at once', async () => {
    const { post, store, linked } = crm();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post('/crm/contacts/adopt', { contactId: created })),
    );
    const ids = new Set(await Promise.all(answers.map(async answer => ((await answer.json()) as { id: string }).id)));
    const made = store.data.contacts.filter(({ porticoId }) => porticoId === created);
    assert.equal(made.length, 1);
    assert.deepEqual([...ids], [made[0]?.id]);
    assert.equal(linked.get(created), made[0]?.id);
    assert.equal(made[0]?.lastName, 'New');
  });

  test('goes on with the record of an adoption whose link failed', async () => {
    let failures = 1;
    const { get, store, linked } = crm({
      beforeLink: () => {
        if (failures-- > 0) throw new PorticoError('unavailable');
      },
    });
    assert.equal((await get(`/crm/contacts/${created}`)).status, 503);
    const answer = await get(`/crm/contacts/${encodeURIComponent(created)}`);
    const made = store.data.contacts.filter(({ porticoId }) => porticoId === created);
    assert.equal(made.length, 1);
    assert.equal(answer.headers.get('location'), `/crm/contacts/${made[0]?.id}`);
    assert.equal(linked.get(created), made[0]?.id);
  });

  test('is refused to other sites, for other ids and for unknown people', async () => {
    const { post, store } = crm();
    assert.equal((await post('/crm/contacts/adopt', { contactId: created }, {})).status, 403);
    assert.equal((await post('/crm/contacts/adopt', { contactId: hostile })).status, 422);
    assert.equal((await post('/crm/contacts/adopt', [])).status, 422);
    assert.equal((await post('/crm/contacts/adopt', { contactId: 'portico:none' })).status, 404);
    assert.equal(store.data.contacts.length, sampleData.contacts.length);
  });
});

test('a switch of staff leads back to the page, and to no other site', async () => {
  const { post } = crm();
  const form = (returnTo: string) => post('/crm/staff', new URLSearchParams({ staff: partner, returnTo }));
  const answer = await form(`/crm/orders/${order}`);
  assert.equal(answer.headers.get('location'), `/crm/orders/${order}`);
  assert.match(
    answer.headers.get('set-cookie') ?? '',
    new RegExp(`crm_staff=${partner}; Path=/; HttpOnly; SameSite=Lax`),
  );
  for (const target of ['//evil.example.com', 'https://evil.example.com', '/\\evil.example.com']) {
    assert.equal((await form(target)).headers.get('location'), '/crm/');
  }
});

test('a file is kept for ever under the address that names its content, and else by its ETag', async () => {
  const { get } = crm();
  const href = /\/crm\/crm\.css\?v=[\w-]+/.exec(await (await get('/crm/')).text())?.[0] ?? '';
  assert.match((await get(href)).headers.get('cache-control') ?? '', /immutable/);
  const plain = await get('/crm/crm.css');
  assert.equal(plain.headers.get('cache-control'), 'no-cache');
  const etag = plain.headers.get('etag') ?? '';
  assert.equal((await get('/crm/crm.css', { 'if-none-match': etag })).status, 304);
});

/** The CRM over a Portico that knows one person whom the CRM has no record of. */
function crm({ createToken, beforeLink }: { createToken?: Portico['createToken']; beforeLink?: () => void } = {}) {
  const asked: string[] = [];
  const linked = new Map<string, string>();
  const person: Omit<Contact, 'id'> = {
    accountId: '001Pt0000000A01IAE',
    firstName: 'Nina',
    lastName: 'New',
    email: 'nina.new@acme.example.com',
    phone: null,
    jobTitle: null,
    userState: 'invited',
  };
  const portico: Portico = {
    createToken:
      createToken ??
      (async ({ email }) => {
        asked.push(email);
        return { token: 'token', expiresAt: '2030-01-01T00:00:00.000Z' };
      }),
    sync: async () => [],
    async readContact(_, id) {
      await new Promise(setImmediate);
      if (id !== created) throw new PorticoError('not-found');
      return { ...person, id: linked.get(id) ?? id };
    },
    async linkContact(_, id, crmId) {
      beforeLink?.();
      linked.set(id, crmId);
    },
  };
  const store = openStore(join(mkdtempSync(join(scratch, 'store-')), 'crm.json'), sampleData);
  const app = createCrm({ origin, porticoUrl: 'http://localhost:4400', portico, store });
  return {
    store,
    asked,
    linked,
    get: (path: string, headers: Record<string, string> = {}) => app.request(origin + path, { headers }),
    post: (path: string, body?: object, headers: Record<string, string> = ownHeaders) =>
      app.request(origin + path, {
        method: 'POST',
        headers,
        ...(body && { body: body instanceof URLSearchParams ? body : JSON.stringify(body) }),
      }),
  };
}
