import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BackendAdapter, EventsQuery, PorticoEvent } from '@portico/core';
import { grantTo, sam, sampleBackend } from '../postgres/backend.fixture.ts';
import { accounts } from '../postgres/schema.ts';
import { appendEvent } from './append.ts';
import { openEventFeed } from './feed.ts';

let sample: Awaited<ReturnType<typeof sampleBackend>>;

before(async () => {
  sample = await sampleBackend();
});

after(() => sample.close());

type Told = PorticoEvent | { type: 'resync' };

/** Listens until `isEnough`; answers what was told. */
async function listen(staff: BackendAdapter, query: EventsQuery, isEnough: (told: Told[]) => boolean): Promise<Told[]> {
  const told: Told[] = [];
  const stop = new AbortController();
  const onEvent = (event: Told) => {
    told.push(event);
    if (isEnough(told)) stop.abort();
  };
  await staff.subscribe(query, onEvent, { signal: stop.signal });
  return told;
}

const typesOf = (told: Told[]) => told.map(event => event.type);
const hasGrant = (told: Told[]) => typesOf(told).includes('access.granted');
const isOf = (contactId: string | null) => (event: Told) => 'id' in event && event.contactId === contactId;

test('what one transaction does is told in its order, after it is kept', async () => {
  const told = listen(sample.staff, { since: 0 }, hasGrant);
  const { contactId } = await grantTo(sample.staff, 'order@example.com');
  const own = (await told).filter(isOf(contactId));
  assert.deepEqual(typesOf(own), ['contact.created', 'user.invited', 'mail.queued', 'access.granted']);
});

test('of many grants at once every event is told once, to every listener, in the same order', async () => {
  const isDone = (told: Told[]) => typesOf(told).filter(type => type === 'access.granted').length >= 20;
  const start = (await listen(sample.staff, { since: 300 }, hasGrant)).at(-1);
  assert.ok(start && 'id' in start);
  const listeners = Array.from({ length: 5 }, () => listen(sample.staff, { after: start.id }, isDone));
  await Promise.all(Array.from({ length: 20 }, (_, i) => grantTo(sample.staff, `many-${i}@example.com`)));
  const [first = [], ...others] = await Promise.all(listeners);
  const ids = first.map(event => ('id' in event ? event.id : ''));
  assert.equal(new Set(ids).size, ids.length);
  for (const other of others) assert.deepEqual(other, first);
});

test('ids are those of the listener, and other accounts are not told of', async () => {
  const partner = sample.backend.as({ ...sam, accounts: ['globex'] });
  const told = listen(partner, { since: 0 }, hasGrant);
  await grantTo(sample.staff, 'both@example.com');
  const { contactId } = await grantTo(sample.staff, 'both@example.com', 'globex');
  const grants = (await told).filter(event => event.type === 'access.granted');
  assert.deepEqual(
    grants.map(event => 'id' in event && [event.accountIds, event.contactId]),
    [[['globex'], contactId]],
  );
});

test('an id that this database has not given out is answered by a resync', async () => {
  const told = await listen(sample.staff, { after: '99999999999999999999999-1' }, told => told.length > 0);
  assert.deepEqual(told, [{ type: 'resync' }]);
});

test('whoever has missed too much is told to read again, and goes on with what is new', async () => {
  const sample = await sampleBackend();
  await sample.database.transaction(async tx => {
    const [account] = await tx.select({ id: accounts.id }).from(accounts).limit(1);
    for (let i = 0; i < 1100; i++) {
      await appendEvent(tx, {
        type: 'account.updated',
        at: sample.now(),
        accountIds: [account?.id ?? ''],
        contactId: null,
        actor: { kind: 'system' },
      });
    }
  });
  let granted: Promise<unknown> | undefined;
  const told = await listen(sample.staff, { since: 0 }, told => {
    if (typesOf(told).includes('resync')) granted ??= grantTo(sample.staff, 'after-all@example.com');
    return hasGrant(told);
  });
  await granted;
  assert.ok(typesOf(told).indexOf('resync') <= 1000);
  await sample.close();
});

test('a listener that is aborted ends at once; one whose feed closes is told so', async () => {
  const { staff, close } = await sampleBackend();
  const stop = new AbortController();
  const aborted = staff.subscribe({}, () => {}, { signal: stop.signal });
  stop.abort();
  await aborted;
  const left = staff.subscribe({}, () => {}, { signal: new AbortController().signal });
  const refused = assert.rejects(left, { code: 'unavailable' });
  await staff.settings.get({});
  await close();
  await refused;
});

test('events are found without a wake-up call', async () => {
  const deaf = await sampleBackend();
  const feed = openEventFeed({ ...deaf.database, listen: async () => async () => {} }, { pollInterval: 20 });
  const found = new Promise<void>((resolve, reject) => {
    feed
      .follow({ onEvents: () => resolve(), onEnd: reject })
      .then(() => grantTo(deaf.staff, 'polled@example.com'), reject);
  });
  await found;
  await feed.close();
  await deaf.close();
});
