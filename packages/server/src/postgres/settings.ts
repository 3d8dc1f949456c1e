import { mayAssign } from '@portico/core';
import { sql } from 'drizzle-orm';
import type { Queries } from './database.ts';
import type { Operations } from './operations.ts';
import { accounts } from './schema.ts';

export const settingOperations: Operations['settings'] = {
  async get({ tx, principal, settings }) {
    const { jobTitles, roles } = settings;
    return {
      jobTitles: [...jobTitles],
      roles: roles.map(role => ({ id: role.id, name: role.name, assignable: mayAssign(role, principal.permissions) })),
      hasMarkets: await hasMarkets(tx),
    };
  },
};

/** Whether there is more than one market; where there is not, a market is never shown. */
export async function hasMarkets(tx: Queries): Promise<boolean> {
  const [row] = await tx
    .select({ several: sql<boolean>`coalesce(min(${accounts.market}) <> max(${accounts.market}), false)` })
    .from(accounts);
  return row?.several ?? false;
}
