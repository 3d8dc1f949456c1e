import { sql } from 'drizzle-orm';
import { boolean, check, date, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, plainText } from './columns.ts';

/** Client companies: one per market and name, whatever the spelling. */
export const accounts = pgTable(
  'account',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    market: text('market').notNull(),
    name: text('name').notNull(),
    /** A hash of `accountKey(market, name)`, which may be longer than an index takes. */
    identityKey: text('identity_key').notNull().unique(),
    /** `sortKey(market, name)`: the order of accounts wherever they are listed. */
    sortKey: plainText('sort_key').notNull(),
    /** `fold(market name)`. */
    searchText: text('search_text').notNull(),
    active: boolean('active').notNull().default(true),
    membershipEnd: date('membership_end', { mode: 'string' }),
    source: text('source'),
    /** The host's id as it wrote it. */
    externalId: text('external_id'),
    /** `canonicalId(externalId)`. */
    externalKey: text('external_key'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  table => [
    index('account_market').on(table.market),
    index('account_order').on(table.sortKey, table.id),
    index('account_search').using('gin', sql`${table.searchText} gin_trgm_ops`),
    uniqueIndex('account_external').on(table.source, table.externalKey),
    check(
      'account_external_is_whole',
      sql`num_nulls(${table.source}, ${table.externalId}, ${table.externalKey}) in (0, 3)`,
    ),
  ],
);
