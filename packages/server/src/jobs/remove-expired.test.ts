import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authSessions, idempotencyKeys, rateLimits, staffSessions } from '../postgres/schema.ts';
import { addStaff, findStaff } from '../postgres/staff.ts';
import { openTestDatabase } from '../postgres/test-database.fixture.ts';
import { openStaffSession } from '../staff-session/stored-session.ts';
import { startPortal } from '../start.fixture.ts';
import { removeExpired } from './remove-expired.ts';

const at = (time: string) => new Date(`2026-03-02T${time}Z`);

test('counters and answers are removed when they have run out, and not before', async t => {
  const database = await openTestDatabase();
  t.after(() => database.close());
  const { db } = database;
  await db.insert(rateLimits).values([
    { key: 'over', count: 1, resetAt: at('11:59:59') },
    { key: 'on', count: 1, resetAt: at('12:00:01') },
  ]);
  const call = { principal: 'crm', operation: 'access.grant', inputHash: 'x' };
  await db.insert(idempotencyKeys).values([
    { ...call, key: 'over', createdAt: new Date('2026-03-01T11:59:59Z') },
    { ...call, key: 'on', createdAt: new Date('2026-03-01T12:00:01Z') },
  ]);
  await removeExpired(database, at('12:00:00'));
  assert.deepEqual(await db.select({ key: rateLimits.key }).from(rateLimits), [{ key: 'on' }]);
  assert.deepEqual(await db.select({ key: idempotencyKeys.key }).from(idempotencyKeys), [{ key: 'on' }]);
});

test('a session of staff is removed after its twelve hours', async t => {
  const database = await openTestDatabase();
  t.after(() => database.close());
  const { db } = database;
  await db.transaction(tx => addStaff(tx, [{ email: 'grace@example.com', name: 'Grace Example' }], at('00:00:00')));
  const [member] = await findStaff(db, ['grace@example.com']);
  const session = { staffId: member?.id ?? '', claims: null, now: at('00:00:00') };
  await openStaffSession(db, session);
  await removeExpired(database, at('11:59:59'));
  assert.equal(await db.$count(staffSessions), 1);
  await removeExpired(database, at('12:00:01'));
  assert.equal(await db.$count(staffSessions), 0);
});

test('a session is removed after its seven days', async t => {
  const { member, server, database } = await startPortal();
  t.after(() => server.stop());
  await member('ada@example.com');
  const sessions = () => database.db.select({ id: authSessions.id }).from(authSessions);
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
  await removeExpired(database, inDays(6));
  assert.equal((await sessions()).length, 1);
  await removeExpired(database, inDays(8));
  assert.equal((await sessions()).length, 0);
});
