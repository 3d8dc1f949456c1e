import { type Access, type AccessQuery, type Operations, type Page, preflight } from '@portico/core';
import { and, eq, isNotNull, isNull, or, type SQL } from 'drizzle-orm';
import { type AccessRow, accessOf, countAccess, selectAccess } from './access-row.ts';
import type { Context } from './context.ts';
import { grant } from './grant.ts';
import { contains, pageOf } from './page.ts';
import { preflightFacts } from './people.ts';
import { access, accounts, users } from './schema.ts';
import { findAccount, findContact, isAccountInScope } from './scope.ts';

export const accessOperations: Operations<Context, 'by-promise'>['access'] = {
  async listForAccount(context, { accountId, ...query }) {
    const account = await findAccount(context, accountId);
    return listOf(context, eq(access.accountId, account.id), access.sortKey, query);
  },

  async listForContact(context, { contactId, ...query }) {
    const { user } = await findContact(context, contactId);
    if (!user) return { items: [], nextCursor: null, total: 0 };
    const which = and(eq(access.userId, user.id), isAccountInScope(context.principal));
    return listOf(context, which, accounts.sortKey, query);
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
    rows: (after, limit) => selectAccess(tx).where(and(matching, after)).orderBy(key, access.id).limit(limit),
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
