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
export async function appendEvent(tx: Queries, { accountIds, ...event }: NewEvent): Promise<void> {
  await tx.insert(events).values({ ...event, accountIds: [...new Set(accountIds)] });
  wakeAfterCommit(tx, eventChannel);
}
