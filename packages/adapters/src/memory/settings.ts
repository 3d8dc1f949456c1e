import { type Operations, settingsFor } from '@portico/core';
import type { Context } from './state.ts';

export const settings: Operations<Context, 'at-once'>['settings'] = {
  get({ state, principal }) {
    const hasMarkets = new Set(state.accounts.map(account => account.market)).size > 1;
    return settingsFor(state.settings, { held: principal.permissions, hasMarkets });
  },
};
