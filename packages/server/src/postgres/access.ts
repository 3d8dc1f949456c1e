import {
  type Access,
  type AccessQuery,
  fold,
  isPlainText,
  type Operations,
  type Page,
  preflight,
  readCursor,
  writeCursor,
} from '@portico/core';
import { and, eq, isNotNull, isNull, like, or, type SQL, sql } from 'drizzle-orm';
import { type AccessRow, accessOf, countAccess, selectAccess } from './access-row.ts';
import type { Context } from './context.ts';
import { grant } from './grant.ts';
import { preflightFacts } from './people.ts';
import { access, accounts, users } from './schema.ts';
import { findAccount, findContact, isAccountInScope } from './scope.ts';

export const accessOperations: Operations<Context, 'by-promise'>['access'] = {
  async listForAccount(context, { accountId, ...query }) {
    const account = await findAccount(context, accountId);
    return pageOf(context, eq(access.accountId, account.id), access.sortKey, query);
  },

  async listForContact(context, { contactId, ...query }) {
    const { user } = await findContact(context, contactId);
    if (!user) return { items: [], nextCursor: null, total: 0 };
    const which = and(eq(access.userId, user.id), isAccountInScope(context.principal));
    return pageOf(context, which, accounts.sortKey, query);
  },

  async preflight(context, { accountId, email }) {
    return preflight(await preflightFacts(context, await findAccount(context, accountId), email));
  },

  async grant(context, input) {
    return accessOf(context, await grant(context, input));
  },
};

async function pageOf(
  context: Context,
  which: SQL | undefined,
  key: typeof access.sortKey | typeof accounts.sortKey,
  { search = '', status, cursor, limit = 50 }: AccessQuery,
): Promise<Page<Access>> {
  const { tx } = context;
  const matching = and(which, hasStatus(status), contains(search));
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await selectAccess(tx)
    .where(and(matching, after && sql`(${key}, ${access.id}) > (${after.key}, ${after.id}::uuid)`))
    .orderBy(key, access.id)
    .limit(limit + 1);
  const [count] = await countAccess(tx).where(matching);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  const keyOf = (row: AccessRow) => (key === access.sortKey ? row.access.sortKey : row.account.sortKey);
  return {
    items: items.map(row => accessOf(context, row)),
    nextCursor: last ? writeCursor({ key: keyOf(last), id: last.access.id }) : null,
    total: count?.total ?? 0,
  };
}

function hasStatus(status: AccessQuery['status']): SQL | undefined {
  if (status === 'PENDING') return and(isNotNull(users.id), isNull(users.registeredAt));
  if (status === 'COMPLETE') return or(isNull(users.id), isNotNull(users.registeredAt));
  return undefined;
}

function contains(search: string): SQL | undefined {
  const text = fold(search.trim());
  // A control character or half of another is in no stored text, and NUL not even in a question.
  if (!isPlainText(text)) return sql`false`;
  return text === '' ? undefined : like(access.searchText, `%${text.replace(/[\\%_]/g, '\\$&')}%`);
}
