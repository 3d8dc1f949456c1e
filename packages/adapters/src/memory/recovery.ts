import { type ErrorCode, PorticoError, type RecoveryPlan, recoveryPlan } from '@portico/core';
import type { Operations } from './operations.ts';
import { findContact } from './scope.ts';
import type { ContactRow, State } from './state.ts';

export const recovery: Operations['recovery'] = {
  plan(context, { contactId }) {
    return planFor(context.state, findContact(context, contactId));
  },

  send(context, { contactId, action }) {
    const { state } = context;
    const contact = findContact(context, contactId);
    const plan = planFor(state, contact);
    if (plan.action !== action) {
      throw new PorticoError(refusals[plan.action], { retryAfter: plan.retryAfter ?? undefined });
    }
    const { user, email } = contact;
    if (!user || email === null) throw new PorticoError('no-login');
    const sentAt = state.now();
    user.lastMailAt = user.lastRecoveryMailAt = sentAt;
    return { action, email, sentAt: sentAt.toISOString() };
  },
};

/** What to answer when the plan is no longer the one the caller was shown. */
const refusals: Record<RecoveryPlan['action'], ErrorCode> = {
  'create-user': 'no-login',
  reactivate: 'user-deactivated',
  wait: 'sent-recently',
  'resend-registration': 'registration-pending',
  'send-reset': 'already-registered',
};

function planFor(state: State, { email, user }: ContactRow): RecoveryPlan {
  return recoveryPlan({ email, user }, state.now());
}
