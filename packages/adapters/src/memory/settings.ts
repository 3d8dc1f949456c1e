import { mayAssign } from '@portico/core';
import type { Operations } from './operations.ts';

export const settings: Operations['settings'] = {
  get({ state, principal }) {
    const { jobTitles, roles } = state.settings;
    return {
      jobTitles,
      roles: roles.map(role => ({ id: role.id, name: role.name, assignable: mayAssign(role, principal.permissions) })),
      hasMarkets: new Set(state.accounts.map(account => account.market)).size > 1,
    };
  },
};
