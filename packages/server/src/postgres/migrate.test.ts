import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { databaseOf, startPglite } from './embedded.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import { openTestDatabase } from './test-database.fixture.ts';

const opened: Database[] = [];
after(async () => {
  for (const database of opened) await database.close();
});

async function open(opening: Promise<Database>): Promise<Database> {
  const database = await opening;
  opened.push(database);
  return database;
}

test('a database that is up to date is only read', async () => {
  const { db } = await open(openTestDatabase());
  const readOnly = () => assert.fail('a transaction was begun');
  assert.equal(await migrate({ db, transaction: readOnly }), 0);
});

test('of several processes that bring one database up to date, each waits and one does it', async () => {
  const database = await open(startPglite({}).then(client => databaseOf(client)));
  const all = (await pendingMigrations(database.db)).length;
  assert.ok(all > 1, 'an empty database lacks everything');
  const done = await Promise.all([migrate(database), migrate(database), migrate(database)]);
  assert.deepEqual(done.toSorted(), [0, 0, all]);
});

test('a schema newer than this server is refused by name, and left alone', async () => {
  const database = await open(openTestDatabase());
  await database.db.execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of the future', 9000000000000)`,
  );
  await assert.rejects(migrate(database), { name: 'SchemaTooNew', message: /Start that version, or restore a backup/ });
});
