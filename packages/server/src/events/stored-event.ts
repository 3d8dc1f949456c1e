import type { EventType } from '@portico/core';
import { and, desc, eq, gte, inArray, isNotNull, min, sql } from 'drizzle-orm';
import type { Queries } from '../postgres/database.ts';
import { access, accounts, contacts, events, staff } from '../postgres/schema.ts';
import { type Named, namesOf } from '../postgres/scope.ts';

/** A place in the order of events: a transaction's id and a row's. */
export interface EventPosition {
  xid: bigint;
  id: bigint;
}

/** An account that an event is about. */
export interface EventAccount extends Named {
  /** The `emailKey` of each member of staff who serves it, when the event is read: whoever has left it is not told. */
  servedBy: string[];
}

/** An event as it is stored, with what its records are called. */
export interface StoredEvent {
  position: EventPosition;
  type: EventType;
  at: Date;
  accounts: EventAccount[];
  contact: Named | null;
}

/** Events in their order; whatever is not in it comes after `end`. */
export interface EventPage {
  events: StoredEvent[];
  end: EventPosition;
  /** Whether there are no more now. */
  isLast: boolean;
  /** Whether there are some that wait for the end of an older transaction. */
  isHeld: boolean;
}

const pageSize = 200;

export function isAfter(a: EventPosition, b: EventPosition): boolean {
  return a.xid === b.xid ? a.id > b.id : a.xid > b.xid;
}

/**
 * The place before which nothing can appear any more: the oldest transaction still running. Reading beyond it would skip
 * what a slow transaction has yet to commit.
 * @see https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-SNAPSHOT
 */
export async function horizon(db: Queries): Promise<EventPosition> {
  const { rows } = await db.execute<{ xid: string }>(sql`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`);
  return { xid: BigInt(rows[0]?.xid ?? '0'), id: 0n };
}

/** The place from which on all events of a time and later are. */
export async function startOf(db: Queries, time: Date): Promise<EventPosition> {
  const now = await horizon(db);
  const [first] = await db
    .select({ xid: min(events.xid) })
    .from(events)
    .where(gte(events.at, time));
  const xid = BigInt(first?.xid ?? now.xid);
  return { xid: xid < now.xid ? xid : now.xid, id: 0n };
}

/** A page of the events after a position. */
export async function readEvents(db: Queries, after: EventPosition): Promise<EventPage> {
  const end = await horizon(db);
  const rows = await db
    .select()
    .from(events)
    .where(
      and(
        sql`(${events.xid}, ${events.id}) > (${String(after.xid)}::xid8, ${String(after.id)}::bigint)`,
        sql`${events.xid} < ${String(end.xid)}::xid8`,
      ),
    )
    .orderBy(events.xid, events.id)
    .limit(pageSize);
  const found = await withNames(db, rows);
  const last = found.at(-1)?.position;
  if (last && rows.length === pageSize) return { events: found, end: last, isLast: false, isHeld: false };
  return { events: found, end, isLast: true, isHeld: await hasEventsFrom(db, end) };
}

async function hasEventsFrom(db: Queries, { xid }: EventPosition): Promise<boolean> {
  const waiting = await db
    .select({ id: events.id })
    .from(events)
    .where(sql`${events.xid} >= ${String(xid)}::xid8`)
    // By the index, from its end: without an order the table is read from its beginning.
    .orderBy(desc(events.xid))
    .limit(1);
  return waiting.length > 0;
}

async function withNames(db: Queries, rows: (typeof events.$inferSelect)[]): Promise<StoredEvent[]> {
  if (rows.length === 0) return [];
  const accountIds = [...new Set(rows.flatMap(row => row.accountIds))];
  const contactIds = [...new Set(rows.flatMap(row => row.contactId ?? []))];
  const serving = await servingStaff(db, accountIds);
  const accountNames = new Map(
    (await db.select(namesOf(accounts)).from(accounts).where(inArray(accounts.id, accountIds))).map(row => [
      row.id,
      { ...row, servedBy: serving.filter(({ accountId }) => accountId === row.id).map(({ emailKey }) => emailKey) },
    ]),
  );
  const contactNames = new Map(
    (await db.select(namesOf(contacts)).from(contacts).where(inArray(contacts.id, contactIds))).map(row => [
      row.id,
      row,
    ]),
  );
  return rows.map(({ xid, id, type, at, ...row }) => ({
    position: { xid: BigInt(xid), id },
    type,
    at,
    accounts: row.accountIds.flatMap(account => accountNames.get(account) ?? []),
    contact: (row.contactId !== null && contactNames.get(row.contactId)) || null,
  }));
}

function servingStaff(db: Queries, accountIds: string[]) {
  return db
    .select({ accountId: access.accountId, emailKey: staff.emailKey })
    .from(access)
    .innerJoin(staff, eq(staff.id, access.staffId))
    .where(and(inArray(access.accountId, accountIds), isNotNull(access.staffId)));
}
