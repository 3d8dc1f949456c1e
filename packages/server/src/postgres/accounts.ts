import type { Operations } from './operations.ts';
import { findAccount, idOf } from './scope.ts';

export const accountOperations: Operations['accounts'] = {
  async get(context, { accountId }) {
    const account = await findAccount(context, accountId);
    const { market, name, active, membershipEnd } = account;
    return { id: idOf(context.principal, account), market, name, active, membershipEnd };
  },
};
