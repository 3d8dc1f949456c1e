import {
  type AccountRecord,
  accountKey,
  type ContactRecord,
  emailKey,
  isPorticoError,
  type OrderRecord,
  PorticoError,
  type RecordResult,
} from '@portico/core';
import type { Operations } from './operations.ts';
import {
  accountsOpenTo,
  externalOf,
  findAccount,
  isAccountInScope,
  isContactInScope,
  isIdInScope,
  isNamed,
} from './scope.ts';
import { type AccountRow, append, type Context, type StaffRow } from './state.ts';

export const records: Operations['records'] = {
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
  const account: AccountRow = known ?? {
    uuid: crypto.randomUUID(),
    external: externalOf(context, record.id),
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
  const hasNewStaff = record.staff !== undefined && assignStaff(context, account, record.staff);
  if (!hasChanged && !hasNewStaff) return 'unchanged';
  append(state, 'account.updated', { accounts: [account] });
  return known ? 'updated' : 'created';
}

/** Makes the staff who serve an account those of the record; answers whether that changed anything. */
function assignStaff(
  { state, principal }: Context,
  account: AccountRow,
  people: { email: string; name: string }[],
): boolean {
  const serving = people.map(person => knowStaff(state, person));
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

/** The member of staff with this address, added to the directory where new. */
export function knowStaff(state: Context['state'], { email, name }: { email: string; name: string }): StaffRow {
  const key = emailKey(email);
  const known = state.staff.find(row => row.key === key);
  if (known) return Object.assign(known, { name });
  const staff = { uuid: crypto.randomUUID(), key, email, name };
  state.staff.push(staff);
  return staff;
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
  if (known && !isContactInScope(context, known)) throw new PorticoError('not-found');
  const { firstName, lastName } = record;
  const { email = known?.email ?? null, phone = known?.phone ?? null, jobTitle = known?.jobTitle ?? null } = record;
  const fields = { account, firstName, lastName, email, phone, jobTitle };
  if (!known) {
    const external = externalOf(context, record.id);
    const contact = { uuid: crypto.randomUUID(), external, user: null, ...fields };
    state.contacts.push(contact);
    append(state, 'contact.created', { accounts: [account], contact });
    return 'created';
  }
  if (Object.entries(fields).every(([name, value]) => known[name as keyof typeof fields] === value)) return 'unchanged';
  if (known.user) {
    const key = email === null ? null : emailKey(email);
    const isTaken = state.contacts.some(row => row !== known && row.user?.loginKey === key);
    if (key === null || isTaken) throw new PorticoError('email-taken');
    known.user.loginKey = key;
  }
  Object.assign(known, fields);
  append(state, 'contact.updated', { accounts: [account, ...accountsOpenTo(context, known)], contact: known });
  return 'updated';
}
