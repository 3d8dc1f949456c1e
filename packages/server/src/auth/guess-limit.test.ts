import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serverKeys } from '../keys.ts';
import type { Database } from '../postgres/database.ts';
import { rateLimits } from '../postgres/schema.ts';
import { openTestDatabase } from '../postgres/test-database.fixture.ts';
import { guessLimit } from './guess-limit.ts';

const login = 'ada@example.com';
let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const limitWith = (...secrets: string[]) => guessLimit(database.db, serverKeys(secrets).limit);
const namesOf = (limit: ReturnType<typeof limitWith>) =>
  limit.signInCounters(login, '192.0.2.1', false).map(({ key }) => key);

test('a login’s tries are forgotten under the older key too', async () => {
  const [before, after] = [limitWith('the older secret'), limitWith('the newer secret', 'the older secret')];
  for (const limit of [before, after]) {
    await limit.take(limit.signInCounters(login, '192.0.2.1', false));
    await limit.take(limit.signInCounters(login, '192.0.2.1', true));
  }
  await after.forgive(database.db, login);
  const left = await database.db.select().from(rateLimits);
  assert.deepEqual(
    left.map(({ key }) => key),
    ['sign-in-from:192.0.2.1'],
  );
});

test('a rotation names the counters of a login anew, and those of a network as before', () => {
  const [before, after] = [limitWith('the older secret'), limitWith('the newer secret', 'the older secret')];
  const shared = namesOf(after).filter(name => namesOf(before).includes(name));
  assert.deepEqual(shared, ['sign-in-from:192.0.2.1']);
  assert.ok(!namesOf(after).some(name => name.includes('ada')));
});
