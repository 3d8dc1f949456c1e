import { type Operations, PorticoError, type RecoveryPlan, recoveryPlan, recoveryRefusal } from '@portico/core';
import type { Context } from './context.ts';
import { queueRecoveryMail } from './recovery-mail.ts';
import { findContact, lockLogin, type Person } from './scope.ts';

export const recoveryOperations: Operations<Context, 'by-promise'>['recovery'] = {
  async plan(context, { contactId }) {
    return planFor(await findContact(context, contactId), context.now());
  },

  async send(context, { contactId, action }) {
    const { tx, now } = context;
    const found = await findContact(context, contactId);
    // Two presses at once: the second waits here, and then finds that a mail has just been sent.
    if (found.user) await lockLogin(tx, found.user);
    const person = await findContact(context, contactId);
    const sentAt = now();
    const plan = planFor(person, sentAt);
    const refusal = recoveryRefusal(plan, action);
    if (refusal) throw new PorticoError(refusal, { retryAfter: plan.retryAfter ?? undefined });
    const { user, contact } = person;
    if (!user || contact.email === null) throw new PorticoError('no-login');
    await queueRecoveryMail(context, { contact, user }, { action, sentAt });
    return { action, email: contact.email, sentAt: sentAt.toISOString() };
  },
};

function planFor({ contact, user }: Person, now: Date): RecoveryPlan {
  return recoveryPlan({ email: contact.email, user }, now);
}
