import * as z from 'zod/mini';
import { count } from './count.ts';

/** Where to start: after an event id, or so many seconds ago; from now where neither is given. */
export interface EventsQuery {
  after?: string | undefined;
  since?: number | undefined;
}

export const EventsQuery: z.ZodMiniType<EventsQuery> = z.object({
  after: z.optional(z.string().check(z.regex(/^\d+-\d+$/))),
  since: z.optional(count(0, 300)),
});
