import { setTimeout } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';

/** Something is there already: unique_violation, duplicate_object, duplicate_table, duplicate_schema. */
const isThere = ['23505', '42710', '42P07', '42P06'];

/**
 * Starts the queue, which makes its own tables where they are missing. pg-boss does so under a lock, and yet fails where a
 * second process waited for that lock: its CREATE SCHEMA IF NOT EXISTS looks into a cache of before. By then all is there.
 */
export async function startQueue(boss: PgBoss): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await boss.start();
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (tries === 5 || !isThere.includes(code)) throw error;
      await setTimeout(100);
    }
  }
}
