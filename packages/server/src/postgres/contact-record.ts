import { type ContactRecord, emailKey, PorticoError, type RecordResult } from '@portico/core';
import { and, eq, ne, sql } from 'drizzle-orm';
import { refreshAccess } from './access-keys.ts';
import { nameColumns } from './contacts.ts';
import { type Context, recordEvent } from './context.ts';
import { closeLinks } from './links.ts';
import { access, contacts, users } from './schema.ts';
import {
  type AccountRow,
  accountsOpenTo,
  assertLoginInScope,
  externalOf,
  findAccount,
  findOwnContact,
  isNamed,
  lockLogin,
  type Person,
  type UserRow,
} from './scope.ts';

/** Creates or updates a contact by the host's own id. The login follows the address, unless another login has it. */
export async function upsertContact(context: Context, record: ContactRecord): Promise<RecordResult['outcome']> {
  const { tx, principal, now } = context;
  const account = await findAccount(context, record.accountId);
  if (record.email !== undefined) await lockMovingLogin(context, record.id, record.email);
  const [found] = await tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(isNamed(principal, contacts, record.id))
    .for('update');
  if (!found) return createContact(context, account, record);
  const person = await findOwnContact(context, record.id);
  const { contact: known, user } = person;
  const fields = fieldsOf(record, account, known);
  if (Object.entries(fields).every(([field, value]) => known[field as keyof typeof fields] === value)) {
    return 'unchanged';
  }
  if (user && fields.email !== known.email) await moveLogin(context, user, fields.email);
  const columns = { ...fields, ...nameColumns(fields), updatedAt: now() };
  await tx.update(contacts).set(columns).where(eq(contacts.id, known.id));
  if (user) await refreshAccess(tx, eq(access.userId, user.id));
  const accountIds = [account.id, ...(await accountsOpenTo(tx, user))];
  await recordEvent(context, 'contact.updated', { accountIds, contactId: known.id });
  return 'updated';
}

async function createContact(
  context: Context,
  account: AccountRow,
  record: ContactRecord,
): Promise<RecordResult['outcome']> {
  const { tx, principal, now } = context;
  const fields = fieldsOf(record, account);
  const columns = { ...externalOf(principal, record.id), ...fields, ...nameColumns(fields) };
  const [created] = await tx
    .insert(contacts)
    .values({ ...columns, createdAt: now(), updatedAt: now() })
    .returning({ id: contacts.id });
  if (!created) throw new Error('an insert gave nothing back');
  await recordEvent(context, 'contact.created', { accountIds: [account.id], contactId: created.id });
  return 'created';
}

/** What a record says; what it leaves out stays. */
function fieldsOf(record: ContactRecord, account: AccountRow, known?: Person['contact']) {
  const { firstName, lastName } = record;
  const { email = known?.email ?? null, phone = known?.phone ?? null, jobTitle = known?.jobTitle ?? null } = record;
  return { accountId: account.id, firstName, lastName, email, phone, jobTitle };
}

/**
 * Locks the login that a new address is for. Before its contact, which is the order in which everybody takes the two:
 * the other way round, this and a grant would wait for each other.
 */
async function lockMovingLogin({ tx, principal }: Context, id: string, email: string | null): Promise<void> {
  await tx
    .select({ id: users.id })
    .from(users)
    .innerJoin(contacts, eq(contacts.id, users.contactId))
    .where(and(isNamed(principal, contacts, id), sql`${contacts.email} is distinct from ${email}`))
    .for('update', { of: users });
}

/** A login goes along with its contact's address; links that went to the old one end. */
async function moveLogin(context: Context, user: UserRow, email: string | null): Promise<void> {
  const { tx, now } = context;
  await lockLogin(tx, user);
  await assertLoginInScope(context, user);
  if (email === null) throw new PorticoError('email-required');
  const loginKey = emailKey(email);
  if (loginKey === user.loginKey) return;
  const [other] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.loginKey, loginKey), ne(users.id, user.id)));
  if (other) throw new PorticoError('email-taken');
  await tx.update(users).set({ loginKey }).where(eq(users.id, user.id));
  await closeLinks(tx, { userId: user.id, now: now() });
}
