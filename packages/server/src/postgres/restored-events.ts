import { sql } from 'drizzle-orm';
import type { Queries } from './database.ts';
import { events } from './schema.ts';

/**
 * Puts events of another cluster into the past. Events are ordered by the ids of their transactions, which a dump takes
 * along while each cluster counts its own: after a restore they may lie ahead, where readers would wait for them. What can
 * be seen is committed, so an id that is not given out yet is from elsewhere; then the order is that of their rows. Where
 * somebody listens with a place from before, they read again.
 */
export async function settleRestoredEvents(db: Queries): Promise<void> {
  const isFromElsewhere = sql`exists (select from ${events} where ${events.xid} >= pg_snapshot_xmax(pg_current_snapshot()))`;
  // The first of all ids; those below it have meanings of their own.
  await db.execute(sql`update ${events} set xid = '3'::xid8 where ${isFromElsewhere}`);
}
