import { lt } from 'drizzle-orm';
import type { Database } from './postgres/database.ts';
import { authSessions, rateLimits } from './postgres/schema.ts';

const hour = 3_600_000;

/** Removes what has run out, now and every hour: counters of tries and sessions. Answers how to end it. */
export function keepTidy({ db }: Database, onError: (error: unknown) => void): () => void {
  const tidy = async () => {
    const now = new Date();
    await db.delete(rateLimits).where(lt(rateLimits.resetAt, now));
    await db.delete(authSessions).where(lt(authSessions.expiresAt, now));
  };
  const run = () => void tidy().catch(onError);
  run();
  const timer = setInterval(run, hour);
  timer.unref();
  return () => clearInterval(timer);
}
