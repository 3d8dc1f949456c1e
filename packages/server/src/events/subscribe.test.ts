import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { PorticoError } from '@portico/core';
import { principal } from '../app.fixture.ts';
import { openTestDatabase } from '../postgres/test-database.fixture.ts';
import { type EventFeed, openEventFeed } from './feed.ts';
import { subscribe } from './subscribe.ts';

// A rejection that nobody handles fails a test here, as it would end the server.

test('a start that fails while the feed is still being followed fails the subscription, and not the process', async () => {
  const lost = async () => {
    throw new PorticoError('unavailable');
  };
  const following = Promise.withResolvers<() => void>();
  let isStopped = false;
  const follow = () => following.promise;
  const feed: EventFeed = { now: lost, since: lost, read: lost, follow, close: async () => {} };
  const { signal } = new AbortController();
  const call = subscribe({ feed, principal: principal(), now: () => new Date() }, {}, () => {}, { signal });
  const refused = assert.rejects(call, { code: 'unavailable' });
  await setImmediate();
  following.resolve(() => {
    isStopped = true;
  });
  await refused;
  assert.ok(isStopped, 'the feed is let go');
});

test('a feed that cannot be woken is followed all the same', async () => {
  const database = await openTestDatabase();
  const listen = async () => {
    throw new Error('no such connection');
  };
  const feed = openEventFeed({ ...database, listen });
  const stop = await feed.follow({ onEvents: () => {}, onEnd: assert.fail });
  await setImmediate();
  stop();
  await feed.close();
  await database.close();
});
