import { dateIn, emailKey, emailProblem, type PreflightFacts, standing } from '@portico/core';
import { and, asc, desc, eq, isNotNull, ne } from 'drizzle-orm';
import type { Context } from './context.ts';
import { access, accounts, contacts, staff, users } from './schema.ts';
import { type AccountRow, idOf, isAccountInScope, isContactInScope, type Person, selectPeople } from './scope.ts';

/** Who an address belongs to, as far as the caller may know. */
export interface Found {
  person: Person | null;
  /** Whether somebody out of the caller's scope has this address as their login. */
  isTakenElsewhere: boolean;
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
  const query = tx.select({ id: users.id }).from(users).where(eq(users.loginKey, key));
  const [login] = await (lock ? query.for('update') : query);
  const [person = null] = await selectPeople(tx)
    .where(and(eq(contacts.emailKey, key), isContactInScope(tx, principal)))
    .orderBy(
      desc(isNotNull(users.id)),
      desc(eq(contacts.accountId, account.id)),
      asc(contacts.createdAt),
      asc(contacts.id),
    )
    .limit(1);
  return { person, isTakenElsewhere: login !== undefined && !person?.user };
}

/** What the preflight rule wants to know of an address. */
export async function preflightFacts(
  context: Context,
  account: AccountRow,
  email: string,
  found?: Found,
): Promise<PreflightFacts> {
  const { tx, principal, settings, now } = context;
  const { permissions } = principal;
  const accountStanding = standing({ user: null, account }, dateIn(settings.timeZone, now()));
  const caller = { permissions, accountStanding };
  const unknown = { ...caller, email, isStaff: false, contact: null, user: null, hasAccessSince: null, elsewhere: [] };
  if (emailProblem(email)) return unknown;
  const { person } = found ?? (await findPerson(context, account, email));
  const [member] = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(eq(staff.emailKey, emailKey(email)));
  const isStaff = member !== undefined;
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
