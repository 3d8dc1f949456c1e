import * as z from 'zod/mini';
import { Id } from './id.ts';
import { CalendarDate } from './time.ts';

/** A client company in one market. */
export interface Account {
  id: string;
  market: string;
  name: string;
  /** An inactive account keeps its people and opens nothing to them. */
  active: boolean;
  /** Last day of membership, `YYYY-MM-DD` in the portal's time zone; null where it does not end. */
  membershipEnd: string | null;
}

export const Account: z.ZodMiniType<Account> = z.object({
  id: Id,
  market: z.string(),
  name: z.string(),
  active: z.boolean(),
  membershipEnd: z.nullable(CalendarDate),
});
