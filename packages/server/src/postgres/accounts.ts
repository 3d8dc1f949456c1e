import type { Account, Operations } from '@portico/core';
import { and, sql } from 'drizzle-orm';
import type { Context } from './context.ts';
import { contains, pageOf } from './page.ts';
import { accounts } from './schema.ts';
import { type AccountRow, findAccount, idOf, isAccountInScope, namesOf } from './scope.ts';

/** What is told of an account, and its place in lists. No more: reading rows is most of a list's work. */
export const accountColumns = {
  ...namesOf(accounts),
  market: accounts.market,
  name: accounts.name,
  active: accounts.active,
  membershipEnd: accounts.membershipEnd,
  sortKey: accounts.sortKey,
};

export const accountOperations: Operations<Context, 'by-promise'>['accounts'] = {
  list(context, { search = '', ...query }) {
    const { tx, principal } = context;
    const matching = and(isAccountInScope(principal), contains(accounts.searchText, search));
    return pageOf(query, {
      order: [accounts.sortKey, accounts.id],
      rows: (after, limit) =>
        tx
          .select(accountColumns)
          .from(accounts)
          .where(and(matching, after))
          .orderBy(accounts.sortKey, accounts.id)
          .limit(limit),
      total: () => tx.select({ total: sql<number>`count(*)::int` }).from(accounts).where(matching),
      isLong: true,
      positionOf: ({ sortKey, id }) => ({ key: sortKey, id }),
      itemOf: account => accountOf(context, account),
    });
  },

  async get(context, { accountId }) {
    return accountOf(context, await findAccount(context, accountId));
  },
};

function accountOf({ principal }: Context, account: Pick<AccountRow, keyof typeof accountColumns>): Account {
  const { market, name, active, membershipEnd } = account;
  return { id: idOf(principal, account), market, name, active, membershipEnd };
}
