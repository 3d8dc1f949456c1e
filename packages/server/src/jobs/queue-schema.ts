import { PgBoss } from 'pg-boss';
import type { Database } from '../postgres/database.ts';
import { openJobs } from './jobs.ts';

/** Whether the queue's own tables are there, and as this version needs them. Changes nothing. */
export async function isQueueCurrent({ queue }: Pick<Database, 'queue'>): Promise<boolean> {
  const boss = new PgBoss({ ...queue, migrate: false, supervise: false, schedule: false });
  try {
    await boss.start();
    return true;
  } catch (error) {
    if (error instanceof Error && /not installed|requires migrations/.test(error.message)) return false;
    throw error;
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** Brings the queue's own tables up to date, from as many processes at once as may be. */
export async function migrateQueue(database: Database): Promise<void> {
  const jobs = await openJobs({ database });
  await jobs.stop();
}
