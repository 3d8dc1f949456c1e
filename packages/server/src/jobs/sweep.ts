import { lt } from 'drizzle-orm';
import type { Database } from '../postgres/database.ts';
import { idempotencyKeys } from '../postgres/schema.ts';

const hour = 3_600_000;

/** How long a call can be repeated with its idempotency key, in milliseconds. */
const keyLifetime = 24 * hour;

/** Forgets the answers of calls that are repeated no more. */
export async function forgetAnswers({ db }: Database, now: Date): Promise<void> {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, new Date(now.getTime() - keyLifetime)));
}

/** Sweeps now and every hour; answers how to stop. */
export function sweepHourly(database: Database, now: () => Date, onError: (error: Error) => void): () => void {
  const run = () => void forgetAnswers(database, now()).catch(onError);
  run();
  const timer = setInterval(run, hour);
  timer.unref();
  return () => clearInterval(timer);
}
