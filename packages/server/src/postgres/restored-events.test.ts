import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'drizzle-orm';
import { appendEvent } from '../events/append.ts';
import { horizon, readEvents } from '../events/stored-event.ts';
import type { Database } from './database.ts';
import { settleRestoredEvents } from './restored-events.ts';
import { openTestDatabase } from './test-database.fixture.ts';

const happen = (database: Database, times: number) =>
  database.transaction(async tx => {
    for (let time = 0; time < times; time++) {
      await appendEvent(tx, {
        type: 'account.updated',
        at: new Date(),
        accountIds: [],
        contactId: null,
        actor: { kind: 'system' },
      });
    }
  });

const everything = { xid: 0n, id: 0n };

/** All events after a place, once no transaction holds any back; those of other databases of the cluster do too. */
async function readAll(db: Database['db'], after: typeof everything) {
  for (;;) {
    const { events, isHeld } = await readEvents(db, after);
    if (!isHeld) return events;
  }
}

test('events that were restored from another cluster lie in the past, in their order, and hold nobody up', async () => {
  const database = await openTestDatabase();
  try {
    const { db } = database;
    await happen(database, 2);
    const before = await readAll(db, everything);
    await settleRestoredEvents(db);
    assert.deepEqual(await readAll(db, everything), before, 'events of this cluster stay where they are');

    await db.execute(sql`update event set xid = '900000000000'::xid8`);
    assert.equal((await readEvents(db, everything)).isHeld, true);
    await settleRestoredEvents(db);
    const ids = (list: typeof before) => list.map(({ position }) => position.id);
    assert.deepEqual(ids(await readAll(db, everything)), ids(before));

    const now = await horizon(db);
    await happen(database, 1);
    assert.equal((await readAll(db, now)).length, 1);
  } finally {
    await database.close();
  }
});
