import { sql } from 'drizzle-orm';
import { errorDetails, type Log } from '../log.ts';
import type { Database } from './database.ts';
import { outageOf } from './outage.ts';

/** Tells of the database's outages: once when one begins, and once when it is over. */
export interface OutageWatch {
  /** Takes an error of the database: an outage is told of once, anything else as the event that is named. */
  note(error: unknown, event: string): void;
  /** From now on it looks by itself when an outage is over. */
  watch(database: Database): void;
  stop(): void;
}

/** How often it looks whether the database is back, in milliseconds. */
const interval = 1000;

/** So long nothing may have failed before an outage is called over: a full disk still answers questions. */
const quiet = 5000;

/** Opens the watch that writes to a log. */
export function watchOutages(log: Log): OutageWatch {
  let database: Database | undefined;
  let began: number | undefined;
  let failedAt = 0;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const isAnswered = await database?.db.execute(sql`select 1`).then(
      () => true,
      () => false,
    );
    if (began === undefined || timer === undefined) return;
    if (!isAnswered) failedAt = Date.now();
    if (Date.now() - failedAt < quiet) {
      lookLater();
      return;
    }
    log({ level: 'info', event: 'database.back', seconds: Math.round((Date.now() - began) / 1000) });
    began = undefined;
    timer = undefined;
  }

  function lookLater(): void {
    timer = setTimeout(() => void look(), interval);
    timer.unref();
  }

  return {
    note(error, event) {
      const away = outageOf(error, { isFromDatabase: true });
      if (!away) {
        log({ level: 'error', event, ...errorDetails(error) });
        return;
      }
      failedAt = Date.now();
      if (began !== undefined) return;
      began = failedAt;
      log({ level: 'error', event: 'database.away', cause: away.code });
      lookLater();
    },
    watch(opened) {
      database = opened;
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      // What fails while the server stops is no outage.
      began = Date.now();
    },
  };
}
