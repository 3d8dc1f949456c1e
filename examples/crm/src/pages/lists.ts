import { html } from 'hono/html';
import type { RecordView } from '../record-view.ts';
import type { Account, Contact, Order } from '../records.ts';
import { icons, type RecordKind } from './icons.ts';
import type { Html } from './layout.ts';
import { amount, day, personName } from './wording.ts';

/** Orders as a list, each leading to its page. */
export function orderList(view: RecordView, orders: Order[]): Html {
  return list(
    'order',
    orders.map(order => ({
      href: `/crm/orders/${order.id}`,
      name: `${order.number} · ${order.product}`,
      about: `${view.account(order.accountId)?.name ?? ''} · ${day(order.orderedOn)}`,
      end: html`<span class="number">${amount(order)}</span>${orderStatus(order)}`,
    })),
  );
}

/** Accounts as a list, each leading to its page. */
export function accountList(view: RecordView, accounts: Account[]): Html {
  return list(
    'account',
    accounts.map(account => ({
      href: `/crm/accounts/${account.id}`,
      name: account.name,
      about: `${account.market} · ${account.industry}`,
      end: html`<span class="quiet">${view.contacts.filter(contact => contact.accountId === account.id).length} contacts</span>`,
    })),
  );
}

/** People as a list, each leading to their page. */
export function contactList(contacts: Contact[]): Html {
  return list(
    'contact',
    contacts.map(contact => ({
      href: `/crm/contacts/${contact.id}`,
      name: personName(contact),
      about: contact.email ?? 'No email',
      end: html`<span class="quiet">${contact.jobTitle ?? ''}</span>`,
    })),
  );
}

/** An order's status as a badge. */
export function orderStatus({ status }: Order): Html {
  return html`<span class="badge ${status.toLowerCase()}">${status}</span>`;
}

interface Row {
  href: string;
  name: Html | string;
  about: string;
  end: Html;
}

function list(kind: RecordKind, rows: Row[]): Html {
  if (rows.length === 0) return html`<p class="empty">Nothing here yet.</p>`;
  return html`<ul class="list">
    ${rows.map(
      row => html`<li>
        <span class="tile small ${kind}">${icons[kind]}</span>
        <span class="list-text"><a href="${row.href}">${row.name}</a><span class="quiet">${row.about}</span></span>
        <span class="list-end">${row.end}</span>
      </li>`,
    )}
  </ul>`;
}
