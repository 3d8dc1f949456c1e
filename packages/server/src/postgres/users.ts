import { type Operations, PorticoError } from '@portico/core';
import { eq } from 'drizzle-orm';
import { appendEvent } from '../events/append.ts';
import { contactOf } from './contacts.ts';
import { type Context, recordEvent } from './context.ts';
import type { Queries } from './database.ts';
import { closeLinks } from './links.ts';
import { authSessions, contacts, users } from './schema.ts';
import { accountsOpenTo, assertLoginInScope, findOwnContact, lockLogin } from './scope.ts';

export const userOperations: Operations<Context, 'by-promise'>['users'] = {
  deactivate: (context, { contactId }) => change(context, contactId, 'user.deactivated'),
  reactivate: (context, { contactId }) => change(context, contactId, 'user.reactivated'),
};

async function change(context: Context, contactId: string, type: 'user.deactivated' | 'user.reactivated') {
  const { tx, now } = context;
  const person = await findOwnContact(context, contactId);
  if (!person.user) throw new PorticoError('no-login');
  const user = await lockLogin(tx, person.user);
  await assertLoginInScope(context, user);
  const enabled = user.registeredAt ? 'active' : 'invited';
  const state = type === 'user.deactivated' ? 'deactivated' : enabled;
  const answer = contactOf(context, { ...person, user: { ...user, state } });
  if (user.state === state) return answer;
  await tx.update(users).set({ state }).where(eq(users.id, user.id));
  if (state === 'deactivated') {
    await closeLinks(tx, { userId: user.id, now: now() });
    await tx.delete(authSessions).where(eq(authSessions.userId, user.id));
  }
  await recordEvent(context, type, { accountIds: await accountsOpenTo(tx, user), contactId: person.contact.id });
  return answer;
}

/** Who has just registered, or had before. */
export interface RegisteredUser {
  userId: string;
  contactId: string;
  firstName: string;
  lastName: string;
  email: string;
}

/**
 * Completes a person's registration and tells of it; does nothing where it was complete.
 * @throws {PorticoError} `user-deactivated`.
 */
export async function activateUser(
  tx: Queries,
  { userId, now }: { userId: string; now: Date },
): Promise<RegisteredUser> {
  const user = await lockLogin(tx, { id: userId });
  if (user.state === 'deactivated') throw new PorticoError('user-deactivated');
  const [contact] = await tx.select().from(contacts).where(eq(contacts.id, user.contactId));
  if (!contact) throw new Error('a login without a contact');
  if (user.state === 'invited') {
    await tx.update(users).set({ state: 'active', registeredAt: now }).where(eq(users.id, userId));
    const accountIds = await accountsOpenTo(tx, user);
    const actor = { kind: 'client', userId } as const;
    await appendEvent(tx, { type: 'user.registered', at: now, accountIds, contactId: contact.id, actor });
  }
  const { firstName, lastName, email } = contact;
  return { userId, contactId: contact.id, firstName, lastName, email: email ?? '' };
}
