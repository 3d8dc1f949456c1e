import { randomUUID } from 'node:crypto';
import {
  type AccessGrant,
  assertAssignable,
  emailKey,
  grantRefusal,
  type NewPerson,
  PorticoError,
  preflight,
} from '@portico/core';
import { type AccessRow, hasFailedMail } from './access-row.ts';
import { nameColumns } from './contacts.ts';
import { type Context, eventOf } from './context.ts';
import { addLink, replaceLink } from './links.ts';
import { addMail, queueMail } from './mails.ts';
import { findPerson, preflightFacts } from './people.ts';
import { access, contacts, users } from './schema.ts';
import { type AccountRow, findAccount, findOrder, type Person, type UserRow } from './scope.ts';
import { newWrites, type Writes } from './writes.ts';

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

  const writes = newWrites(tx);
  const person = found.person ?? newContact(context, writes, account, newPerson);
  const { contact } = person;
  const user = person.user ?? newUser(context, writes, person, emailKey(newPerson.email));
  const granted: AccessRow['access'] = {
    id: randomUUID(),
    accountId: account.id,
    userId: user.id,
    staffId: null,
    role,
    grantedAt: now(),
    grantedBy: principal.name,
    fromOrder: order?.id ?? null,
    sortKey: contact.sortKey,
    searchText: `${contact.searchText} ${account.searchText}`,
  };
  writes.add(tx.insert(access).values(granted));
  const mail = person.user ? undefined : invite(context, writes, { ...person, user }, account);
  writes.tell(eventOf(context, 'access.granted', { accountIds: [account.id], contactId: contact.id }));
  await writes.run();
  if (mail) await context.enqueueMail(tx, mail);
  else await tellPerson(context, { ...person, user }, account);
  // Whoever is yet to register has just been written to; what is new cannot have failed.
  const mailFailed = user.registeredAt !== null && (await hasFailedMail(tx, user.id));
  return { access: granted, account, user, contact, staff: null, order, mailFailed };
}

function newContact(context: Context, writes: Writes, account: AccountRow, newPerson: NewPerson): Person {
  const { tx, now } = context;
  const { phone = null, jobTitle = null } = newPerson;
  const contact: Person['contact'] = {
    id: randomUUID(),
    accountId: account.id,
    ...nameColumns(newPerson),
    phone,
    jobTitle,
    source: null,
    externalId: null,
    externalKey: null,
    createdAt: now(),
    updatedAt: now(),
  };
  writes.add(tx.insert(contacts).values(contact));
  writes.tell(eventOf(context, 'contact.created', { accountIds: [account.id], contactId: contact.id }));
  return { contact, account, user: null };
}

function newUser(context: Context, writes: Writes, { contact, account }: Person, loginKey: string): UserRow {
  const { tx, now } = context;
  const user: UserRow = {
    id: randomUUID(),
    contactId: contact.id,
    loginKey,
    state: 'invited',
    registeredAt: null,
    lastMailAt: now(),
    lastRecoveryMailAt: null,
    createdAt: now(),
  };
  writes.add(tx.insert(users).values(user));
  writes.tell(eventOf(context, 'user.invited', { accountIds: [account.id], contactId: contact.id }));
  return user;
}

/** A person's first link, and the mail that carries it. */
function invite(context: Context, writes: Writes, { user, contact, account: home }: LoginPerson, account: AccountRow) {
  const { tx, actor, now, settings, linkKeyId: keyId } = context;
  const at = now();
  const lifetime = settings.linkLifetimes.registration;
  const linkId = addLink(tx, writes, { userId: user.id, purpose: 'registration', lifetime, keyId, now: at });
  const accountIds = [home.id, account.id];
  return addMail({ tx, writes, at, actor }, contact, {
    kind: 'registration',
    accountId: account.id,
    linkId,
    accountIds,
  });
}

/** Who has registered already only learns of the further account; anybody else gets a newer link to register with. */
async function tellPerson(context: Context, person: LoginPerson, account: AccountRow): Promise<void> {
  const { tx, now, settings, linkKeyId: keyId } = context;
  const { user } = person;
  if (user.registeredAt !== null) {
    await queueMail(context, person, { kind: 'access-granted', accountId: account.id, linkId: null });
    return;
  }
  const lifetime = settings.linkLifetimes.registration;
  const linkId = await replaceLink(tx, { userId: user.id, purpose: 'registration', lifetime, keyId, now: now() });
  await queueMail(context, person, { kind: 'registration', accountId: account.id, linkId });
}
