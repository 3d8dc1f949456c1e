import type { Operations } from '@portico/core';
import { findAccount, idOf } from './scope.ts';
import type { Context } from './state.ts';

export const accounts: Operations<Context, 'at-once'>['accounts'] = {
  get(context, { accountId }) {
    const account = findAccount(context, accountId);
    const { market, name, active, membershipEnd } = account;
    return { id: idOf(context, account), market, name, active, membershipEnd };
  },
};
