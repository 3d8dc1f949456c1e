import * as z from 'zod/mini';
import { Id } from './id.ts';
import { UserState } from './user.ts';

/** A person's CRM record. */
export interface Contact {
  id: string;
  /** The account that the person belongs to; null where the caller only sees another one that they have access to. */
  accountId: string | null;
  firstName: string;
  lastName: string;
  /** The login; null where the record has no address yet. */
  email: string | null;
  phone: string | null;
  jobTitle: string | null;
  /** The state of the contact's login; null where there is none. */
  userState: UserState | null;
}

export const Contact: z.ZodMiniType<Contact> = z.object({
  id: Id,
  accountId: z.nullable(Id),
  firstName: z.string(),
  lastName: z.string(),
  email: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  jobTitle: z.nullable(z.string()),
  userState: z.nullable(UserState),
});
