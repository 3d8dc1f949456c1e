import * as z from 'zod/mini';
import { count } from './count.ts';
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
  | 'mail.sent';

export const EventType: z.ZodMiniType<EventType> = z.enum([
  'access.granted',
  'account.updated',
  'contact.created',
  'contact.updated',
  'contact.linked',
  'user.invited',
  'user.registered',
  'user.deactivated',
  'user.reactivated',
  'mail.queued',
  'mail.sent',
]);

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
  type: EventType,
  at: Instant,
  accountIds: z.array(Id),
  contactId: z.nullable(Id),
});

/** Where to start: after an event id, or so many seconds ago; from now where neither is given. */
export interface EventsQuery {
  after?: string | undefined;
  since?: number | undefined;
}

export const EventsQuery: z.ZodMiniType<EventsQuery> = z.object({
  after: z.optional(z.string().check(z.regex(/^\d+-\d+$/))),
  since: z.optional(count(0, 300)),
});
