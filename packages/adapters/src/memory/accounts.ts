import { type Account, type Operations, sortKey } from '@portico/core';
import { contains, pageOf } from './page.ts';
import { findAccount, idOf, isAccountInScope } from './scope.ts';
import type { AccountRow, Context } from './state.ts';

export const accounts: Operations<Context, 'at-once'>['accounts'] = {
  list(context, { search = '', ...query }) {
    const rows = context.state.accounts
      .filter(account => isAccountInScope(context, account))
      .filter(({ market, name }) => contains(`${market} ${name}`, search));
    return pageOf(rows, query, {
      keyOf: ({ market, name }) => sortKey(market, name),
      itemOf: account => accountOf(context, account),
    });
  },

  get(context, { accountId }) {
    return accountOf(context, findAccount(context, accountId));
  },
};

function accountOf(context: Context, account: AccountRow): Account {
  const { market, name, active, membershipEnd } = account;
  return { id: idOf(context, account), market, name, active, membershipEnd };
}
