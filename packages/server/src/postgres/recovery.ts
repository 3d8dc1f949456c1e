import { type ErrorCode, PorticoError, type RecoveryPlan, recoveryPlan } from '@portico/core';
import { eq } from 'drizzle-orm';
import { replaceLink } from './links.ts';
import { queueMail } from './mails.ts';
import type { Operations } from './operations.ts';
import { users } from './schema.ts';
import { findContact, type Person } from './scope.ts';

export const recoveryOperations: Operations['recovery'] = {
  async plan(context, { contactId }) {
    return planFor(await findContact(context, contactId), context.now());
  },

  async send(context, { contactId, action }) {
    const { tx, now, settings } = context;
    const found = await findContact(context, contactId);
    // Two presses at once: the second waits here, and then finds that a mail has just been sent.
    if (found.user) await tx.select({ id: users.id }).from(users).where(eq(users.id, found.user.id)).for('update');
    const person = await findContact(context, contactId);
    const plan = planFor(person, now());
    if (plan.action !== action) {
      throw new PorticoError(refusals[plan.action], { retryAfter: plan.retryAfter ?? undefined });
    }
    const { user, contact } = person;
    if (!user || contact.email === null) throw new PorticoError('no-login');
    const sentAt = now();
    const purpose = action === 'send-reset' ? 'reset' : 'registration';
    const lifetime = settings.linkLifetimes[purpose];
    const linkId = await replaceLink(tx, { userId: user.id, purpose, lifetime, now: sentAt });
    const mail = { kind: purpose, accountId: null, linkId, isRecovery: true } as const;
    await queueMail({ ...context, now: () => sentAt }, { contact, user }, mail);
    return { action, email: contact.email, sentAt: sentAt.toISOString() };
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

function planFor({ contact, user }: Person, now: Date): RecoveryPlan {
  return recoveryPlan({ email: contact.email, user }, now);
}
