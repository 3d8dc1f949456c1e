import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { publicOrigin } from '../app.fixture.ts';
import { serverKeys } from '../keys.ts';
import { openTestDatabase } from '../postgres/test-database.fixture.ts';
import { authLibrary } from './auth-library.ts';

const database = await openTestDatabase();
after(() => database.close());

test('what else needs a thread does not wait for all the passwords that are hashed', async () => {
  const auth = authLibrary({ database, publicOrigin, keys: serverKeys(['the secret of the tests']).session });
  await auth.hash('the first one waits until the library is ready');
  let hashed = 0;
  const all = Array.from({ length: 16 }, async (_, index) => {
    await auth.hash(`password number ${index}`);
    hashed++;
  });
  await setImmediate();
  await crypto.subtle.digest('SHA-256', new Uint8Array(1));
  assert.ok(hashed < all.length / 2, `${hashed} were hashed before`);
  await Promise.all(all);
});
