import { dateIn, emailKey, emailProblem, type PreflightFacts, standing } from '@portico/core';
import { and, asc, desc, eq, exists, isNotNull, ne, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/pg-core';
import type { Context } from './context.ts';
import { access, accounts, contacts, staff, users } from './schema.ts';
import { type AccountRow, idOf, isAccountInScope, isContactInScope, type Person, selectPeople } from './scope.ts';
import { statement } from './statement.ts';

/** Who an address belongs to, as far as the caller may know. */
export interface Found {
  person: Person | null;
  /** Whether somebody out of the caller's scope has this address as their login. */
  isTakenElsewhere: boolean;
  /** Whether a member of staff has it. */
  isStaff: boolean;
}

/**
 * Prefers the contact with the login, then one of the account in question, then the oldest.
 * @param lock - Whether everybody else who acts on the login has to wait until the transaction ends.
 */
export async function findPerson(
  { tx, principal }: Context,
  account: AccountRow,
  email: string,
  { lock = false } = {},
): Promise<Found> {
  const key = emailKey(email);
  const [known] = await (lock ? lockKnown : findKnown)(tx, { key });
  const isStaffAddress = known?.is_staff === true;
  // As a rule a new person is new: then there is nothing to look for.
  if (!known?.is_contact && !known?.is_login) return { person: null, isTakenElsewhere: false, isStaff: isStaffAddress };
  const [person = null] = await selectPeople(tx)
    .where(and(eq(contacts.emailKey, key), isContactInScope(tx, principal)))
    .orderBy(
      desc(isNotNull(users.id)),
      desc(eq(contacts.accountId, account.id)),
      asc(contacts.createdAt),
      asc(contacts.id),
    )
    .limit(1);
  return { person, isTakenElsewhere: known.is_login && !person?.user, isStaff: isStaffAddress };
}

/** Whether an address is one that is known, and whose. */
const findKnown = selectKnown();
const lockKnown = selectKnown({ lock: true });

function selectKnown({ lock = false } = {}) {
  const key = sql.placeholder('key');
  const select = new QueryBuilder();
  const login = select.select({ id: users.id }).from(users).where(eq(users.loginKey, key));
  const isStaff = exists(select.select({ id: staff.id }).from(staff).where(eq(staff.emailKey, key)));
  const isContact = exists(select.select({ id: contacts.id }).from(contacts).where(eq(contacts.emailKey, key)));
  return statement<Record<'is_login' | 'is_staff' | 'is_contact', boolean>>(
    sql`select ${lock ? login.for('update') : login} is not null as is_login, ${isStaff} as is_staff, ${isContact} as is_contact`,
  );
}

/** What the preflight rule wants to know of an address. */
export async function preflightFacts(
  context: Context,
  account: AccountRow,
  email: string,
  found?: Found,
): Promise<PreflightFacts> {
  const { principal, settings, now } = context;
  const { permissions } = principal;
  const accountStanding = standing({ user: null, account }, dateIn(settings.timeZone, now()));
  const caller = { permissions, accountStanding };
  const unknown = { ...caller, email, isStaff: false, contact: null, user: null, hasAccessSince: null, elsewhere: [] };
  if (emailProblem(email)) return unknown;
  const { person, isStaff } = found ?? (await findPerson(context, account, email));
  if (!person) return { ...unknown, isStaff };
  const { contact, user } = person;
  const { firstName, lastName, phone, jobTitle } = contact;
  return {
    ...caller,
    email,
    isStaff,
    contact: { id: idOf(principal, contact), firstName, lastName, phone, jobTitle },
    user: user && { state: user.state, lastMailAt: user.lastMailAt?.toISOString() ?? null },
    hasAccessSince: user && (await accessSince(context, account, user.id)),
    elsewhere: user ? await otherAccounts(context, account, user.id) : [],
  };
}

async function accessSince({ tx }: Context, account: AccountRow, userId: string): Promise<string | null> {
  const [own] = await tx
    .select({ grantedAt: access.grantedAt })
    .from(access)
    .where(and(eq(access.userId, userId), eq(access.accountId, account.id)));
  return own?.grantedAt.toISOString() ?? null;
}

async function otherAccounts(
  { tx, principal }: Context,
  account: AccountRow,
  userId: string,
): Promise<PreflightFacts['elsewhere']> {
  const rows = await tx
    .select({ account: accounts })
    .from(access)
    .innerJoin(accounts, eq(accounts.id, access.accountId))
    .where(and(eq(access.userId, userId), ne(accounts.id, account.id), isAccountInScope(principal)))
    .orderBy(accounts.sortKey, accounts.id)
    // As many as a verdict can name; the contact's own tab lists all.
    .limit(100);
  return rows.map(({ account: { market, name, ...row } }) => ({ id: idOf(principal, row), market, name }));
}
