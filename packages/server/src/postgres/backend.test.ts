import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { removeExpired } from '../jobs/remove-expired.ts';
import { grantTo, sam, sampleBackend } from './backend.fixture.ts';
import { authSessions, authUsers, contacts, events, mails, users } from './schema.ts';

let sample: Awaited<ReturnType<typeof sampleBackend>>;

before(async () => {
  sample = await sampleBackend();
});

after(() => sample.close());

async function countOf(email: string) {
  const { db } = sample.database;
  const login = await db.select().from(users).where(eq(users.loginKey, email));
  const records = await db.select().from(contacts).where(eq(contacts.emailKey, email));
  const sent = await db.select().from(mails).where(eq(mails.toAddress, email));
  return { users: login.length, contacts: records.length, mails: sent.length };
}

test('fifty equal keys at once make one person and one mail', async () => {
  const contact = { email: 'fifty@example.com', firstName: 'Fi', lastName: 'Fty' };
  const before = sample.enqueued.length;
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      sample.staff.access.grant({ accountId: 'acme', contact }, { idempotencyKey: 'fifty' }),
    ),
  );
  assert.equal(new Set(answers.map(answer => JSON.stringify(answer))).size, 1);
  assert.deepEqual(await countOf('fifty@example.com'), { users: 1, contacts: 1, mails: 1 });
  assert.equal(sample.enqueued.length - before, 1);
});

test('two members of staff and one address: one creates, the other is told', async () => {
  const ann = sample.backend.as({ ...sam, email: 'ann@example.com', name: 'Ann' });
  const ben = sample.backend.as({ ...sam, email: 'ben@example.com', name: 'Ben' });
  const outcomes = await Promise.allSettled([ann, ben].map(staff => grantTo(staff, 'wanted@example.com')));
  assert.deepEqual(outcomes.map(outcome => outcome.status).sort(), ['fulfilled', 'rejected']);
  const refused = outcomes.find(outcome => outcome.status === 'rejected');
  assert.equal(refused?.reason.code, 'registration-pending');
  assert.deepEqual(await countOf('wanted@example.com'), { users: 1, contacts: 1, mails: 1 });
});

test('nothing of a grant that fails is kept', async () => {
  const broken = await sampleBackend({
    enqueueMail: () => {
      throw new Error('no queue');
    },
  });
  await assert.rejects(grantTo(broken.staff, 'lost@example.com'), /no queue/);
  const { db } = broken.database;
  assert.equal((await db.select().from(users)).length, 0);
  assert.equal((await db.select().from(mails)).length, 0);
  assert.equal((await db.select().from(events).where(eq(events.type, 'access.granted'))).length, 0);
  await broken.close();
});

test('names of any script and length come back exactly, are sorted, searched and paged', async () => {
  const names = [
    '<img src=x onerror=alert(1)>',
    '👩‍👩‍👧‍👦'.repeat(18),
    'محمد',
    "O'Hara \\ %_",
    '\ufdfa'.repeat(200),
    '𐐀𝕏'.repeat(100),
  ];
  for (const [i, lastName] of names.entries()) {
    await sample.staff.access.grant({
      accountId: 'globex',
      contact: { email: `name-${i}@example.com`, firstName: lastName, lastName },
    });
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await sample.staff.access.listForAccount({ accountId: 'globex', limit: 1, cursor });
    seen.push(...page.items.map(row => row.lastName));
    cursor = page.nextCursor ?? undefined;
    assert.ok((cursor ?? '').length <= 2000, 'a cursor that a query takes');
  } while (cursor);
  assert.deepEqual([...seen].sort(), [...names].sort());
  const found = await sample.staff.access.listForAccount({ accountId: 'globex', search: ' \\ %_' });
  assert.deepEqual(
    found.items.map(row => row.lastName),
    ["O'Hara \\ %_"],
  );
});

test('accounts with names of any length are one per market and name', async () => {
  const name = '\ufdfa'.repeat(200);
  const account = { market: name, name };
  const { items } = await sample.staff.records.upsert({
    accounts: [
      { id: 'long-1', ...account },
      { id: 'long-2', ...account },
    ],
  });
  assert.deepEqual(
    items.map(item => item.error),
    [null, 'account-name-taken'],
  );
});

test('whoever is deactivated is signed out', async () => {
  const { contactId } = await grantTo(sample.staff, 'signed-in@example.com');
  await sample.register('signed-in@example.com');
  const { db } = sample.database;
  const [user] = await db.select().from(users).where(eq(users.loginKey, 'signed-in@example.com'));
  const userId = user?.id ?? '';
  await db.insert(authUsers).values({ id: userId, name: userId, email: `${userId}@users.portico.invalid` });
  await db.insert(authSessions).values({ id: 's', token: 't', userId, expiresAt: new Date(2030, 1) });
  await sample.staff.users.deactivate({ contactId: contactId ?? '' });
  assert.equal((await db.select().from(authSessions)).length, 0);
  const { userState } = await sample.staff.users.reactivate({ contactId: contactId ?? '' });
  assert.equal(userState, 'active');
});

test('a changed name or address is found and sorted at once', async () => {
  const contact = { id: 'marie', accountId: 'acme', firstName: 'Marie', lastName: 'Sklodowska' };
  const email = 'marie@example.com';
  await sample.staff.records.upsert({ contacts: [{ ...contact, email }] });
  await grantTo(sample.staff, email);
  await sample.staff.records.upsert({ contacts: [{ ...contact, lastName: 'Curie', email: 'curie@example.com' }] });
  await sample.staff.records.upsert({ accounts: [{ id: 'acme', market: 'Norway', name: 'Radium' }] });
  const search = async (text: string) =>
    (await sample.staff.access.listForAccount({ accountId: 'acme', search: text })).items.map(row => row.contactId);
  assert.deepEqual(await search('sklodowska'), []);
  assert.deepEqual(await search('curie@'), ['marie']);
  assert.ok((await search('radium')).includes('marie'));
});

test('clients have no use of the port', async () => {
  const client = sample.backend.as({ kind: 'client', userId: crypto.randomUUID() });
  await assert.rejects(client.settings.get({}), { code: 'forbidden' });
});

test('the database itself keeps access unique', async () => {
  await grantTo(sample.staff, 'unique@example.com');
  const twice = sample.database.db.execute(
    sql`insert into access (account_id, user_id, role, granted_at, granted_by, sort_key, search_text)
        select account_id, user_id, role, granted_at, granted_by, sort_key, search_text from access where user_id is not null`,
  );
  await assert.rejects(twice);
});

test('an answer is kept for a day, and no longer', async () => {
  const contact = { email: 'daily@example.com', firstName: 'Da', lastName: 'Ily' };
  const grant = () => sample.staff.access.grant({ accountId: 'acme', contact }, { idempotencyKey: 'daily' });
  const first = await grant();
  const hours = (count: number) => new Date(sample.now().getTime() + count * 3_600_000);
  await removeExpired(sample.database, hours(23));
  assert.deepEqual(await grant(), first);
  await removeExpired(sample.database, hours(25));
  await assert.rejects(grant(), { code: 'registration-pending' });
});
