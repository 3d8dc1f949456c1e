import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dispatchByHost } from './host-dispatch.ts';

test('each name is its own site, and any other name is refused', async () => {
  const answer = dispatchByHost({
    '127.0.0.1:4400': () => new Response('crm'),
    'localhost:4400': () => new Response('portal'),
  });
  const ask = async (url: string) => answer(new Request(url), undefined);
  assert.equal(await (await ask('http://127.0.0.1:4400/')).text(), 'crm');
  assert.equal(await (await ask('http://LOCALHOST:4400/')).text(), 'portal');
  for (const foreign of ['http://evil.example.com:4400/', 'http://localhost/', 'http://constructor/']) {
    assert.equal((await ask(foreign)).status, 421);
  }
});
