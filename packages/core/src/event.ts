import * as z from 'zod/mini';
import { Id } from './id.ts';
import { Instant } from './time.ts';

/** What can happen; past tense, by noun. */
export type EventType =
  | 'access.granted'
  | 'account.updated'
  | 'contact.created'
  | 'contact.updated'
  | 'contact.linked'
  | 'user.invited'
  | 'user.registered'
  | 'user.deactivated'
  | 'user.reactivated'
  | 'mail.queued'
  | 'mail.sent'
  | 'mail.failed'
  | 'person.exported'
  | 'person.erased';

/** A change, told to whoever may see one of its accounts. It names records and carries nothing of what is in them. */
export interface PorticoEvent {
  /** Grows with time and can be resumed after; otherwise opaque. */
  id: string;
  type: EventType;
  at: string;
  accountIds: string[];
  contactId: string | null;
}

export const PorticoEvent: z.ZodMiniType<PorticoEvent> = z.object({
  id: z.string(),
  // Any text: an older page must still follow a newer server that tells of more.
  type: z.string() as z.ZodMiniType<EventType>,
  at: Instant,
  accountIds: z.array(Id),
  contactId: z.nullable(Id),
});
