import { PorticoError } from '@portico/core';
import { and, asc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { Context } from './context.ts';
import { accounts, contacts, events, users } from './schema.ts';
import { accountsOpenTo, isAccountInScope, isNamed, type Person, selectPeople, type UserRow } from './scope.ts';

/** A person as a whole: every contact with their address, of whom one may have the login. */
export interface WholePerson {
  /** The one who was asked for. */
  contactId: string;
  /** The key of their address; null where they have none. */
  emailKey: string | null;
  /** The oldest first. */
  contacts: Person[];
  user: UserRow | null;
  /** The contacts' own accounts, and those that the login opens. */
  accountIds: string[];
}

/**
 * The person behind a contact. Whoever else acts on their contacts or login waits until the transaction ends.
 * @throws {PorticoError} `not-found`, also for a caller who does not see every account that the person has to do with.
 */
export async function lockPerson(context: Pick<Context, 'tx' | 'principal'>, id: string): Promise<WholePerson> {
  const { tx, principal } = context;
  const [named] = await tx
    .select({ id: contacts.id, emailKey: contacts.emailKey })
    .from(contacts)
    .where(isNamed(principal, contacts, id));
  if (!named) throw new PorticoError('not-found');
  const key = named.emailKey;
  // The login first, as a grant does, so that the two do not wait for each other.
  if (key !== null) await tx.select({ id: users.id }).from(users).where(eq(users.loginKey, key)).for('update');
  const locked = await tx
    .select({ id: contacts.id, emailKey: contacts.emailKey })
    .from(contacts)
    .where(key === null ? eq(contacts.id, named.id) : eq(contacts.emailKey, key))
    .orderBy(contacts.id)
    .for('update');
  // Erased meanwhile, or of another address now.
  if (!locked.some(row => row.id === named.id && row.emailKey === key)) return lockPerson(context, id);
  const contactIds = locked.map(row => row.id);
  // Once more: a contact that is locked gets no login any more, but may have got one just before.
  const [user = null] = await tx.select().from(users).where(inArray(users.contactId, contactIds)).for('update');
  const own = await selectPeople(tx)
    .where(inArray(contacts.id, contactIds))
    .orderBy(asc(contacts.createdAt), asc(contacts.id));
  const accountIds = [...new Set([...own.map(({ account }) => account.id), ...(await accountsOpenTo(tx, user))])];
  await assertAllInScope(context, accountIds);
  return { contactId: named.id, emailKey: key, contacts: own, user, accountIds };
}

/** Whether an event tells of a person, or of what they have done. */
export function isEventAbout(person: WholePerson): SQL | undefined {
  const { user } = person;
  return or(
    inArray(events.contactId, contactIdsOf(person)),
    user ? sql`${events.actor} ->> 'userId' = ${user.id}` : undefined,
  );
}

export function contactIdsOf({ contacts }: WholePerson): string[] {
  return contacts.map(({ contact }) => contact.id);
}

async function assertAllInScope(
  { tx, principal }: Pick<Context, 'tx' | 'principal'>,
  accountIds: string[],
): Promise<void> {
  const visible = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(inArray(accounts.id, accountIds), isAccountInScope(principal)));
  if (visible.length < accountIds.length) throw new PorticoError('not-found');
}
