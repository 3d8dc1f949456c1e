import * as z from 'zod/mini';
import { isPermission, type Permission } from './permissions.ts';
import { Instant } from './time.ts';

/** A member of staff who is signed in on the server's own admin pages. */
export interface StaffSession {
  name: string;
  email: string;
  permissions: Permission[];
  expiresAt: string;
}

export const StaffSession: z.ZodMiniType<StaffSession> = z.object({
  name: z.string(),
  email: z.string(),
  permissions: z.array(z.custom<Permission>(isPermission)),
  expiresAt: Instant,
});

/** How staff can sign in here without a CRM. */
export interface SignInWays {
  /** By a one-time link that is mailed to them. */
  mail: boolean;
  /** By the company's own sign-in: its name, and where to begin. */
  company: { name: string; url: string } | null;
}

export const SignInWays: z.ZodMiniType<SignInWays> = z.object({
  mail: z.boolean(),
  company: z.nullable(z.object({ name: z.string(), url: z.string() })),
});

/** Why a sign-in at the company led nowhere: the `problem` in the address of the sign-in page that it comes back to. */
export const companySignInProblems = ['cancelled', 'failed', 'not-permitted', 'unavailable', 'expired'] as const;

export type CompanySignInProblem = (typeof companySignInProblems)[number];
