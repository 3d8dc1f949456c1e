import * as z from 'zod/mini';
import { Instant } from './time.ts';
import { UserState } from './user.ts';

/** Everything that is kept about one person, as they may ask for it; ids are the caller's. */
export interface PersonExport {
  /** When it was drawn up. */
  at: string;
  /** Their records: one address may be in several. */
  contacts: {
    id: string;
    accountId: string;
    market: string;
    accountName: string;
    firstName: string;
    lastName: string;
    email: string | null;
    phone: string | null;
    jobTitle: string | null;
    createdAt: string;
    updatedAt: string;
  }[];
  /** Their login; null where there is none. */
  login: { state: UserState; createdAt: string; registeredAt: string | null; lastMailAt: string | null } | null;
  access: {
    accountId: string;
    market: string;
    accountName: string;
    role: string;
    grantedAt: string;
    grantedBy: string;
    orderId: string | null;
  }[];
  mails: {
    kind: string;
    to: string;
    subject: string | null;
    state: string;
    createdAt: string;
    sentAt: string | null;
  }[];
  /** Where they are signed in. */
  sessions: { createdAt: string; expiresAt: string; address: string | null; browser: string | null }[];
  /** What happened with them, and by whom. */
  events: { type: string; at: string; by: string }[];
}

export const PersonExport: z.ZodMiniType<PersonExport> = z.object({
  at: Instant,
  contacts: z.array(
    z.object({
      id: z.string(),
      accountId: z.string(),
      market: z.string(),
      accountName: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      email: z.nullable(z.string()),
      phone: z.nullable(z.string()),
      jobTitle: z.nullable(z.string()),
      createdAt: Instant,
      updatedAt: Instant,
    }),
  ),
  login: z.nullable(
    z.object({
      state: UserState,
      createdAt: Instant,
      registeredAt: z.nullable(Instant),
      lastMailAt: z.nullable(Instant),
    }),
  ),
  access: z.array(
    z.object({
      accountId: z.string(),
      market: z.string(),
      accountName: z.string(),
      role: z.string(),
      grantedAt: Instant,
      grantedBy: z.string(),
      orderId: z.nullable(z.string()),
    }),
  ),
  mails: z.array(
    z.object({
      kind: z.string(),
      to: z.string(),
      subject: z.nullable(z.string()),
      state: z.string(),
      createdAt: Instant,
      sentAt: z.nullable(Instant),
    }),
  ),
  sessions: z.array(
    z.object({
      createdAt: Instant,
      expiresAt: Instant,
      address: z.nullable(z.string()),
      browser: z.nullable(z.string()),
    }),
  ),
  events: z.array(z.object({ type: z.string(), at: Instant, by: z.string() })),
});
