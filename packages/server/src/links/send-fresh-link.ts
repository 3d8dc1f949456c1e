import { type RecoveryPlan, recoveryPlan } from '@portico/core';
import { eq } from 'drizzle-orm';
import type { EnqueueMail } from '../postgres/context.ts';
import type { Transaction } from '../postgres/database.ts';
import { replaceLink } from '../postgres/links.ts';
import { queueMail } from '../postgres/mails.ts';
import type { PortalSettings } from '../postgres/portal-settings.ts';
import { contacts, users } from '../postgres/schema.ts';

export interface FreshLinkDependencies {
  enqueueMail: EnqueueMail;
  settings: PortalSettings;
  /** The key that new links are made with. */
  linkKeyId: string;
  now: () => Date;
}

/**
 * Mails a person what gets them in, as they asked for it themselves: a reset link, or the registration link again.
 * Answers the plan that was followed; nothing is mailed where it says to wait or that the login is switched off.
 */
export async function sendFreshLink(
  tx: Transaction,
  userId: string,
  { enqueueMail, settings, linkKeyId: keyId, now }: FreshLinkDependencies,
): Promise<RecoveryPlan> {
  // Two requests at once: the second waits here, and then finds that a mail has just been sent.
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
  const [person] = await tx
    .select({ user: users, contact: contacts })
    .from(users)
    .innerJoin(contacts, eq(contacts.id, users.contactId))
    .where(eq(users.id, userId));
  const sentAt = now();
  const plan = recoveryPlan({ email: person?.contact.email ?? null, user: person?.user ?? null }, sentAt);
  if (!person || (plan.action !== 'send-reset' && plan.action !== 'resend-registration')) return plan;
  const purpose = plan.action === 'send-reset' ? 'reset' : 'registration';
  const lifetime = settings.linkLifetimes[purpose];
  const linkId = await replaceLink(tx, { userId, purpose, lifetime, keyId, now: sentAt });
  const actor = { kind: 'client', userId } as const;
  const mail = { kind: purpose, accountId: null, linkId, isRecovery: true } as const;
  await queueMail({ tx, now: () => sentAt, enqueueMail, actor }, person, mail);
  return plan;
}
