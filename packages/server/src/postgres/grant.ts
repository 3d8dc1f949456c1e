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
import { findPerson, preflightFacts } from './find-person.ts';
import { addLink, replaceLink } from './links.ts';
import { addMail, queueMail } from './mails.ts';
import { access, contacts, users } from './schema.ts';
import { type AccountRow, findAccount, findOrder, type Person, type UserRow } from './scope.ts';

type LoginPerson = Person & { user: UserRow };

/** Gives a person access to an account: contact, login, access, mail and events at once, or none of it. */
export async function grant(context: Context, input: { accountId: string } & AccessGrant): Promise<AccessRow> {
  const { tx, writes, principal, now, settings } = context;
  const { contact: newPerson, role = 'guest' } = input;
  const account = await findAccount(context, input.accountId);
  const order = input.orderId === undefined ? null : await findOrder(context, account, input.orderId);
  assertAssignable(settings.roles, role, principal.permissions);
  // Whoever else acts on this login waits, so that the verdict still holds when we write.
  const found = await findPerson(context, account, newPerson.email, { lock: true });
  const refusal = grantRefusal(preflight(await preflightFacts(context, account, newPerson.email, found)));
  if (refusal) throw new PorticoError(refusal);
  if (found.isTakenElsewhere) throw new PorticoError('access-elsewhere');

  const person = found.person ?? newContact(context, account, newPerson);
  const { contact } = person;
  const user = person.user ?? newUser(context, person, emailKey(newPerson.email));
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
  writes.insert(access, granted);
  if (!person.user) invite(context, { ...person, user }, account);
  writes.tell(eventOf(context, 'access.granted', { accountIds: [account.id], contactId: contact.id }));
  if (person.user) await tellPerson(context, { ...person, user }, account);
  // Whoever is yet to register has just been written to; what is new cannot have failed.
  const mailFailed = user.registeredAt !== null && (await hasFailedMail(tx, user.id));
  return { access: granted, account, user, contact, staff: null, order, mailFailed };
}

function newContact(context: Context, account: AccountRow, newPerson: NewPerson): Person {
  const { writes, now } = context;
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
  writes.insert(contacts, contact);
  writes.tell(eventOf(context, 'contact.created', { accountIds: [account.id], contactId: contact.id }));
  return { contact, account, user: null };
}

function newUser(context: Context, { contact, account }: Person, loginKey: string): UserRow {
  const { writes, now } = context;
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
  writes.insert(users, user);
  writes.tell(eventOf(context, 'user.invited', { accountIds: [account.id], contactId: contact.id }));
  return user;
}

/** A person's first link, and the mail that carries it. */
function invite(context: Context, { user, contact, account: home }: LoginPerson, account: AccountRow): void {
  const { writes, actor, now, settings, linkKeyId: keyId, enqueueMail } = context;
  const at = now();
  const lifetime = settings.linkLifetimes.registration;
  const linkId = addLink(writes, { userId: user.id, purpose: 'registration', lifetime, keyId, now: at });
  const accountIds = [home.id, account.id];
  const mail = { kind: 'registration', accountId: account.id, linkId, accountIds } as const;
  addMail({ writes, at, enqueueMail, actor }, contact, mail);
}

/** Who has registered already only learns of the further account; anybody else gets a newer link to register with. */
async function tellPerson(context: Context, person: LoginPerson, account: AccountRow): Promise<void> {
  const { tx, writes, now, settings, linkKeyId: keyId } = context;
  const { user } = person;
  // The mail's event is for whoever sees an account that the person has, this one among them.
  await writes.run();
  if (user.registeredAt !== null) {
    await queueMail(context, person, { kind: 'access-granted', accountId: account.id, linkId: null });
    return;
  }
  const lifetime = settings.linkLifetimes.registration;
  const linkId = await replaceLink(tx, { userId: user.id, purpose: 'registration', lifetime, keyId, now: now() });
  await queueMail(context, person, { kind: 'registration', accountId: account.id, linkId });
}
