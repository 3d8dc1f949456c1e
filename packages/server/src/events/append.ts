import type { EventType } from '@portico/core';
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
  wakeAfterCommit(tx, eventChannel);
  await tx.insert(events).values(eventRow(event));
}

/** An event as it is kept: an account is named once. */
export function eventRow({ accountIds, ...event }: NewEvent): typeof events.$inferInsert {
  return { ...event, accountIds: [...new Set(accountIds)] };
}
