import { type RecoveryPlan, recoveryPlan } from '@portico/core';
import { eq } from 'drizzle-orm';
import type { Context } from '../postgres/context.ts';
import type { Transaction } from '../postgres/database.ts';
import { queueRecoveryMail } from '../postgres/recovery-mail.ts';
import { contacts, users } from '../postgres/schema.ts';

/** What a fresh link is made with. */
export type FreshLinkDependencies = Pick<Context, 'enqueueMail' | 'settings' | 'linkKeyId' | 'now'>;

/**
 * Mails a person what gets them in, as they asked for it themselves: a reset link, or the registration link again.
 * Answers the plan that was followed; nothing is mailed where it says to wait or that the login is switched off.
 */
export async function sendFreshLink(
  tx: Transaction,
  userId: string,
  { now, ...dependencies }: FreshLinkDependencies,
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
  const { action } = plan;
  if (!person || (action !== 'send-reset' && action !== 'resend-registration')) return plan;
  const actor = { kind: 'client', userId } as const;
  await queueRecoveryMail({ ...dependencies, tx, actor }, person, { action, sentAt });
  return plan;
}
