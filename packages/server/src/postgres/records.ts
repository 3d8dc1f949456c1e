import { isPorticoError, type Operations, PorticoError, type RecordResult } from '@portico/core';
import { and, eq } from 'drizzle-orm';
import { upsertAccount } from './account-record.ts';
import { upsertContact } from './contact-record.ts';
import type { Context } from './context.ts';
import { accounts, orders } from './schema.ts';
import { externalOf, findAccount, isAccountInScope, isNamed } from './scope.ts';

export const recordOperations: Operations<Context, 'by-promise'>['records'] = {
  async upsert(context, { accounts = [], orders = [], contacts = [] }) {
    const items: RecordResult[] = [];
    for (const record of accounts) items.push(await result('account', record.id, () => upsertAccount(context, record)));
    for (const record of orders) items.push(await result('order', record.id, () => upsertOrder(context, record)));
    for (const record of contacts) items.push(await result('contact', record.id, () => upsertContact(context, record)));
    return { items };
  },
};

/** One record's answer: a refusal of one, always before it writes, does not hold up the others. */
async function result(
  kind: RecordResult['kind'],
  id: string,
  upsert: () => Promise<RecordResult['outcome']>,
): Promise<RecordResult> {
  try {
    return { kind, id, outcome: await upsert(), error: null };
  } catch (error) {
    if (!isPorticoError(error)) throw error;
    return { kind, id, outcome: 'refused', error: error.code };
  }
}

async function upsertOrder(
  context: Context,
  record: { id: string; accountId: string },
): Promise<RecordResult['outcome']> {
  const { tx, principal, now } = context;
  const account = await findAccount(context, record.accountId);
  const [known] = await tx
    .select()
    .from(orders)
    .where(isNamed(principal, orders, record.id))
    .for('update');
  if (!known) {
    const external = externalOf(principal, record.id);
    await tx.insert(orders).values({ ...external, accountId: account.id, createdAt: now() });
    return 'created';
  }
  if (known.accountId === account.id) return 'unchanged';
  const [before] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.id, known.accountId), isAccountInScope(principal)));
  if (!before) throw new PorticoError('not-found');
  await tx.update(orders).set({ accountId: account.id }).where(eq(orders.id, known.id));
  return 'updated';
}
