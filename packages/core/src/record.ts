import * as z from 'zod/mini';
import { Email } from './email.ts';
import { Id } from './id.ts';
import { line } from './text.ts';
import { CalendarDate } from './time.ts';

/** What a host system knows, as a batch: accounts first, then the orders and contacts that lead to them. */
export interface Records {
  accounts?: AccountRecord[] | undefined;
  orders?: OrderRecord[] | undefined;
  contacts?: ContactRecord[] | undefined;
}

export interface AccountRecord {
  id: string;
  market: string;
  name: string;
  active?: boolean | undefined;
  /** `YYYY-MM-DD`, the last day of membership. */
  membershipEnd?: string | null | undefined;
  /** The staff who serve the account, and so see it. */
  staff?: { email: string; name: string }[] | undefined;
}

export interface OrderRecord {
  id: string;
  accountId: string;
}

export interface ContactRecord {
  id: string;
  accountId: string;
  firstName: string;
  lastName: string;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  jobTitle?: string | null | undefined;
}

export const Records: z.ZodMiniType<Records> = z.object({
  accounts: z.optional(
    z
      .array(
        z.object({
          id: Id,
          market: line(200),
          name: line(200),
          active: z.optional(z.boolean()),
          membershipEnd: z.optional(z.nullable(CalendarDate)),
          staff: z.optional(z.array(z.object({ email: Email, name: line(200) })).check(z.maxLength(100))),
        }),
      )
      .check(z.maxLength(500)),
  ),
  orders: z.optional(z.array(z.object({ id: Id, accountId: Id })).check(z.maxLength(500))),
  contacts: z.optional(
    z
      .array(
        z.object({
          id: Id,
          accountId: Id,
          firstName: line(200),
          lastName: line(200),
          email: z.optional(z.nullable(Email)),
          phone: z.optional(z.nullable(line(50))),
          jobTitle: z.optional(z.nullable(line(200))),
        }),
      )
      .check(z.maxLength(500)),
  ),
});

/** One line of a batch's answer; `error` is an error code where the record was not taken. */
export interface RecordResult {
  kind: 'account' | 'order' | 'contact';
  id: string;
  outcome: 'created' | 'updated' | 'unchanged' | 'refused';
  error: string | null;
}

export const RecordResults: z.ZodMiniType<{ items: RecordResult[] }> = z.object({
  items: z.array(
    z.object({
      kind: z.enum(['account', 'order', 'contact']),
      id: Id,
      outcome: z.enum(['created', 'updated', 'unchanged', 'refused']),
      error: z.nullable(z.string()),
    }),
  ),
});
