import type { RecoveryPlan } from '../recovery.ts';
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

function secondsToWait(sentAt: Date | null, now: Date): number {
  if (!sentAt) return 0;
  const elapsed = Math.max(0, (now.getTime() - sentAt.getTime()) / 1000);
  return Math.max(0, Math.ceil(recoveryCooldown - elapsed));
}
