import { lt } from 'drizzle-orm';
import type { Database } from '../postgres/database.ts';
import { authSessions, idempotencyKeys, rateLimits, staffSessions } from '../postgres/schema.ts';

const hour = 3_600_000;

/** How long a call can be repeated with its idempotency key, in milliseconds. */
const keyLifetime = 24 * hour;

/** Removes what has run out: sessions, counters of tries, and the answers of calls that are repeated no more. */
export async function removeExpired({ db }: Database, now: Date): Promise<void> {
  await db.delete(authSessions).where(lt(authSessions.expiresAt, now));
  await db.delete(staffSessions).where(lt(staffSessions.expiresAt, now));
  await db.delete(rateLimits).where(lt(rateLimits.resetAt, now));
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, new Date(now.getTime() - keyLifetime)));
}

/** Removes what has run out, now and every hour. Answers how to end it, once no removal is under way. */
export function removeExpiredHourly(
  database: Database,
  now: () => Date,
  onError: (error: Error) => void,
): () => Promise<void> {
  let running = Promise.resolve();
  const run = () => {
    running = removeExpired(database, now()).catch(onError);
  };
  run();
  const timer = setInterval(run, hour);
  timer.unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}
