import { type Operations, PorticoError, type RecoveryPlan, recoveryPlan, recoveryRefusal } from '@portico/core';
import type { Context } from './context.ts';
import { replaceLink } from './links.ts';
import { queueMail } from './mails.ts';
import { findContact, lockLogin, type Person } from './scope.ts';

export const recoveryOperations: Operations<Context, 'by-promise'>['recovery'] = {
  async plan(context, { contactId }) {
    return planFor(await findContact(context, contactId), context.now());
  },

  async send(context, { contactId, action }) {
    const { tx, now, settings, linkKeyId: keyId } = context;
    const found = await findContact(context, contactId);
    // Two presses at once: the second waits here, and then finds that a mail has just been sent.
    if (found.user) await lockLogin(tx, found.user);
    const person = await findContact(context, contactId);
    const plan = planFor(person, now());
    const refusal = recoveryRefusal(plan, action);
    if (refusal) throw new PorticoError(refusal, { retryAfter: plan.retryAfter ?? undefined });
    const { user, contact } = person;
    if (!user || contact.email === null) throw new PorticoError('no-login');
    const sentAt = now();
    const purpose = action === 'send-reset' ? 'reset' : 'registration';
    const lifetime = settings.linkLifetimes[purpose];
    const linkId = await replaceLink(tx, { userId: user.id, purpose, lifetime, keyId, now: sentAt });
    const mail = { kind: purpose, accountId: null, linkId, isRecovery: true } as const;
    await queueMail({ ...context, now: () => sentAt }, { contact, user }, mail);
    return { action, email: contact.email, sentAt: sentAt.toISOString() };
  },
};

function planFor({ contact, user }: Person, now: Date): RecoveryPlan {
  return recoveryPlan({ email: contact.email, user }, now);
}
