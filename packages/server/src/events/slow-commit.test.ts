import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PorticoEvent } from '@portico/core';
import { eq } from 'drizzle-orm';
import { grantTo, sampleBackend } from '../postgres/backend.fixture.ts';
import { accounts } from '../postgres/schema.ts';
import { testServer } from '../postgres/test-database.fixture.ts';
import { appendEvent } from './append.ts';

const skip = testServer === undefined && 'the embedded database has one transaction at a time: pnpm test:postgres FILE';

test('the event of a slow transaction is never skipped', { skip }, async () => {
  const { database, staff, close } = await sampleBackend();
  const [acme] = await database.db.select().from(accounts).where(eq(accounts.externalId, 'acme'));
  const stop = new AbortController();
  const told: PorticoEvent[] = [];
  const reading = Promise.withResolvers<void>();
  const listening = staff.subscribe(
    { since: 60 },
    event => {
      if ('id' in event) told.push(event);
      if (told.some(({ type }) => type === 'account.updated')) reading.resolve();
      if (told.some(({ type }) => type === 'contact.linked')) stop.abort();
    },
    { signal: stop.signal },
  );
  await reading.promise;

  const begun = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  const slow = database.transaction(async tx => {
    const event = { at: new Date(), accountIds: [acme?.id ?? assert.fail()], contactId: null };
    await appendEvent(tx, { type: 'contact.linked', ...event, actor: { kind: 'system' } });
    begun.resolve();
    await mayCommit.promise;
  });
  await begun.promise;
  // Later and quicker ones: they are kept, and their events have higher ids.
  const grants = ['one', 'two', 'three'].map(name => grantTo(staff, `${name}@example.com`));
  await Promise.all(grants);
  assert.ok(!told.some(({ type }) => type === 'access.granted'), 'what is later waits for what is earlier');
  mayCommit.resolve();
  await slow;
  await listening;

  // Whoever resumes after what they heard last hears the rest, in the same order.
  const rest = new AbortController();
  const { id: after = '' } = told.at(-1) ?? {};
  await staff.subscribe(
    { after },
    event => {
      if ('id' in event) told.push(event);
      if (told.filter(({ type }) => type === 'access.granted').length === grants.length) rest.abort();
    },
    { signal: rest.signal },
  );
  assert.equal(new Set(told.map(({ id }) => id)).size, told.length, 'each is told once');
  await close();
});
