import { setTimeout } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Queries } from '../postgres/database.ts';

/** Waits until no job is left to do. One whose worker vanished is given to another one after half a minute. */
export async function untilJobsAreDone(db: Queries): Promise<void> {
  const next = () => db.execute(sql`select 1 from pgboss.job where state < 'completed' limit 1`);
  while ((await next()).rows.length > 0) await setTimeout(20);
}
