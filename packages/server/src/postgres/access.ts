import { type Access, type AccessQuery, type Operations, type Page, preflight } from '@portico/core';
import { and, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { type AccessRow, accessOf, countAccess, selectAccess } from './access-row.ts';
import type { Context } from './context.ts';
import { preflightFacts } from './find-person.ts';
import { grant } from './grant.ts';
import { contains, pageOf } from './page.ts';
import { access, accounts, contacts, users } from './schema.ts';
import { findAccount, findContact, isAccountInScope, isContactInScope, isNamed } from './scope.ts';

export const accessOperations: Operations<Context, 'by-promise'>['access'] = {
  async listForAccount(context, { accountId, ...query }) {
    const { tx, principal } = context;
    const account = tx
      .select({ id: accounts.id })
      .from(accounts)
      .where(and(isNamed(principal, accounts, accountId), isAccountInScope(principal)));
    const list = await listOf(context, eq(access.accountId, account), access.sortKey, query);
    // Only where there is nothing to list it has to be told apart from an account that is not there.
    if (list.total === 0) await findAccount(context, accountId);
    return list;
  },

  async listForContact(context, { contactId, ...query }) {
    const { tx, principal } = context;
    const user = tx
      .select({ id: users.id })
      .from(users)
      .innerJoin(contacts, eq(contacts.id, users.contactId))
      .where(and(isNamed(principal, contacts, contactId), isContactInScope(tx, principal)));
    const which = and(eq(access.userId, user), isAccountInScope(principal));
    const list = await listOf(context, which, accounts.sortKey, query);
    if (list.total === 0) await findContact(context, contactId);
    return list;
  },

  async preflight(context, { accountId, email }) {
    return preflight(await preflightFacts(context, await findAccount(context, accountId), email));
  },

  async grant(context, input) {
    return accessOf(context, await grant(context, input));
  },
};

function listOf(
  context: Context,
  which: SQL | undefined,
  key: typeof access.sortKey | typeof accounts.sortKey,
  { search = '', status, ...query }: AccessQuery,
): Promise<Page<Access>> {
  const { tx } = context;
  const matching = and(which, hasStatus(status), contains(access.searchText, search));
  const keyOf = (row: AccessRow) => (key === access.sortKey ? row.access.sortKey : row.account.sortKey);
  return pageOf(query, {
    order: [key, access.id],
    rows: (after, limit) =>
      selectAccess(tx, sql`where ${and(matching, after)} order by ${key}, ${access.id} limit ${limit}`),
    total: () => countAccess(tx).where(matching),
    positionOf: row => ({ key: keyOf(row), id: row.access.id }),
    itemOf: row => accessOf(context, row),
  });
}

function hasStatus(status: AccessQuery['status']): SQL | undefined {
  if (status === 'PENDING') return and(isNotNull(users.id), isNull(users.registeredAt));
  if (status === 'COMPLETE') return or(isNull(users.id), isNotNull(users.registeredAt));
  return undefined;
}
