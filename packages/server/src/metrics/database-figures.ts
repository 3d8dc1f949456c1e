import { setTimeout } from 'node:timers/promises';
import { ne, sql } from 'drizzle-orm';
import type { Database, Queries } from '../postgres/database.ts';
import { mails } from '../postgres/schema.ts';

/** The jobs of one kind. */
interface QueueFigures {
  queue: string;
  waiting: number;
  /** How long the oldest of them has been waiting, in seconds; 0 where none is. */
  oldestWaiting: number;
  /** As pg-boss has counted last, some seconds ago. */
  active: number;
  failed: number;
}

/** What only the database can tell. */
export interface DatabaseFigures {
  queues: QueueFigures[];
  queuedMails: number;
  failedMails: number;
  /** For how long the oldest transaction that writes has been open, in seconds: no event after it is told before it ends. */
  oldestTransaction: number;
  /** When this was read. */
  at: number;
}

/** How long a scrape waits for the database, in milliseconds. */
const patience = 1000;

/**
 * Reads the figures of a database, one reading at a time, however many ask. Answers those of the last one where the
 * database is slow or away; nothing where it never answered.
 */
export function databaseFigures(database: Database): () => Promise<DatabaseFigures | undefined> {
  let last: DatabaseFigures | undefined;
  let reading: Promise<void> | undefined;

  return async () => {
    reading ??= readFigures(database)
      .then(figures => {
        last = figures;
      })
      .catch(() => {})
      .finally(() => {
        reading = undefined;
      });
    await Promise.race([reading, setTimeout(patience, undefined, { ref: false })]);
    return last;
  };
}

/** Everything here is read from an index of few rows, or a table of few. */
function readFigures({ transaction }: Database): Promise<DatabaseFigures> {
  return transaction(async tx => {
    await tx.execute(sql.raw(`set local statement_timeout = ${patience}`));
    const states = await tx
      .select({ state: mails.state, count: sql<number>`count(*)::int` })
      .from(mails)
      .where(ne(mails.state, 'sent'))
      .groupBy(mails.state);
    const countOf = (state: string) => states.find(row => row.state === state)?.count ?? 0;
    return {
      queues: await readQueues(tx),
      queuedMails: countOf('queued'),
      failedMails: countOf('failed'),
      oldestTransaction: await readOldestTransaction(tx),
      at: Date.now(),
    };
  });
}

/** The conditions on what waits are those of the index that pg-boss fetches by. */
async function readQueues(tx: Queries): Promise<QueueFigures[]> {
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    select q.name, q.active_count as active, q.failed_count as failed, w.count as waiting,
      coalesce(extract(epoch from now() - w.oldest), 0) as oldest
    from pgboss.queue q cross join lateral (
      select count(*) as count, min(j.created_on) as oldest
      from pgboss.job j where j.name = q.name and j.state < 'active' and not j.blocked) w
    where q.name not like '\\_\\_pgboss%' order by q.name`);
  return rows.map(row => ({
    queue: String(row.name),
    waiting: Number(row.waiting),
    oldestWaiting: Math.max(0, Number(row.oldest)),
    active: Number(row.active),
    failed: Number(row.failed),
  }));
}

async function readOldestTransaction(tx: Queries): Promise<number> {
  const { rows } = await tx.execute<{ seconds: unknown }>(sql`
    select coalesce(extract(epoch from now() - min(xact_start)), 0) as seconds
    from pg_stat_activity where backend_xid is not null and datname = current_database() and pid <> pg_backend_pid()`);
  return Math.max(0, Number(rows[0]?.seconds));
}
