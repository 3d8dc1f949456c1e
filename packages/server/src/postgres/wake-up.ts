import { setTimeout } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database, Queries } from './database.ts';
import { explainOutage } from './outage.ts';

const wanted = new WeakMap<Queries, Set<string>>();

/**
 * Has a channel notified once the transaction is kept. The NOTIFY is a statement of its own: inside the transaction it
 * would hold a lock of the whole database while that is written to disk, and every commit would wait for the one before.
 */
export function wakeAfterCommit(tx: Queries, channel: string): void {
  const channels = wanted.get(tx) ?? new Set();
  wanted.set(tx, channels.add(channel));
}

interface Means {
  /** Runs one transaction. */
  begin: Database['transaction'];
  /** Wakes whoever listens to a channel; never fails. */
  notify: (channel: string) => void;
}

/** The transactions of a database, each followed by the notifications that were wanted in it. */
export function transactionsOf({ begin, notify }: Means): Database['transaction'] {
  return async work => {
    let handle: Queries | undefined;
    let isDone = false;
    const result = await begin(async tx => {
      handle = tx;
      const answer = await work(tx);
      isDone = true;
      return answer;
    }).catch(error => {
      // What fails before or after the work is the connection: before it nothing was done, at the commit nobody knows.
      throw explainOutage(error, { isUnknown: isDone, ...((!handle || isDone) && { isFromDatabase: true }) });
    });
    for (const channel of (handle && wanted.get(handle)) ?? []) notify(channel);
    return result;
  };
}

/** The pause between two notifications, in milliseconds. */
const notifyInterval = 20;

/** Notifies every process. One statement at a time: what is asked for meanwhile is done by the next one. */
export function notifierOf(db: Queries): (channel: string) => void {
  const due = new Set<string>();
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    try {
      while (due.size > 0) {
        const channels = [...due];
        due.clear();
        await db.execute(sql`select pg_notify(channel, '') from unnest(${sql.param(channels)}::text[]) as channel`);
        await setTimeout(notifyInterval);
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
