import {
  type Access,
  type AccessFacts,
  type AccessQuery,
  accessStatus,
  assertAssignable,
  dateIn,
  emailKey,
  grantRefusal,
  type NewPerson,
  type Operations,
  type Page,
  PorticoError,
  personSortKey,
  preflight,
  sortKey,
  splitName,
  standing,
} from '@portico/core';
import { queueMail } from './mails.ts';
import { contains, pageOf } from './page.ts';
import { findPerson, preflightFacts } from './people.ts';
import { findAccount, findContact, findOrder, idOf, isAccountInScope } from './scope.ts';
import { type AccessRow, type AccountRow, append, type ContactRow, type Context, type UserRow } from './state.ts';

export const access: Operations<Context, 'at-once'>['access'] = {
  listForAccount(context, { accountId, ...query }) {
    const account = findAccount(context, accountId);
    const rows = context.state.access.filter(row => row.account === account);
    return listOf(context, rows, row => personSortKey(personOf(row)), query);
  },

  listForContact(context, { contactId, ...query }) {
    const contact = findContact(context, contactId);
    const rows = context.state.access.filter(
      row => 'contact' in row.person && row.person.contact === contact && isAccountInScope(context, row.account),
    );
    return listOf(context, rows, ({ account }) => sortKey(account.market, account.name), query);
  },

  preflight(context, { accountId, email }) {
    return preflight(preflightFacts(context, findAccount(context, accountId), email));
  },

  grant(context, { accountId, contact: person, role = 'guest', orderId }) {
    const { state, principal } = context;
    const account = findAccount(context, accountId);
    const order = orderId === undefined ? null : findOrder(context, account, orderId);
    assertAssignable(state.settings.roles, role, principal.permissions);
    const refusal = grantRefusal(preflight(preflightFacts(context, account, person.email)));
    if (refusal) throw new PorticoError(refusal);
    const found = findPerson(context, account, person.email);
    if (found.isTakenElsewhere) throw new PorticoError('access-elsewhere');
    const contact = found.contact ?? createContact(context, account, person);
    const user = contact.user ?? createUser(context, contact, person.email);
    queueMail(state, { contact, user }, user.registeredAt ? 'access-granted' : 'registration');
    user.hasOpenLink = user.state === 'invited';
    const row: AccessRow = {
      uuid: crypto.randomUUID(),
      account,
      person: { contact, user },
      role,
      grantedAt: state.now(),
      grantedBy: principal.name,
      order,
    };
    state.access.push(row);
    append(context, 'access.granted', { accounts: [account], contact });
    return accessOf(context, row);
  },
};

function createContact(context: Context, account: AccountRow, person: NewPerson): ContactRow {
  const { state } = context;
  const now = state.now();
  const { email, firstName, lastName, phone = null, jobTitle = null } = person;
  const contact = {
    uuid: crypto.randomUUID(),
    external: null,
    account,
    firstName,
    lastName,
    email,
    phone,
    jobTitle,
    user: null,
    createdAt: now,
    updatedAt: now,
  };
  state.contacts.push(contact);
  append(context, 'contact.created', { accounts: [account], contact });
  return contact;
}

function createUser(context: Context, contact: ContactRow, email: string): UserRow {
  const user: UserRow = {
    uuid: crypto.randomUUID(),
    loginKey: emailKey(email),
    state: 'invited',
    createdAt: context.state.now(),
    registeredAt: null,
    lastMailAt: null,
    lastRecoveryMailAt: null,
    hasOpenLink: true,
  };
  contact.user = user;
  append(context, 'user.invited', { accounts: [contact.account], contact });
  return user;
}

function personOf({ person }: AccessRow) {
  if ('contact' in person) {
    const { firstName, lastName, email, jobTitle } = person.contact;
    return { firstName, lastName, email: email ?? '', jobTitle };
  }
  const { name, email } = person.staff;
  return { ...splitName(name), email, jobTitle: null };
}

function factsOf({ account, person }: AccessRow): AccessFacts {
  const user = 'user' in person ? person.user : null;
  return { account, user: user && { state: user.state, isRegistered: user.registeredAt !== null } };
}

function accessOf(context: Context, row: AccessRow): Access {
  const { state } = context;
  const facts = factsOf(row);
  const contact = 'contact' in row.person ? row.person.contact : null;
  return {
    id: row.uuid,
    accountId: idOf(context, row.account),
    market: row.account.market,
    accountName: row.account.name,
    kind: contact ? 'client' : 'staff',
    contactId: contact && idOf(context, contact),
    ...personOf(row),
    role: row.role,
    status: accessStatus(facts),
    standing: standing(facts, dateIn(state.settings.timeZone, state.now())),
    // No mail leaves the memory, so none can fail.
    mailFailed: false,
    grantedAt: row.grantedAt.toISOString(),
    grantedBy: row.grantedBy,
    orderId: row.order && idOf(context, row.order),
  };
}

function listOf(
  context: Context,
  rows: AccessRow[],
  keyOf: (row: AccessRow) => string,
  { search = '', status, ...query }: AccessQuery,
): Page<Access> {
  const matching = rows
    .filter(row => status === undefined || accessStatus(factsOf(row)) === status)
    .filter(row => contains(searchText(row), search));
  return pageOf(matching, query, { keyOf, itemOf: row => accessOf(context, row) });
}

function searchText(row: AccessRow): string {
  const { firstName, lastName, email } = personOf(row);
  const { market, name } = row.account;
  return [firstName, lastName, email, market, name].join(' ');
}
