import { emailKey, fold, isSameId } from '@portico/core';
import { type Account, type Contact, type CrmData, fullName, type Order, type StaffMember } from './records.ts';

/** The records that one member of staff may see; what is outside is as if it were not there. */
export interface RecordView {
  accounts: Account[];
  orders: Order[];
  contacts: Contact[];
  account(id: string): Account | undefined;
  order(id: string): Order | undefined;
  contact(id: string): Contact | undefined;
}

/** The CRM as a member of staff sees it. Ids may have 15 or 18 characters. */
export function viewFor(data: CrmData, staff: StaffMember): RecordView {
  const accounts = data.accounts.filter(account => sees(staff, account));
  const isOfThose = ({ accountId }: { accountId: string }) => accounts.some(({ id }) => isSameId(id, accountId));
  const orders = data.orders.filter(isOfThose);
  const contacts = data.contacts.filter(isOfThose);
  return {
    accounts,
    orders,
    contacts,
    account: id => accounts.find(account => isSameId(account.id, id)),
    order: id => orders.find(order => isSameId(order.id, id)),
    contact: id => contacts.find(contact => isSameId(contact.id, id)),
  };
}

function sees({ id: staffId, accounts: scope }: StaffMember, { id, staffIds }: Account): boolean {
  if (scope === 'served') return staffIds.includes(staffId);
  return scope === 'all' || scope.some(own => isSameId(own, id));
}

/** What a search found. */
export interface Found {
  accounts: Account[];
  orders: Order[];
  contacts: Contact[];
  /** The one contact whose address the text is. */
  exact: Contact | undefined;
}

/** Finds accounts, orders and people whose name, number or address contains the text, whatever its case and accents. */
export function search(view: RecordView, text: string): Found {
  const wanted = fold(text.trim());
  if (wanted === '') return { accounts: [], orders: [], contacts: [], exact: undefined };
  const has = (...values: (string | null)[]) => values.some(value => value !== null && fold(value).includes(wanted));
  const key = text.includes('@') ? emailKey(text.trim()) : undefined;
  const sameAddress = view.contacts.filter(({ email }) => email && emailKey(email) === key);
  return {
    accounts: view.accounts.filter(account => has(account.name, account.market)),
    orders: view.orders.filter(order => has(order.number, order.product, view.account(order.accountId)?.name ?? null)),
    contacts: view.contacts.filter(contact => has(fullName(contact), contact.email)),
    exact: sameAddress.length === 1 ? sameAddress[0] : undefined,
  };
}
