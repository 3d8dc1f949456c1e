import type { ContactRow, MailRow, State, UserRow } from './state.ts';

/** Notes a mail to a person, which holds the next recovery mail back for a while. Nothing sends it. */
export function queueMail(
  state: State,
  { contact, user }: { contact: ContactRow; user: UserRow },
  kind: MailRow['kind'],
): Date {
  const createdAt = state.now();
  user.lastMailAt = createdAt;
  state.mails.push({ contact, kind, to: contact.email ?? '', createdAt });
  return createdAt;
}
