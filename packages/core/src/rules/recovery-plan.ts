import type { ErrorCode } from '../errors.ts';
import type { RecoveryPlan, RecoverySent } from '../recovery.ts';
import type { UserState } from '../user.ts';

/** How long one recovery mail keeps the next one back, in seconds. */
export const recoveryCooldown = 60;

/** What is known of the person behind the button; `user` is null where the contact has no login yet. */
export interface RecoveryFacts {
  email: string | null;
  user: {
    state: UserState;
    /** When the last mail of any kind was sent. */
    lastMailAt: Date | null;
    /** When the last mail was sent to get the person back in; the first registration mail is none. */
    lastRecoveryMailAt: Date | null;
  } | null;
}

/** What one press of the reset button will do, and why. */
export function recoveryPlan({ email, user }: RecoveryFacts, now: Date): RecoveryPlan {
  const sentAt = user?.lastMailAt?.toISOString() ?? null;
  const plan = { email, sentAt, retryAfter: null };
  if (!user) return { ...plan, action: 'create-user' };
  if (user.state === 'deactivated') return { ...plan, action: 'reactivate' };
  const retryAfter = secondsToWait(user.lastRecoveryMailAt, now);
  if (retryAfter > 0) return { ...plan, action: 'wait', retryAfter };
  return { ...plan, action: user.state === 'invited' ? 'resend-registration' : 'send-reset' };
}

/** The error that a send ends in where the plan is no longer the one the caller was shown; undefined where it is. */
export function recoveryRefusal(plan: RecoveryPlan, asked: RecoverySent['action']): ErrorCode | undefined {
  if (plan.action === asked) return undefined;
  const codes: Record<RecoveryPlan['action'], ErrorCode> = {
    'create-user': 'no-login',
    reactivate: 'user-deactivated',
    wait: 'sent-recently',
    'resend-registration': 'registration-pending',
    'send-reset': 'already-registered',
  };
  return codes[plan.action];
}

function secondsToWait(sentAt: Date | null, now: Date): number {
  if (!sentAt) return 0;
  const elapsed = Math.max(0, (now.getTime() - sentAt.getTime()) / 1000);
  return Math.max(0, Math.ceil(recoveryCooldown - elapsed));
}
