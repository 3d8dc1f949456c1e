import {
  type AccountRecord,
  accountKey,
  type ContactRecord,
  emailKey,
  isPorticoError,
  type Operations,
  type OrderRecord,
  PorticoError,
  type RecordResult,
} from '@portico/core';
import {
  accountsOpenTo,
  assertLoginInScope,
  assertOwn,
  externalOf,
  findAccount,
  isAccountInScope,
  isIdInScope,
  isNamed,
} from './scope.ts';
import { staffOfRecord } from './staff.ts';
import { type AccountRow, append, type ContactRow, type Context, type StaffRow } from './state.ts';

export const records: Operations<Context, 'at-once'>['records'] = {
  upsert(context, { accounts = [], orders = [], contacts = [] }) {
    return {
      items: [
        ...accounts.map(record => result('account', record.id, () => upsertAccount(context, record))),
        ...orders.map(record => result('order', record.id, () => upsertOrder(context, record))),
        ...contacts.map(record => result('contact', record.id, () => upsertContact(context, record))),
      ],
    };
  },
};

/** One record's answer: a refusal of one does not hold up the others. */
function result(kind: RecordResult['kind'], id: string, upsert: () => RecordResult['outcome']): RecordResult {
  try {
    return { kind, id, outcome: upsert(), error: null };
  } catch (error) {
    if (!isPorticoError(error)) throw error;
    return { kind, id, outcome: 'refused', error: error.code };
  }
}

function upsertAccount(context: Context, record: AccountRecord): RecordResult['outcome'] {
  const { state } = context;
  const known = state.accounts.find(row => isNamed(context, row, record.id));
  if (known ? !isAccountInScope(context, known) : !isIdInScope(context, record.id)) throw new PorticoError('not-found');
  const key = accountKey(record.market, record.name);
  if (state.accounts.some(row => row !== known && row.key === key)) throw new PorticoError('account-name-taken');
  const external = known ? known.external : externalOf(context, record.id);
  const staff = record.staff && staffOfRecord(context, record.staff);
  const account: AccountRow = known ?? {
    uuid: crypto.randomUUID(),
    external,
    market: '',
    name: '',
    key: '',
    active: true,
    membershipEnd: null,
  };
  const { market, name, active = account.active, membershipEnd = account.membershipEnd } = record;
  const hasChanged = [
    market !== account.market,
    name !== account.name,
    active !== account.active,
    membershipEnd !== account.membershipEnd,
  ].some(Boolean);
  Object.assign(account, { market, name, key, active, membershipEnd });
  if (!known) state.accounts.push(account);
  const hasNewStaff = staff !== undefined && assignStaff(context, account, staff);
  if (!hasChanged && !hasNewStaff) return 'unchanged';
  append(context, 'account.updated', { accounts: [account] });
  return known ? 'updated' : 'created';
}

/** Makes the staff who serve an account those of the record; answers whether that changed anything. */
function assignStaff({ state, principal }: Context, account: AccountRow, serving: StaffRow[]): boolean {
  const before = state.access.length;
  state.access = state.access.filter(
    row => row.account !== account || !('staff' in row.person) || serving.includes(row.person.staff),
  );
  let hasChanged = state.access.length < before;
  for (const staff of serving) {
    if (state.access.some(row => row.account === account && 'staff' in row.person && row.person.staff === staff))
      continue;
    state.access.push({
      uuid: crypto.randomUUID(),
      account,
      person: { staff },
      role: 'staff',
      grantedAt: state.now(),
      grantedBy: principal.name,
      order: null,
    });
    hasChanged = true;
  }
  return hasChanged;
}

function upsertOrder(context: Context, record: OrderRecord): RecordResult['outcome'] {
  const { state } = context;
  const account = findAccount(context, record.accountId);
  const known = state.orders.find(row => isNamed(context, row, record.id));
  if (!known) {
    state.orders.push({ uuid: crypto.randomUUID(), external: externalOf(context, record.id), account });
    return 'created';
  }
  if (!isAccountInScope(context, known.account)) throw new PorticoError('not-found');
  if (known.account === account) return 'unchanged';
  known.account = account;
  return 'updated';
}

function upsertContact(context: Context, record: ContactRecord): RecordResult['outcome'] {
  const { state } = context;
  const account = findAccount(context, record.accountId);
  const known = state.contacts.find(row => isNamed(context, row, record.id));
  if (known) assertOwn(context, known);
  const { firstName, lastName } = record;
  const { email = known?.email ?? null, phone = known?.phone ?? null, jobTitle = known?.jobTitle ?? null } = record;
  const fields = { account, firstName, lastName, email, phone, jobTitle };
  if (!known) {
    const external = externalOf(context, record.id);
    const now = state.now();
    const contact = { uuid: crypto.randomUUID(), external, user: null, ...fields, createdAt: now, updatedAt: now };
    state.contacts.push(contact);
    append(context, 'contact.created', { accounts: [account], contact });
    return 'created';
  }
  if (Object.entries(fields).every(([name, value]) => known[name as keyof typeof fields] === value)) return 'unchanged';
  if (email !== known.email) moveLogin(context, known, email);
  Object.assign(known, { ...fields, updatedAt: state.now() });
  append(context, 'contact.updated', { accounts: [account, ...accountsOpenTo(context, known)], contact: known });
  return 'updated';
}

/** A login goes along with its contact's address; the link that went to the old one ends. */
function moveLogin(context: Context, contact: ContactRow, email: string | null): void {
  const { user } = contact;
  if (!user) return;
  assertLoginInScope(context, contact);
  if (email === null) throw new PorticoError('email-required');
  const loginKey = emailKey(email);
  if (loginKey === user.loginKey) return;
  const isTaken = context.state.contacts.some(row => row.user?.loginKey === loginKey);
  if (isTaken) throw new PorticoError('email-taken');
  Object.assign(user, { loginKey, hasOpenLink: false });
}
