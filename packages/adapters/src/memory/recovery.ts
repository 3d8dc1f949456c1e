import { type Operations, PorticoError, type RecoveryPlan, recoveryPlan, recoveryRefusal } from '@portico/core';
import { queueMail } from './mails.ts';
import { findContact } from './scope.ts';
import type { ContactRow, Context, State } from './state.ts';

export const recovery: Operations<Context, 'at-once'>['recovery'] = {
  plan(context, { contactId }) {
    return planFor(context.state, findContact(context, contactId));
  },

  send(context, { contactId, action }) {
    const { state } = context;
    const contact = findContact(context, contactId);
    const plan = planFor(state, contact);
    const refusal = recoveryRefusal(plan, action);
    if (refusal) throw new PorticoError(refusal, { retryAfter: plan.retryAfter ?? undefined });
    const { user, email } = contact;
    if (!user || email === null) throw new PorticoError('no-login');
    const sentAt = queueMail(state, { contact, user }, action === 'send-reset' ? 'reset' : 'registration');
    user.lastRecoveryMailAt = sentAt;
    if (action === 'resend-registration') user.hasOpenLink = true;
    return { action, email, sentAt: sentAt.toISOString() };
  },
};

function planFor(state: State, { email, user }: ContactRow): RecoveryPlan {
  return recoveryPlan({ email, user }, state.now());
}
