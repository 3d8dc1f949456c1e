import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from './database.ts';

/**
 * Starts calls that all come to wait at one lock, and lets them go together: nothing is left to luck. Where there is only
 * one connection its transactions come one after the other, and the calls are only started together.
 * @param lock - A statement that takes what the calls need; it is undone before they go on.
 */
export async function raceAt<T>(
  { db, transaction, connections }: Database,
  lock: SQL,
  calls: readonly (() => Promise<T>)[],
): Promise<T[]> {
  if (!connections) return Promise.all(calls.map(call => call()));
  const running: Promise<T>[] = [];
  await transaction(async tx => {
    await tx.execute(lock);
    running.push(...calls.map(call => call()));
    for (let tries = 0; (await countWaiting(db)) < calls.length; tries++) {
      assert.ok(tries < 1000, 'all of them come to the lock');
      await setTimeout(10);
    }
    tx.rollback();
  }).catch(() => {});
  return Promise.all(running);
}

async function countWaiting(db: Database['db']): Promise<number> {
  const { rows } = await db.execute<{ waiting: number }>(
    sql`select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0]?.waiting ?? 0;
}
