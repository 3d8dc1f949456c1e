import { canonicalId, emailKey, isSameId, PorticoError } from '@portico/core';
import type { AccountRow, ContactRow, Context, External, OrderRow } from './state.ts';

interface Row {
  uuid: string;
  external: External | null;
}

/** The id by which the caller knows a row. */
export function idOf({ principal }: Context, row: Row): string {
  return row.external?.source === principal.source ? row.external.id : `portico:${row.uuid}`;
}

/** The name that the caller's system gives to a row. */
export function externalOf({ principal }: Context, id: string): External {
  if (id.startsWith('portico:')) throw new PorticoError('invalid-request', { fields: { id: 'reserved' } });
  return { source: principal.source, id };
}

/** Whether an id of the caller's names a row. */
export function isNamed(context: Context, row: Row, id: string): boolean {
  return id === `portico:${row.uuid}` || isSameId(idOf(context, row), id);
}

export function isAccountInScope(context: Context, account: AccountRow): boolean {
  const { accounts } = context.principal;
  if (accounts === 'all') return true;
  if (accounts === 'served') return isServedByCaller(context, account);
  return accounts.some(id => isNamed(context, account, id));
}

function isServedByCaller({ state, principal }: Context, account: AccountRow): boolean {
  const key = emailKey(principal.email);
  return state.access.some(row => row.account === account && 'staff' in row.person && row.person.staff.key === key);
}

/** Whether the caller may name an account that is not there yet, so that nobody serves it. */
export function isIdInScope({ principal: { accounts } }: Context, id: string): boolean {
  if (typeof accounts === 'string') return accounts === 'all';
  return accounts.some(own => canonicalId(own) === canonicalId(id));
}

/** A contact is seen by whoever sees its account, or one it has access to. */
export function isContactInScope(context: Context, contact: ContactRow): boolean {
  return [contact.account, ...accountsOpenTo(context, contact)].some(account => isAccountInScope(context, account));
}

/** The accounts a contact has access to. */
export function accountsOpenTo({ state }: Pick<Context, 'state'>, contact: ContactRow): AccountRow[] {
  return state.access.filter(({ person }) => 'contact' in person && person.contact === contact).map(row => row.account);
}

export function findAccount(context: Context, id: string): AccountRow {
  const account = context.state.accounts.find(row => isNamed(context, row, id));
  if (!account || !isAccountInScope(context, account)) throw new PorticoError('not-found');
  return account;
}

export function findContact(context: Context, id: string): ContactRow {
  const contact = context.state.contacts.find(row => isNamed(context, row, id));
  if (!contact || !isContactInScope(context, contact)) throw new PorticoError('not-found');
  return contact;
}

/**
 * A contact whose record the caller may change: its own account must be in scope. Whoever only sees an account that it has
 * access to reads the record; a change would reach into the account it belongs to, and is answered like one of a missing contact.
 */
export function findOwnContact(context: Context, id: string): ContactRow {
  const contact = findContact(context, id);
  assertOwn(context, contact);
  return contact;
}

/** Throws `not-found` unless the caller may change a contact's record. */
export function assertOwn(context: Context, contact: ContactRow): void {
  if (!isAccountInScope(context, contact.account)) throw new PorticoError('not-found');
}

/**
 * Throws `not-found` unless the caller sees every account that a contact's login opens. It is one login for all of them, so
 * to switch it, or to change its address, reaches into each. What is out of scope is answered like what is missing, here
 * too: `forbidden` is for a permission that the caller lacks.
 */
export function assertLoginInScope(context: Context, contact: ContactRow): void {
  const isInScope = accountsOpenTo(context, contact).every(account => isAccountInScope(context, account));
  if (!isInScope) throw new PorticoError('not-found');
}

/** The order an access is granted from; one of another account is refused at its field. */
export function findOrder(context: Context, account: AccountRow, id: string): OrderRow {
  const order = context.state.orders.find(row => isNamed(context, row, id));
  if (order?.account === account) return order;
  throw new PorticoError('invalid-request', { fields: { orderId: 'not-of-this-account' } });
}
