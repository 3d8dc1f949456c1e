import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import { connect, openPooled } from './pooled.ts';
import { createTestDatabase, needsServer } from './test-database.fixture.ts';

const skip = needsServer;

const cleanUp: (() => Promise<void>)[] = [];
after(async () => {
  for (const step of cleanUp.toReversed()) await step();
});

async function place({ isEmpty = false } = {}): Promise<string> {
  const { url, drop } = await createTestDatabase({ isEmpty });
  cleanUp.push(drop);
  return url;
}

function opened(database: Database): Database {
  cleanUp.push(() => database.close());
  return database;
}

/** Ends every other connection to the database, as a restart of it or a broken network does. */
async function cutConnections(url: string): Promise<void> {
  const admin = connect(url, { poolSize: 1 });
  await admin.db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await admin.close();
}

test('of several processes that bring an empty database up to date, one does it and the others wait', {
  skip,
}, async () => {
  const url = await place({ isEmpty: true });
  const processes = [1, 2, 3].map(() => opened(connect(url)));
  const [first] = processes;
  const all = (await pendingMigrations(first?.db ?? assert.fail())).length;
  assert.deepEqual((await Promise.all(processes.map(migrate))).toSorted(), [0, 0, all]);
});

test('whoever listens is woken again after the connection was cut', { skip }, async () => {
  const url = await place();
  const errors: Error[] = [];
  const database = opened(connect(url, { onError: error => errors.push(error) }));
  let calls = 0;
  await database.listen('portico_test', () => {
    calls++;
  });
  const notified = async () => {
    const before = calls;
    while (calls === before) {
      await database.db.execute(sql`select pg_notify('portico_test', '')`).catch(() => {});
      await setTimeout(10);
    }
  };
  await notified();
  await cutConnections(url);
  await notified();
  assert.ok(errors.length > 0, 'somebody is told of it');
});

test('a transaction whose connection is cut fails, and costs the pool nothing', { skip }, async () => {
  const url = await place();
  const database = opened(connect(url, { poolSize: 2 }));
  for (let round = 0; round < 5; round++) {
    const work = database.transaction(async tx => {
      await tx.execute(sql`insert into rate_limit values (${`cut ${round}`}, 1, now())`);
      await cutConnections(url);
      await tx.execute(sql`select 1`);
    });
    await assert.rejects(work);
  }
  // Both connections at once.
  const answers = await Promise.all(
    [1, 2].map(() =>
      database.transaction(tx => tx.execute<{ n: number }>(sql`select count(*)::int as n from rate_limit`)),
    ),
  );
  assert.deepEqual(
    answers.map(({ rows }) => rows[0]?.n),
    [0, 0],
  );
});

test('a database that cannot be reached is named, with what to do, and without the password', { skip }, async () => {
  const message = (url: string) =>
    openPooled(url).then(
      () => assert.fail('it opened'),
      (error: Error) => error.message,
    );
  const nobody = await message('postgres://portico:pass-word@127.0.0.1:1/portico');
  assert.match(
    nobody,
    /The database portico at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED.* check host and port in DATABASE_URL/,
  );
  const wrong = new URL(await place());
  wrong.pathname = '/there-is-none';
  const missing = await message(wrong.href);
  assert.match(missing, /database "there-is-none" does not exist/);
  assert.ok(!(nobody + missing).includes('pass-word'));
});

test('a role that may only read and write serves a database that is up to date', { skip }, async () => {
  const url = await place();
  const owner = opened(connect(url));
  const role = `portico_role_${crypto.randomUUID().replaceAll('-', '')}`;
  await owner.db.execute(sql.raw(`create role ${role} login password 'limited'`));
  await owner.db.execute(sql.raw(`grant usage on schema public, drizzle to ${role}`));
  await owner.db.execute(sql.raw(`grant select, insert, update, delete on all tables in schema public to ${role}`));
  await owner.db.execute(sql.raw(`grant select on all tables in schema drizzle to ${role}`));
  cleanUp.push(async () => {
    await owner.db.execute(sql.raw(`drop owned by ${role}`));
    await owner.db.execute(sql.raw(`drop role ${role}`));
    await owner.close();
  });
  const limited = new URL(url);
  limited.username = role;
  limited.password = 'limited';
  const database = await openPooled(limited.href);
  await database.db.execute(sql`insert into rate_limit values ('limited', 1, now())`);
  await database.close();
});
