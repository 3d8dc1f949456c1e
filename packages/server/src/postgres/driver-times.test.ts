import assert from 'node:assert/strict';
import test from 'node:test';
import { sql } from 'drizzle-orm';
import { openTestDatabase } from './test-database.fixture.ts';

test('Drizzle gets times as text, in a transaction too, and the queue gets them as dates', async t => {
  const database = await openTestDatabase();
  t.after(() => database.close());
  const times = `select timestamptz '2026-03-01 09:00:00+00' as instant, date '2026-03-01' as day`;
  const read = (queries: typeof database.db) => queries.execute<{ instant: unknown; day: unknown }>(sql.raw(times));
  for (const { rows } of [await read(database.db), await database.transaction(read)]) {
    assert.match(String(rows[0]?.instant), /^2026-03-01 \d\d:00:00\+\d\d$/);
    assert.equal(rows[0]?.day, '2026-03-01');
  }
  const queue = database.queue.db ?? assert.fail('the queue lives in a database of its own');
  for (const { rows } of [await queue.executeSql(times), await queue.executeSql(`${times} where $1`, [true])]) {
    assert.deepEqual(rows[0].instant, new Date('2026-03-01T09:00:00Z'));
  }
});
