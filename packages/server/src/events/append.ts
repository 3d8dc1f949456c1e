import type { EventType } from '@portico/core';
import type { SQLWrapper } from 'drizzle-orm';
import type { Queries } from '../postgres/database.ts';
import { type Actor, events } from '../postgres/schema.ts';
import { wakeAfterCommit } from '../postgres/wake-up.ts';

/** Wakes whoever reads events. */
export const eventChannel = 'portico_event';

/** A change, as it is written down; ids are ours. */
export interface NewEvent {
  type: EventType;
  at: Date;
  accountIds: string[];
  contactId: string | null;
  actor: Actor;
  detail?: Record<string, unknown>;
}

/** Writes an event in the transaction of the change it tells of, and wakes the readers when that is kept. */
export async function appendEvent(tx: Queries, event: NewEvent): Promise<void> {
  await appendEvents(tx, [event]);
}

/** The statement that writes events, for whoever runs it in the same transaction; the readers are woken when that is kept. */
export function appendEvents(tx: Queries, all: readonly NewEvent[]): SQLWrapper & PromiseLike<unknown> {
  wakeAfterCommit(tx, eventChannel);
  return tx
    .insert(events)
    .values(all.map(({ accountIds, ...event }) => ({ ...event, accountIds: [...new Set(accountIds)] })));
}
