import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { connect } from './pooled.ts';

const server = process.env.PORTICO_TEST_DATABASE_URL;
const skip = server === undefined && 'needs a PostgreSQL server: pnpm test:postgres FILE';

const opened: Database[] = [];
after(async () => {
  for (const database of opened) await database.close();
});

function open(isPreparing: boolean): Database {
  // One connection, so that what is prepared on it can be seen.
  const database = connect(server ?? '', { poolSize: 1, isPreparing });
  opened.push(database);
  return database;
}

async function preparedOn({ db }: Database): Promise<string[]> {
  const { rows } = await db.execute<{ statement: string }>(
    sql`select statement from pg_prepared_statements where statement like '%to be prepared%'`,
  );
  return rows.map(({ statement }) => statement);
}

test('what comes again and again is prepared once, and answers alike', { skip }, async () => {
  const database = open(true);
  for (let number = 0; number < 6; number++) {
    const { rows } = await database.db.execute(sql`select ${number}::int as number, 'to be prepared' as text`);
    assert.deepEqual(rows, [{ number, text: 'to be prepared' }]);
  }
  assert.equal((await preparedOn(database)).length, 1);
});

test('nothing is prepared for a pooler that cannot pass it on', { skip }, async () => {
  const database = open(false);
  for (let number = 0; number < 6; number++) {
    await database.db.execute(sql`select ${number}::int as number, 'not to be prepared' as text`);
  }
  assert.deepEqual(await preparedOn(database), []);
});

test('a search of a whole table is planned for what is searched for, each time', { skip }, async () => {
  const database = open(true);
  const table = sql`select 'not to be prepared' as text from pg_class where`;
  for (let number = 0; number < 6; number++) {
    await database.db.execute(sql`${table} relname like ${`%${number}%`}`);
    await database.db.execute(sql`${table} (oid = ${number} and relname like ${`%${number}%`})`);
  }
  const [narrowed, ...others] = await preparedOn(database);
  assert.match(narrowed ?? '', /oid = \$1 and/);
  assert.deepEqual(others, []);
});
