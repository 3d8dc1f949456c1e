import * as z from 'zod/mini';
import { Email } from './email.ts';
import { Id } from './id.ts';
import type { EmailProblem } from './rules/identity-key.ts';
import { line } from './text.ts';
import { Instant } from './time.ts';

/** PENDING until the person has completed registration, COMPLETE after; it says nothing else. */
export type AccessStatus = 'PENDING' | 'COMPLETE';

export const AccessStatus: z.ZodMiniType<AccessStatus> = z.enum(['PENDING', 'COMPLETE']);

/** Whether an access opens anything now, and if not, why. */
export type Standing = 'open' | 'deactivated' | 'account-inactive' | 'membership-ended';

export const Standing: z.ZodMiniType<Standing> = z.enum([
  'open',
  'deactivated',
  'account-inactive',
  'membership-ended',
]);

/** One person's access to one account. */
export interface Access {
  id: string;
  accountId: string;
  market: string;
  accountName: string;
  /** A client has a contact; a member of staff has none. */
  kind: 'client' | 'staff';
  contactId: string | null;
  firstName: string;
  lastName: string;
  email: string;
  jobTitle: string | null;
  /** What the person may do inside the account. */
  role: string;
  status: AccessStatus;
  standing: Standing;
  /** The newest mail to register or reset by could not be delivered, and the person has not registered since. */
  mailFailed: boolean;
  grantedAt: string;
  /** The name of whoever granted it. */
  grantedBy: string;
  /** The order it was granted from. */
  orderId: string | null;
}

export const Access: z.ZodMiniType<Access> = z.object({
  id: Id,
  accountId: Id,
  market: z.string(),
  accountName: z.string(),
  kind: z.enum(['client', 'staff']),
  contactId: z.nullable(Id),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  jobTitle: z.nullable(z.string()),
  role: z.string(),
  status: AccessStatus,
  standing: Standing,
  mailFailed: z.boolean(),
  grantedAt: Instant,
  grantedBy: z.string(),
  orderId: z.nullable(Id),
});

/** Who is to be given access: a new contact, or the one this email already belongs to, whose record then stays as it is. */
export interface NewPerson {
  email: string;
  firstName: string;
  lastName: string;
  phone?: string | undefined;
  jobTitle?: string | undefined;
}

export const NewPerson: z.ZodMiniType<NewPerson> = z.object({
  email: Email,
  firstName: line(200),
  lastName: line(200),
  phone: z.optional(line(50)),
  jobTitle: z.optional(line(200)),
});

export interface AccessGrant {
  contact: NewPerson;
  /** `guest` unless another is chosen. */
  role?: string | undefined;
  /** The order the access is granted from. */
  orderId?: string | undefined;
}

export const AccessGrant: z.ZodMiniType<AccessGrant> = z.object({
  contact: NewPerson,
  role: z.optional(line(100)),
  orderId: z.optional(Id),
});

/** What submitting an address would do, why, and the right next action. */
export interface Verdict {
  verdict:
    | 'free'
    | 'existing-contact'
    | 'has-access'
    | 'pending'
    | 'deactivated'
    | 'has-access-elsewhere'
    | 'staff-address'
    | 'invalid-email';
  next: 'create' | 'resend-registration' | 'reactivate' | 'ask-support' | 'correct-email' | 'none';
  /** What is wrong with the address; only with `invalid-email`. */
  problem: EmailProblem | null;
  /** The contact the address belongs to. */
  contact: {
    id: string;
    firstName: string;
    lastName: string;
    phone: string | null;
    jobTitle: string | null;
  } | null;
  /** When the person was given access to this account. */
  since: string | null;
  /** When the last registration or reset mail was sent. */
  mailSentAt: string | null;
  /** Other accounts the person sees, as far as the caller may know. */
  accounts: { id: string; market: string; name: string }[];
  /** Whether the account in question opens anything now, and if not, why. */
  accountStanding: Standing;
}

export const Verdict: z.ZodMiniType<Verdict> = z.object({
  verdict: z.enum([
    'free',
    'existing-contact',
    'has-access',
    'pending',
    'deactivated',
    'has-access-elsewhere',
    'staff-address',
    'invalid-email',
  ]),
  next: z.enum(['create', 'resend-registration', 'reactivate', 'ask-support', 'correct-email', 'none']),
  // Any text: an older page must still read the verdict of a newer server.
  problem: z.nullable(z.string() as z.ZodMiniType<EmailProblem>),
  contact: z.nullable(
    z.object({
      id: Id,
      firstName: z.string(),
      lastName: z.string(),
      phone: z.nullable(z.string()),
      jobTitle: z.nullable(z.string()),
    }),
  ),
  since: z.nullable(Instant),
  mailSentAt: z.nullable(Instant),
  accounts: z.array(z.object({ id: Id, market: z.string(), name: z.string() })),
  accountStanding: Standing,
});
