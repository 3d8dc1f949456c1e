import type { Operations } from '@portico/core';
import type { Context } from './context.ts';
import { findAccount, idOf } from './scope.ts';

export const accountOperations: Operations<Context, 'by-promise'>['accounts'] = {
  async get(context, { accountId }) {
    const account = await findAccount(context, accountId);
    const { market, name, active, membershipEnd } = account;
    return { id: idOf(context.principal, account), market, name, active, membershipEnd };
  },
};
