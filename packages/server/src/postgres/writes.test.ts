import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { eq, inArray, sql } from 'drizzle-orm';
import { accountRow } from './account-row.fixture.ts';
import type { Database } from './database.ts';
import { accounts, events, staff } from './schema.ts';
import { openTestDatabase } from './test-database.fixture.ts';
import { newWrites, type WriteShape } from './writes.ts';

let database: Database;

before(async () => {
  database = await openTestDatabase();
});

after(() => database.close());

const at = new Date('2026-03-01T09:00:00.123Z');

function staffRow(name: string) {
  return {
    id: randomUUID(),
    email: `${name}@example.com`,
    emailKey: `${name}@example.com`,
    name,
    sortKey: name,
    searchText: name,
    createdAt: at,
  };
}

test('rows of several tables are kept as they were given, again and again', async () => {
  for (const name of ["O'Hara \\ %_ $1", 'Ærø 👩‍👩‍👧', '']) {
    const [account, member] = [accountRow(`Acme ${name}`), staffRow(`sam${name.length}`)];
    await database.transaction(async tx => {
      const writes = newWrites(tx);
      writes.insert(accounts, account);
      writes.insert(staff, member);
      await writes.run();
    });
    const [keptAccount] = await database.db.select().from(accounts).where(eq(accounts.id, account.id));
    const [keptMember] = await database.db.select().from(staff).where(eq(staff.id, member.id));
    assert.deepEqual(keptAccount, account);
    assert.deepEqual({ ...keptMember, ...member }, keptMember);
  }
});

test('what is left out gets its default, also where it was given the time before', async () => {
  const [plain, given] = [staffRow('plain'), { ...staffRow('given'), active: false }];
  await database.transaction(async tx => {
    const writes = newWrites(tx);
    for (const row of [given, plain, { ...staffRow('unset'), active: undefined }]) {
      writes.insert(staff, row);
      await writes.run();
    }
  });
  const rows = await database.db
    .select()
    .from(staff)
    .where(inArray(staff.name, ['plain', 'given', 'unset']));
  assert.deepEqual(Object.fromEntries(rows.map(row => [row.name, row.active])), {
    plain: true,
    given: false,
    unset: true,
  });
});

test('events are told in their order, and nothing is written twice', async () => {
  const contactId = randomUUID();
  const accountId = randomUUID();
  const event = { at, contactId, accountIds: [accountId, accountId], actor: { kind: 'system' } } as const;
  await database.transaction(async tx => {
    const writes = newWrites(tx);
    writes.tell({ ...event, accountIds: [...event.accountIds], type: 'contact.created' });
    writes.tell({ ...event, accountIds: [...event.accountIds], type: 'access.granted' });
    await writes.run();
    await writes.run();
  });
  const rows = await database.db.select().from(events).where(eq(events.contactId, contactId)).orderBy(events.id);
  assert.deepEqual(
    rows.map(row => [row.type, row.accountIds, row.actor, row.at]),
    [
      ['contact.created', [accountId], { kind: 'system' }, at],
      ['access.granted', [accountId], { kind: 'system' }, at],
    ],
  );
});

test('a statement of any kind goes with the others, each time with its own values', async () => {
  const renamed: WriteShape = {
    name: 'rename',
    write: place => sql`update ${accounts} set name = ${place('name')} where id = ${place('id')}`,
  };
  for (const name of ['First', 'Second']) {
    const row = accountRow(`Globex ${name}`);
    await database.db.insert(accounts).values(row);
    await database.transaction(async tx => {
      const writes = newWrites(tx);
      writes.insert(staff, staffRow(`beside ${name}`));
      writes.add(renamed, { name, id: row.id });
      await writes.run();
    });
    const [kept] = await database.db.select().from(accounts).where(eq(accounts.id, row.id));
    assert.equal(kept?.name, name);
  }
});

test('where one statement fails, none of the others is kept', async () => {
  const row = accountRow('Broken');
  const failing = database.transaction(async tx => {
    const writes = newWrites(tx);
    writes.insert(accounts, row);
    writes.insert(staff, staffRow('twice'));
    writes.insert(staff, staffRow('twice'));
    await writes.run();
  });
  await assert.rejects(failing);
  assert.equal(await database.db.$count(accounts, eq(accounts.id, row.id)), 0);
});
