import { dateIn, type OwnAccount, standing } from '@portico/core';
import { eq } from 'drizzle-orm';
import type { Queries } from './database.ts';
import type { PortalSettings } from './portal-settings.ts';
import { access, accounts, users } from './schema.ts';
import { hasMarkets } from './settings.ts';

/** What the portal's home shows a person: the accounts that are open to them now, with their sections. */
export async function homeOf(
  tx: Queries,
  { userId, settings, now }: { userId: string; settings: PortalSettings; now: Date },
): Promise<{ hasMarkets: boolean; accounts: OwnAccount[] }> {
  const rows = await tx
    .select({ access, account: accounts, user: users })
    .from(access)
    .innerJoin(accounts, eq(accounts.id, access.accountId))
    .innerJoin(users, eq(users.id, access.userId))
    .where(eq(access.userId, userId))
    .orderBy(accounts.sortKey, accounts.id);
  const today = dateIn(settings.timeZone, now);
  const open = rows.filter(({ user, account }) => {
    const facts = { state: user.state, isRegistered: user.registeredAt !== null };
    return user.state === 'active' && standing({ user: facts, account }, today) === 'open';
  });
  return {
    hasMarkets: await hasMarkets(tx),
    accounts: open.map(({ access: own, account }) => ({
      accessId: own.id,
      market: account.market,
      name: account.name,
      role: own.role,
      sections: settings.sections.map(section => ({
        ...section,
        url: section.url.replaceAll('{account}', encodeURIComponent(account.externalId ?? `portico:${account.id}`)),
      })),
    })),
  };
}
