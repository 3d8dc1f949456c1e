import { sql } from 'drizzle-orm';
import type { Database, Queries } from './database.ts';

const wanted = new WeakMap<Queries, Set<string>>();

/**
 * Has a channel notified once the transaction is kept. The NOTIFY is a statement of its own: inside the transaction it
 * would hold a lock of the whole database while that is written to disk, and every commit would wait for the one before.
 */
export function wakeAfterCommit(tx: Queries, channel: string): void {
  const channels = wanted.get(tx) ?? new Set();
  wanted.set(tx, channels.add(channel));
}

/** The transactions of a database, each followed by the notifications that were wanted in it. */
export function transactionsOf(db: Queries): Database['transaction'] {
  const notify = notifier(db);
  return async work => {
    let handle: Queries | undefined;
    const result = await db.transaction(tx => {
      handle = tx;
      return work(tx);
    });
    for (const channel of (handle && wanted.get(handle)) ?? []) notify(channel);
    return result;
  };
}

/** Notifies one at a time: what is asked for meanwhile is done by the next one. */
function notifier(db: Queries): (channel: string) => void {
  const due = new Set<string>();
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    try {
      for (const channel of due) {
        due.delete(channel);
        await db.execute(sql`select pg_notify(${channel}, '')`);
      }
    } catch {
      // Readers look by themselves every few seconds.
      due.clear();
    } finally {
      isRunning = false;
    }
  }

  return channel => {
    due.add(channel);
    if (!isRunning) void run();
  };
}
