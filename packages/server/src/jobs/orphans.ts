import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import type { Database } from '../postgres/database.ts';

/**
 * Gives back the jobs that a killed process was at, so that they are tried again now and not when their time has run out.
 * Only where no other process can be working.
 */
export async function failOrphans(boss: PgBoss, { db }: Database, queues: string[]): Promise<void> {
  for (const queue of queues) {
    const { rows } = await db.execute<{ id: string }>(
      sql`select id from pgboss.job where name = ${queue} and state = 'active'`,
    );
    const ids = rows.map(row => row.id);
    if (ids.length > 0) await boss.fail(queue, ids, { message: 'the process that was at it has ended' });
  }
}
