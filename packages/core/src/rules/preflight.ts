import type { Standing, Verdict } from '../access.ts';
import type { ErrorCode } from '../errors.ts';
import type { Permission } from '../permissions.ts';
import type { UserState } from '../user.ts';
import { emailProblem } from './identity-key.ts';

/** What is known of an address, seen from one account and limited to what the caller may know. */
export interface PreflightFacts {
  email: string;
  isStaff: boolean;
  contact: Verdict['contact'];
  user: { state: UserState; lastMailAt: string | null } | null;
  /** When this person was given access to the account in question; null where they have none. */
  hasAccessSince: string | null;
  /** The other accounts this person sees, as far as the caller's scope covers them. */
  elsewhere: Verdict['accounts'];
  /** What the caller may do. */
  permissions: ReadonlySet<Permission>;
  /** Whether the account opens anything now. */
  accountStanding: Standing;
}

/** What submitting an address would do, why, and the right next action. */
export function preflight({ permissions, accountStanding, ...facts }: PreflightFacts): Verdict {
  const problem = emailProblem(facts.email);
  const may = (permission: Permission, next: Verdict['next']) => (permissions.has(permission) ? next : 'ask-support');
  const base = { problem: null, contact: null, since: null, mailSentAt: null, accounts: [], accountStanding };
  if (problem) return { ...base, verdict: 'invalid-email', next: 'correct-email', problem };
  if (facts.isStaff) return { ...base, verdict: 'staff-address', next: 'correct-email' };
  if (!facts.user) {
    if (!facts.contact) return { ...base, verdict: 'free', next: 'create' };
    return { ...base, verdict: 'existing-contact', next: 'create', contact: facts.contact };
  }
  const known = {
    ...base,
    contact: facts.contact,
    since: facts.hasAccessSince,
    mailSentAt: facts.user.lastMailAt,
    accounts: facts.elsewhere,
  };
  if (facts.user.state === 'deactivated') {
    return { ...known, verdict: 'deactivated', next: may('users:deactivate', 'reactivate') };
  }
  if (facts.hasAccessSince === null) {
    return { ...known, verdict: 'has-access-elsewhere', next: may('access:extend', 'create') };
  }
  if (facts.user.state === 'invited') {
    return { ...known, verdict: 'pending', next: may('users:recover', 'resend-registration') };
  }
  return { ...known, verdict: 'has-access', next: 'none' };
}

/** The error that submitting anyway ends in, or undefined where it would be done. */
export function grantRefusal({ verdict, next }: Verdict): ErrorCode | undefined {
  switch (verdict) {
    case 'invalid-email':
      return 'invalid-request';
    case 'staff-address':
      return 'staff-address';
    case 'deactivated':
      return 'user-deactivated';
    case 'pending':
      return 'registration-pending';
    case 'has-access':
      return 'already-has-access';
    case 'has-access-elsewhere':
      return next === 'create' ? undefined : 'access-elsewhere';
    default:
      return undefined;
  }
}
