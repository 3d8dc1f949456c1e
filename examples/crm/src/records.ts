import type { Permission } from '@portico/core';
import { isPermission } from '@portico/core';
import * as z from 'zod/mini';

const Account = z.object({
  id: z.string(),
  name: z.string(),
  market: z.string(),
  industry: z.string(),
  city: z.string(),
  phone: z.string(),
  active: z.boolean(),
  /** `YYYY-MM-DD`, the last day of membership. */
  membershipEnd: z.nullable(z.string()),
  /** The staff who serve the account; the first one owns it. */
  staffIds: z.array(z.string()),
});

const Order = z.object({
  id: z.string(),
  number: z.string(),
  product: z.string(),
  accountId: z.string(),
  status: z.enum(['Draft', 'Activated', 'Closed']),
  /** In whole units of the currency. */
  amount: z.number(),
  currency: z.string(),
  /** `YYYY-MM-DD` */
  orderedOn: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
});

const Contact = z.object({
  id: z.string(),
  accountId: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  jobTitle: z.nullable(z.string()),
  /** Portico's own id of a contact that a widget created; by it a repeated adoption finds what the first one made. */
  porticoId: z.nullable(z.string()),
});

const StaffMember = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  title: z.string(),
  /** What sets this person apart in the demo; only in the menu of whom to act as. */
  note: z.string(),
  /** What the widgets may do in this person's name. */
  permissions: z.array(z.custom<Permission>(isPermission)),
  /** The accounts this person may see: all, those they serve, or, for a partner, the ids of some. */
  accounts: z.union([z.literal('all'), z.literal('served'), z.array(z.string())]),
});

/** Everything the CRM keeps, as its file holds it. */
export const CrmData = z.object({
  accounts: z.array(Account),
  orders: z.array(Order),
  contacts: z.array(Contact),
  staff: z.array(StaffMember),
});

export type Account = z.infer<typeof Account>;
export type Order = z.infer<typeof Order>;
export type Contact = z.infer<typeof Contact>;
export type StaffMember = z.infer<typeof StaffMember>;
export type CrmData = z.infer<typeof CrmData>;

/** A person's name as pages show it. */
export function fullName(person: { firstName: string; lastName: string }): string {
  return `${person.firstName} ${person.lastName}`;
}
