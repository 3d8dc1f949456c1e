import type { Operations } from './operations.ts';
import { findAccount, idOf } from './scope.ts';

export const accounts: Operations['accounts'] = {
  get(context, { accountId }) {
    const account = findAccount(context, accountId);
    const { market, name, active, membershipEnd } = account;
    return { id: idOf(context, account), market, name, active, membershipEnd };
  },
};
