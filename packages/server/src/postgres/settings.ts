import { type Operations, settingsFor } from '@portico/core';
import { sql } from 'drizzle-orm';
import type { Context } from './context.ts';
import type { Queries } from './database.ts';
import { accounts } from './schema.ts';

export const settingOperations: Operations<Context, 'by-promise'>['settings'] = {
  async get({ tx, principal, settings }) {
    return settingsFor(settings, { held: principal.permissions, hasMarkets: await hasMarkets(tx) });
  },
};

/** Whether there is more than one market; where there is not, a market is never shown. */
export async function hasMarkets(tx: Queries): Promise<boolean> {
  const [row] = await selectHasMarkets(tx);
  return row?.several ?? false;
}

/** The same as a query of one value, to stand inside another one. */
export function selectHasMarkets(tx: Queries) {
  return tx
    .select({ several: sql<boolean>`coalesce(min(${accounts.market}) <> max(${accounts.market}), false)` })
    .from(accounts);
}
