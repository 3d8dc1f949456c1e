import { type Access, type AccessFacts, accessStatus, dateIn, splitName, standing } from '@portico/core';
import { eq, getTableColumns, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/pg-core';
import { accountColumns } from './accounts.ts';
import type { Context } from './context.ts';
import { access, accounts, contacts, mails, orders, staff, users } from './schema.ts';
import { idOf, namesOf } from './scope.ts';
import { selection } from './statement.ts';

/** Whether a person's newest mail to register or reset by has failed, and they have not registered since. */
const mailFailed = sql<boolean>`exists (
  select from ${mails} failed
  where failed.contact_id = ${contacts.id} and failed.state = 'failed' and failed.kind in ('registration', 'reset')
    and (${users.registeredAt} is null or ${users.registeredAt} < failed.created_at)
    and not exists (
      select from ${mails} newer
      where newer.contact_id = failed.contact_id and newer.kind in ('registration', 'reset')
        and newer.created_at > failed.created_at
    )
)`;

const query = new QueryBuilder()
  .select({
    access: getTableColumns(access),
    account: accountColumns,
    user: { state: users.state, registeredAt: users.registeredAt },
    contact: {
      ...namesOf(contacts),
      firstName: contacts.firstName,
      lastName: contacts.lastName,
      email: contacts.email,
      jobTitle: contacts.jobTitle,
    },
    staff: { name: staff.name, email: staff.email },
    order: namesOf(orders),
    mailFailed,
  })
  .from(access)
  .innerJoin(accounts, eq(accounts.id, access.accountId))
  .leftJoin(users, eq(users.id, access.userId))
  .leftJoin(contacts, eq(contacts.id, users.contactId))
  .leftJoin(staff, eq(staff.id, access.staffId))
  .leftJoin(orders, eq(orders.id, access.fromOrder));

/** An access with all that is shown of it. */
export type AccessRow = (typeof query)['_']['result'][number];

/** Reads access under a condition, in an order. */
export const selectAccess = selection<AccessRow>(query);

/** The same of one login alone. */
export async function hasFailedMail(tx: Context['tx'], userId: string): Promise<boolean> {
  const [found] = await tx
    .select({ mailFailed })
    .from(users)
    .innerJoin(contacts, eq(contacts.id, users.contactId))
    .where(eq(users.id, userId));
  return found?.mailFailed ?? false;
}

/** Counts what `selectAccess` would find. */
export function countAccess(tx: Context['tx']) {
  return tx
    .select({ total: sql<number>`count(*)::int` })
    .from(access)
    .innerJoin(accounts, eq(accounts.id, access.accountId))
    .leftJoin(users, eq(users.id, access.userId));
}

/** An access as the caller sees it, today. */
export function accessOf({ principal, settings, now }: Context, row: AccessRow): Access {
  const { access: own, account, user, contact, order } = row;
  const facts: AccessFacts = { account, user: user && { state: user.state, isRegistered: user.registeredAt !== null } };
  return {
    id: own.id,
    accountId: idOf(principal, account),
    market: account.market,
    accountName: account.name,
    kind: contact ? 'client' : 'staff',
    contactId: contact && idOf(principal, contact),
    ...personOf(row),
    role: own.role,
    status: accessStatus(facts),
    standing: standing(facts, dateIn(settings.timeZone, now())),
    mailFailed: row.mailFailed,
    grantedAt: own.grantedAt.toISOString(),
    grantedBy: own.grantedBy,
    orderId: order && idOf(principal, order),
  };
}

function personOf({ contact, staff: member }: AccessRow) {
  if (contact) {
    const { firstName, lastName, email, jobTitle } = contact;
    return { firstName, lastName, email: email ?? '', jobTitle };
  }
  return { ...splitName(member?.name ?? ''), email: member?.email ?? '', jobTitle: null };
}
