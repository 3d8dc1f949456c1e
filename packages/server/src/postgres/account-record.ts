import { createHash } from 'node:crypto';
import { type AccountRecord, accountKey, fold, PorticoError, type RecordResult, sortKey } from '@portico/core';
import { and, eq, isNotNull, ne, notInArray } from 'drizzle-orm';
import { refreshAccess } from './access-keys.ts';
import { type Context, recordEvent } from './context.ts';
import { access, accounts, type staff } from './schema.ts';
import { type AccountRow, externalOf, isAccountInScope, isIdInScope, isNamed } from './scope.ts';
import { staffOfRecord } from './staff.ts';

/** Creates or updates an account by the host's own id; one of the same market and name under another id is a conflict. */
export async function upsertAccount(context: Context, record: AccountRecord): Promise<RecordResult['outcome']> {
  const known = await lockAccount(context, record.id);
  const { market, name, active = known?.active ?? true, membershipEnd = known?.membershipEnd ?? null } = record;
  const fields = { market, name, active, membershipEnd };
  const taken = await accountWithKey(context, identityKey(market, name), known);
  if (taken) throw new PorticoError('account-name-taken');
  const external = known ? null : externalOf(context.principal, record.id);
  const serving = record.staff && (await staffOfRecord(context, record.staff));
  const account = known ?? (await createAccount(context, { ...external, ...fields }));
  const hasChanged =
    !known || Object.entries(fields).some(([field, value]) => known[field as keyof AccountRow] !== value);
  if (known && hasChanged) await updateAccount(context, known, fields);
  const current = { ...account, ...fields };
  const hasNewStaff = serving !== undefined && (await assignStaff(context, current, serving));
  if (!hasChanged && !hasNewStaff) return 'unchanged';
  await recordEvent(context, 'account.updated', { accountIds: [account.id] });
  return known ? 'updated' : 'created';
}

type Fields = Pick<AccountRow, 'market' | 'name' | 'active' | 'membershipEnd'>;

async function lockAccount({ tx, principal }: Context, id: string): Promise<AccountRow | undefined> {
  const [known] = await tx
    .select()
    .from(accounts)
    .where(isNamed(principal, accounts, id))
    .for('update');
  if (!known) {
    if (!isIdInScope(principal, id)) throw new PorticoError('not-found');
    return undefined;
  }
  const [visible] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.id, known.id), isAccountInScope(principal)));
  if (!visible) throw new PorticoError('not-found');
  return known;
}

async function accountWithKey({ tx }: Context, key: string, known: AccountRow | undefined) {
  const [other] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.identityKey, key), known && ne(accounts.id, known.id)));
  return other;
}

async function createAccount(
  { tx, now }: Context,
  fields: Fields & Partial<ReturnType<typeof externalOf>>,
): Promise<AccountRow> {
  const at = now();
  const [account] = await tx
    .insert(accounts)
    .values({ ...fields, ...keysOf(fields), createdAt: at, updatedAt: at })
    .returning();
  if (!account) throw new Error('an insert gave nothing back');
  return account;
}

async function updateAccount({ tx, now }: Context, known: AccountRow, fields: Fields): Promise<void> {
  await tx
    .update(accounts)
    .set({ ...fields, ...keysOf(fields), updatedAt: now() })
    .where(eq(accounts.id, known.id));
  if (known.market !== fields.market || known.name !== fields.name) {
    await refreshAccess(tx, eq(access.accountId, known.id));
  }
}

function keysOf({ market, name }: Fields) {
  return {
    identityKey: identityKey(market, name),
    sortKey: sortKey(market, name),
    searchText: fold(`${market} ${name}`),
  };
}

function identityKey(market: string, name: string): string {
  return createHash('sha256').update(accountKey(market, name)).digest('hex');
}

/** Makes the staff who serve an account those of the record; answers whether that changed anything. */
async function assignStaff(
  { tx, principal, now }: Context,
  account: AccountRow,
  serving: (typeof staff.$inferSelect)[],
): Promise<boolean> {
  const ids = serving.map(member => member.id);
  const removed = await tx
    .delete(access)
    .where(
      and(
        eq(access.accountId, account.id),
        isNotNull(access.staffId),
        ids.length > 0 ? notInArray(access.staffId, ids) : undefined,
      ),
    )
    .returning({ id: access.id });
  const rows = serving.map(member => ({
    accountId: account.id,
    staffId: member.id,
    role: 'staff',
    grantedAt: now(),
    grantedBy: principal.name,
    sortKey: member.sortKey,
    searchText: `${member.searchText} ${keysOf(account).searchText}`,
  }));
  const added =
    rows.length > 0 ? await tx.insert(access).values(rows).onConflictDoNothing().returning({ id: access.id }) : [];
  return removed.length + added.length > 0;
}
