import type { Context } from './context.ts';
import { replaceLink } from './links.ts';
import { queueMail } from './mails.ts';
import type { Person, UserRow } from './scope.ts';

interface RecoveryMail {
  action: 'send-reset' | 'resend-registration';
  sentAt: Date;
}

/** Mails a person a link that gets them in: to choose another password, or to register. An older one works no more. */
export async function queueRecoveryMail(
  context: Pick<Context, 'tx' | 'actor' | 'settings' | 'linkKeyId' | 'enqueueMail'>,
  { user, contact }: Pick<Person, 'contact'> & { user: UserRow },
  { action, sentAt }: RecoveryMail,
): Promise<void> {
  const { tx, settings, linkKeyId: keyId } = context;
  const purpose = action === 'send-reset' ? 'reset' : 'registration';
  const lifetime = settings.linkLifetimes[purpose];
  const linkId = await replaceLink(tx, { userId: user.id, purpose, lifetime, keyId, now: sentAt });
  const mail = { kind: purpose, accountId: null, linkId, isRecovery: true } as const;
  await queueMail({ ...context, now: () => sentAt }, { contact, user }, mail);
}
