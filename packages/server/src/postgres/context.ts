import type { EventType, StaffPrincipal } from '@portico/core';
import { appendEvent, type NewEvent } from '../events/append.ts';
import type { Queries } from './database.ts';
import type { PortalSettings } from './portal-settings.ts';
import type { Actor } from './schema.ts';
import type { Writes } from './writes.ts';

/** Hands a mail to whatever sends it, with the rows that it is written by. */
export type EnqueueMail = (writes: Writes, mail: { id: string }) => void;

/** What names somebody who is erased, wherever it is kept. */
export interface ErasedPerson {
  /** The key of their login, or of what would be one. */
  emailKey: string | null;
  /** Their addresses, as they were written. */
  addresses: readonly string[];
  mailIds: readonly string[];
}

/** Removes what is kept about somebody beside the backend's own tables, within the transaction that erases them. */
export type ForgetPerson = (tx: Queries, person: ErasedPerson) => Promise<void>;

/** One call: by whom, on which handle. */
export interface Context {
  /** The open transaction, where the call writes. The only handle it may use. */
  tx: Queries;
  /** What the call leaves behind, written at its end. */
  writes: Writes;
  principal: StaffPrincipal;
  /** The caller, as events name them. */
  actor: Actor;
  now: () => Date;
  settings: PortalSettings;
  /** The key that new links are made with. */
  linkKeyId: string;
  enqueueMail: EnqueueMail;
  forgetPerson: ForgetPerson;
}

interface Concerned {
  accountIds: string[];
  contactId?: string | null;
}

/** Something that the caller has changed. */
export function eventOf(
  { actor, now }: Context,
  type: EventType,
  { accountIds, contactId = null }: Concerned,
): NewEvent {
  return { type, at: now(), accountIds, contactId, actor };
}

/** Writes down what the caller has changed. */
export function recordEvent(context: Context, type: EventType, concerned: Concerned): Promise<void> {
  return appendEvent(context.tx, eventOf(context, type, concerned));
}
