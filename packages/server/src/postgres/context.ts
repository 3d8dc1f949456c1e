import type { EventType, StaffPrincipal } from '@portico/core';
import { appendEvent } from '../events/append.ts';
import type { Queries } from './database.ts';
import type { PortalSettings } from './portal-settings.ts';
import type { Actor } from './schema.ts';

/** Hands a mail to whatever sends it, within the transaction that wrote it. */
export type EnqueueMail = (tx: Queries, mail: { id: string }) => Promise<void>;

/** One call: by whom, on which handle. */
export interface Context {
  /** The open transaction, where the call writes. The only handle it may use. */
  tx: Queries;
  principal: StaffPrincipal;
  /** The caller, as events name them. */
  actor: Actor;
  now: () => Date;
  settings: PortalSettings;
  enqueueMail: EnqueueMail;
}

/** Writes down what the caller has changed. */
export function recordEvent(
  { tx, actor, now }: Context,
  type: EventType,
  { accountIds, contactId = null }: { accountIds: string[]; contactId?: string | null },
): Promise<void> {
  return appendEvent(tx, { type, at: now(), accountIds, contactId, actor });
}
