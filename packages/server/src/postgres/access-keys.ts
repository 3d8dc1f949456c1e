import { eq, type SQL, sql } from 'drizzle-orm';
import type { Queries } from './database.ts';
import { access, accounts, contacts, staff, users } from './schema.ts';

/** Brings the keys that lists are sorted and searched by up to date, after a name or an address has changed. */
export async function refreshAccess(tx: Queries, which: SQL): Promise<void> {
  const fresh = tx
    .select({
      id: access.id,
      sortKey: sql<string>`coalesce(${contacts.sortKey}, ${staff.sortKey})`.as('fresh_sort_key'),
      searchText:
        sql<string>`coalesce(${contacts.searchText}, ${staff.searchText}) || ' ' || ${accounts.searchText}`.as(
          'fresh_search_text',
        ),
    })
    .from(access)
    .innerJoin(accounts, eq(accounts.id, access.accountId))
    .leftJoin(users, eq(users.id, access.userId))
    .leftJoin(contacts, eq(contacts.id, users.contactId))
    .leftJoin(staff, eq(staff.id, access.staffId))
    .where(which)
    .as('fresh');
  await tx
    .update(access)
    .set({ sortKey: sql`${fresh.sortKey}`, searchText: sql`${fresh.searchText}` })
    .from(fresh)
    .where(eq(access.id, fresh.id));
}
