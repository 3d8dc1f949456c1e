import {
  type AccessGrant,
  assertAssignable,
  emailKey,
  grantRefusal,
  type NewPerson,
  PorticoError,
  preflight,
} from '@portico/core';
import type { AccessRow } from './access-row.ts';
import { nameColumns } from './contacts.ts';
import { type Context, recordEvent } from './context.ts';
import { createLink, replaceLink } from './links.ts';
import { queueMail } from './mails.ts';
import { findPerson, preflightFacts } from './people.ts';
import { access, contacts, users } from './schema.ts';
import { type AccountRow, findAccount, findOrder, type Person, type UserRow } from './scope.ts';

type LoginPerson = Person & { user: UserRow };

/** Gives a person access to an account: contact, login, access, mail and events at once, or none of it. */
export async function grant(context: Context, input: { accountId: string } & AccessGrant): Promise<AccessRow> {
  const { tx, principal, now, settings } = context;
  const { contact: newPerson, role = 'guest' } = input;
  const account = await findAccount(context, input.accountId);
  const order = input.orderId === undefined ? null : await findOrder(context, account, input.orderId);
  assertAssignable(settings.roles, role, principal.permissions);
  // Whoever else acts on this login waits, so that the verdict still holds when we write.
  const found = await findPerson(context, account, newPerson.email, { lock: true });
  const refusal = grantRefusal(preflight(await preflightFacts(context, account, newPerson.email, found)));
  if (refusal) throw new PorticoError(refusal);
  if (found.isTakenElsewhere) throw new PorticoError('access-elsewhere');

  const person = found.person ?? (await createContact(context, account, newPerson));
  const user = person.user ?? (await createUser(context, person, emailKey(newPerson.email)));
  const { contact } = person;
  const [granted] = await tx
    .insert(access)
    .values({
      accountId: account.id,
      userId: user.id,
      role,
      grantedAt: now(),
      grantedBy: principal.name,
      fromOrder: order?.id ?? null,
      sortKey: contact.sortKey,
      searchText: `${contact.searchText} ${account.searchText}`,
    })
    .returning();
  if (!granted) throw new Error('an insert gave nothing back');
  if (person.user) await tellPerson(context, { ...person, user }, account);
  else await invite(context, { ...person, user }, account);
  await recordEvent(context, 'access.granted', { accountIds: [account.id], contactId: contact.id });
  return { access: granted, account, user, contact, staff: null, order };
}

async function createContact(context: Context, account: AccountRow, newPerson: NewPerson): Promise<Person> {
  const { tx, now } = context;
  const { phone = null, jobTitle = null } = newPerson;
  const [contact] = await tx
    .insert(contacts)
    .values({
      accountId: account.id,
      ...nameColumns(newPerson),
      phone,
      jobTitle,
      createdAt: now(),
      updatedAt: now(),
    })
    .returning();
  if (!contact) throw new Error('an insert gave nothing back');
  await recordEvent(context, 'contact.created', { accountIds: [account.id], contactId: contact.id });
  return { contact, account, user: null };
}

async function createUser(context: Context, { contact, account }: Person, loginKey: string): Promise<UserRow> {
  const { tx, now } = context;
  const [user] = await tx
    .insert(users)
    .values({ contactId: contact.id, loginKey, state: 'invited', createdAt: now() })
    .returning();
  if (!user) throw new Error('an insert gave nothing back');
  await recordEvent(context, 'user.invited', { accountIds: [account.id], contactId: contact.id });
  return user;
}

/** Mails a person their first link. */
async function invite(context: Context, person: LoginPerson, account: AccountRow): Promise<void> {
  const { tx, now, settings } = context;
  const lifetime = settings.linkLifetimes.registration;
  const linkId = await createLink(tx, { userId: person.user.id, purpose: 'registration', lifetime, now: now() });
  const told = [person.account.id, account.id];
  await queueMail(context, person, { kind: 'registration', accountId: account.id, linkId, told });
}

/** Who has registered already only learns of the further account; anybody else gets a newer link to register with. */
async function tellPerson(context: Context, person: LoginPerson, account: AccountRow): Promise<void> {
  const { tx, now, settings } = context;
  const { user } = person;
  if (user.registeredAt !== null) {
    await queueMail(context, person, { kind: 'access-granted', accountId: account.id, linkId: null });
    return;
  }
  const lifetime = settings.linkLifetimes.registration;
  const linkId = await replaceLink(tx, { userId: user.id, purpose: 'registration', lifetime, now: now() });
  await queueMail(context, person, { kind: 'registration', accountId: account.id, linkId });
}
