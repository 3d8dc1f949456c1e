import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/pg-core';
import { accountRow } from './account-row.fixture.ts';
import type { Database } from './database.ts';
import { accounts, contacts } from './schema.ts';
import { selection, statement } from './statement.ts';
import { openTestDatabase } from './test-database.fixture.ts';

const acme = accountRow('Acme');
const globex = { ...accountRow('Globex'), membershipEnd: null };
const { createdAt, updatedAt } = acme;
const ada = {
  id: randomUUID(),
  accountId: acme.id,
  firstName: 'Ada',
  lastName: 'Keller',
  sortKey: 'keller',
  searchText: 'ada keller',
  createdAt,
  updatedAt,
};

let database: Database;
before(async () => {
  database = await openTestDatabase();
  await database.db.insert(accounts).values([acme, globex]);
  await database.db.insert(contacts).values(ada);
});
after(() => database.close());

test('a statement is run with the values of its placeholders, each time with others', async () => {
  const idOf = statement<{ id: string }>(sql`select id from ${accounts} where name = ${sql.placeholder('name')}`);
  assert.deepEqual(await idOf(database.db, { name: 'Globex' }), [{ id: globex.id }]);
  assert.deepEqual(await idOf(database.db, { name: 'Acme' }), [{ id: acme.id }]);
  assert.deepEqual(await idOf(database.db, { name: "'" }), []);
});

test('the rows of one table come as Drizzle reads them', async () => {
  const select = selection(new QueryBuilder().select().from(accounts));
  assert.deepEqual(await select(database.db, sql`where ${eq(accounts.id, acme.id)}`), [acme]);
  assert.deepEqual(await select(database.db, sql`order by name desc limit ${1}`), [globex]);
});

test('of joined tables each row stands under its name, and one that is not there is null', async () => {
  const select = selection(
    new QueryBuilder()
      .select({
        account: { id: accounts.id, membershipEnd: accounts.membershipEnd, createdAt: accounts.createdAt },
        contact: { id: contacts.id, email: contacts.email },
        isAda: sql<boolean | null>`${contacts.firstName} = 'Ada'`,
      })
      .from(accounts)
      .leftJoin(contacts, eq(contacts.accountId, accounts.id)),
  );
  const rows = await database.transaction(tx => select(tx, sql`where market = ${'Norway'} order by ${accounts.name}`));
  assert.deepEqual(rows, [
    {
      account: { id: acme.id, membershipEnd: '2030-12-31', createdAt },
      contact: { id: ada.id, email: null },
      isAda: true,
    },
    { account: { id: globex.id, membershipEnd: null, createdAt }, contact: null, isAda: null },
  ]);
});

test('a query with a value before its end is refused when it is written, not when it is run', () => {
  const query = new QueryBuilder().select({ isAcme: sql<boolean>`name = ${'Acme'}` }).from(accounts);
  assert.throws(() => selection(query), /no values before its end/);
});
