import { canonicalId, emailKey, PorticoError, type StaffPrincipal } from '@portico/core';
import { and, eq, exists, inArray, not, or, type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, QueryBuilder } from 'drizzle-orm/pg-core';
import type { Context } from './context.ts';
import type { Queries } from './database.ts';
import { access, accounts, contacts, orders, staff, users } from './schema.ts';
import { selection } from './statement.ts';

/** The columns by which a record is named. */
export interface Named {
  id: string;
  source: string | null;
  externalId: string | null;
}

/** Those columns, for queries that read no others. */
export function namesOf<T extends typeof accounts | typeof contacts | typeof orders>(
  table: T,
): Pick<T, 'id' | 'source' | 'externalId'> {
  return { id: table.id, source: table.source, externalId: table.externalId };
}

type NamedTable = { id: AnyPgColumn; source: AnyPgColumn; externalKey: AnyPgColumn };
type Principal = Pick<StaffPrincipal, 'email' | 'source' | 'accounts'>;

const ownId = /^portico:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The id by which the caller knows a row. */
export function idOf({ source }: Pick<Principal, 'source'>, row: Named): string {
  return row.source === source && row.externalId !== null ? row.externalId : `portico:${row.id}`;
}

/** The columns of an id that the caller's system gives to a new row. */
export function externalOf({ source }: Pick<Principal, 'source'>, id: string) {
  if (id.startsWith('portico:')) throw new PorticoError('invalid-request', { fields: { id: 'reserved' } });
  return { source, externalId: id, externalKey: canonicalId(id) };
}

/** Whether a row is the one that an id of the caller's names. */
export function isNamed({ source }: Pick<Principal, 'source'>, table: NamedTable, id: string): SQL | undefined {
  const own = ownId.exec(id)?.[1];
  return own ? eq(table.id, own) : and(eq(table.source, source), eq(table.externalKey, canonicalId(id)));
}

/** Whether the caller may see an account; undefined where they may see all. */
export function isAccountInScope({ email, source, accounts: scope }: Principal): SQL | undefined {
  if (scope === 'all') return undefined;
  if (scope === 'served') return inArray(accounts.id, servedBy(email));
  const own = scope.flatMap(id => ownId.exec(id)?.[1] ?? []);
  const keys = scope.filter(id => !ownId.test(id)).map(canonicalId);
  return or(
    sql`false`,
    own.length > 0 ? inArray(accounts.id, own) : undefined,
    keys.length > 0 ? and(eq(accounts.source, source), inArray(accounts.externalKey, keys)) : undefined,
  );
}

/** The ids of the accounts in whose list a member of staff stands. */
function servedBy(email: string) {
  return new QueryBuilder()
    .select({ id: access.accountId })
    .from(access)
    .innerJoin(staff, eq(staff.id, access.staffId))
    .where(eq(staff.emailKey, emailKey(email)));
}

/** Whether the caller may name an account that is not there yet, so that nobody serves it. */
export function isIdInScope({ accounts: scope }: Pick<Principal, 'accounts'>, id: string): boolean {
  if (typeof scope === 'string') return scope === 'all';
  return scope.some(own => canonicalId(own) === canonicalId(id));
}

/** A contact is seen by whoever sees its account, or one it has access to. For queries on contacts and their users. */
export function isContactInScope(tx: Queries, principal: Principal): SQL | undefined {
  const inScope = isAccountInScope(principal);
  if (!inScope) return undefined;
  const visible = tx.select({ id: accounts.id }).from(accounts).where(inScope);
  const opened = tx
    .select({ id: access.id })
    .from(access)
    .where(and(eq(access.userId, users.id), inArray(access.accountId, visible)));
  return or(inArray(contacts.accountId, visible), exists(opened));
}

export type AccountRow = typeof accounts.$inferSelect;
export type OrderRow = typeof orders.$inferSelect;
export type UserRow = typeof users.$inferSelect;

/** A contact with its account, and its login where it has one. */
export interface Person {
  contact: typeof contacts.$inferSelect;
  account: AccountRow;
  user: UserRow | null;
}

const selectAccounts = selection(new QueryBuilder().select().from(accounts));

export async function findAccount({ tx, principal }: Context, id: string): Promise<AccountRow> {
  const isMeant = and(isNamed(principal, accounts, id), isAccountInScope(principal));
  const [account] = await selectAccounts(tx, sql`where ${isMeant}`);
  if (!account) throw new PorticoError('not-found');
  return account;
}

export async function findContact({ tx, principal }: Context, id: string): Promise<Person> {
  const [person] = await selectPeople(tx).where(and(isNamed(principal, contacts, id), isContactInScope(tx, principal)));
  if (!person) throw new PorticoError('not-found');
  return person;
}

/**
 * A contact whose record the caller may change: its own account must be in scope. Whoever only sees an account that it
 * has access to reads the record; to a change they are answered as if there were no such contact.
 */
export async function findOwnContact({ tx, principal }: Context, id: string): Promise<Person> {
  const [person] = await selectPeople(tx).where(and(isNamed(principal, contacts, id), isAccountInScope(principal)));
  if (!person) throw new PorticoError('not-found');
  return person;
}

/**
 * Throws `not-found` unless the caller sees every account that a login opens: to switch it, or to change its address,
 * reaches into each. The caller holds the login's lock, so that nobody opens more meanwhile.
 */
export async function assertLoginInScope({ tx, principal }: Context, user: Pick<UserRow, 'id'>): Promise<void> {
  const inScope = isAccountInScope(principal);
  if (!inScope) return;
  const [elsewhere] = await tx
    .select({ id: access.id })
    .from(access)
    .innerJoin(accounts, eq(accounts.id, access.accountId))
    .where(and(eq(access.userId, user.id), not(inScope)))
    .limit(1);
  if (elsewhere) throw new PorticoError('not-found');
}

/**
 * Keeps everybody else who would change a login or what it opens waiting until the transaction ends.
 * @throws {PorticoError} `not-found` where the person has been erased meanwhile.
 */
export async function lockLogin(tx: Queries, user: Pick<UserRow, 'id'>): Promise<UserRow> {
  const [locked] = await tx.select().from(users).where(eq(users.id, user.id)).for('update');
  if (!locked) throw new PorticoError('not-found');
  return locked;
}

/** Contacts with their accounts and logins; to be narrowed by the caller's scope. */
export function selectPeople(tx: Queries) {
  return tx
    .select({ contact: contacts, account: accounts, user: users })
    .from(contacts)
    .innerJoin(accounts, eq(accounts.id, contacts.accountId))
    .leftJoin(users, eq(users.contactId, contacts.id));
}

/** The order an access is granted from; one of another account is refused at its field. */
export async function findOrder({ tx, principal }: Context, account: AccountRow, id: string): Promise<OrderRow> {
  const [order] = await tx
    .select()
    .from(orders)
    .where(and(isNamed(principal, orders, id), eq(orders.accountId, account.id)));
  if (!order) throw new PorticoError('invalid-request', { fields: { orderId: 'not-of-this-account' } });
  return order;
}

/** The accounts that a login opens. */
export async function accountsOpenTo(tx: Queries, user: Pick<UserRow, 'id'> | null): Promise<string[]> {
  if (!user) return [];
  const rows = await tx.select({ id: access.accountId }).from(access).where(eq(access.userId, user.id));
  return rows.map(row => row.id);
}
