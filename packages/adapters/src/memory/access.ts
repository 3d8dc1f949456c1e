import {
  type Access,
  type AccessFacts,
  type AccessQuery,
  accessStatus,
  assertAssignable,
  compareKeys,
  dateIn,
  emailKey,
  fold,
  grantRefusal,
  isPlainText,
  type NewPerson,
  type Operations,
  type Page,
  PorticoError,
  type Position,
  personSortKey,
  preflight,
  readCursor,
  sortKey,
  splitName,
  standing,
  writeCursor,
} from '@portico/core';
import { findPerson, preflightFacts } from './people.ts';
import { findAccount, findContact, findOrder, idOf, isAccountInScope } from './scope.ts';
import { type AccessRow, type AccountRow, append, type ContactRow, type Context, type UserRow } from './state.ts';

export const access: Operations<Context, 'at-once'>['access'] = {
  listForAccount(context, { accountId, ...query }) {
    const account = findAccount(context, accountId);
    const rows = context.state.access.filter(row => row.account === account);
    return pageOf(context, rows, row => personSortKey(personOf(row)), query);
  },

  listForContact(context, { contactId, ...query }) {
    const contact = findContact(context, contactId);
    const rows = context.state.access.filter(
      row => 'contact' in row.person && row.person.contact === contact && isAccountInScope(context, row.account),
    );
    return pageOf(context, rows, ({ account }) => sortKey(account.market, account.name), query);
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
    user.lastMailAt = state.now();
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
    append(state, 'access.granted', { accounts: [account], contact });
    return accessOf(context, row);
  },
};

function createContact({ state }: Context, account: AccountRow, person: NewPerson): ContactRow {
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
  };
  state.contacts.push(contact);
  append(state, 'contact.created', { accounts: [account], contact });
  return contact;
}

function createUser({ state }: Context, contact: ContactRow, email: string): UserRow {
  const user: UserRow = {
    uuid: crypto.randomUUID(),
    loginKey: emailKey(email),
    state: 'invited',
    registeredAt: null,
    lastMailAt: null,
    lastRecoveryMailAt: null,
    hasOpenLink: true,
  };
  contact.user = user;
  append(state, 'user.invited', { accounts: [contact.account], contact });
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
    grantedAt: row.grantedAt.toISOString(),
    grantedBy: row.grantedBy,
    orderId: row.order && idOf(context, row.order),
  };
}

function pageOf(
  context: Context,
  rows: AccessRow[],
  keyOf: (row: AccessRow) => string,
  { search = '', status, cursor, limit = 50 }: AccessQuery,
): Page<Access> {
  const matching = rows
    .filter(row => status === undefined || accessStatus(factsOf(row)) === status)
    .filter(row => isFound(row, search))
    .map(row => ({ row, id: row.uuid, key: keyOf(row) }))
    .sort(comparePositions);
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rest = after ? matching.filter(position => comparePositions(position, after) > 0) : matching;
  const last = rest.length > limit ? rest[limit - 1] : undefined;
  return {
    items: rest.slice(0, limit).map(({ row }) => accessOf(context, row)),
    nextCursor: last ? writeCursor(last) : null,
    total: matching.length,
  };
}

function isFound(row: AccessRow, search: string): boolean {
  const text = fold(search.trim());
  const { firstName, lastName, email } = personOf(row);
  const { market, name } = row.account;
  // Half a character would be found inside of a whole one.
  return isPlainText(text) && fold([firstName, lastName, email, market, name].join(' ')).includes(text);
}

function comparePositions(a: Position, b: Position): number {
  return compareKeys(a.key, b.key) || compareKeys(a.id, b.id);
}
