import { sql } from 'drizzle-orm';
import { fromDrizzle, type PgBoss } from 'pg-boss';
import type { Database } from '../postgres/database.ts';

/**
 * Gives back the jobs that a killed process was at, so that they are done now, and not when their time has run out or
 * after the pause that follows a failure. Only where no other process can be working.
 */
export async function giveBackOrphans(boss: PgBoss, { transaction }: Database, queues: string[]): Promise<void> {
  await transaction(async tx => {
    const db = fromDrizzle(tx, sql);
    for (const queue of queues) {
      const { rows } = await tx.execute<{ id: string }>(
        sql`select id from pgboss.job where name = ${queue} and state = 'active'`,
      );
      const ids = rows.map(row => row.id);
      if (ids.length === 0) continue;
      await boss.cancel(queue, ids, { db });
      await boss.resume(queue, ids, { db });
    }
  });
}
