import { html } from 'hono/html';
import type { Found, RecordView } from '../record-view.ts';
import type { Html } from './layout.ts';
import { accountList, contactList, orderList } from './lists.ts';
import { card } from './record-page.ts';

/** The CRM's first page: the newest orders and all accounts. */
export function homePage(view: RecordView): Html {
  const newest = view.orders.toSorted((a, b) => b.orderedOn.localeCompare(a.orderedOn));
  return html`<h1 class="page-title">Home</h1>
    <div class="columns">
      ${card('Recent orders', orderList(view, newest))} ${card('Accounts', accountList(view, view.accounts))}
    </div>`;
}

/** What a search found, by kind. */
export function searchPage(view: RecordView, query: string, found: Found): Html {
  const { accounts, orders, contacts } = found;
  const count = accounts.length + orders.length + contacts.length;
  const heading = html`<h1 class="page-title">Search</h1>`;
  if (query.trim() === '')
    return html`${heading}<p class="empty card">Type a name, an order number or an email address.</p>`;
  if (count === 0)
    return html`${heading}<p class="empty card">Nothing matches <strong><bdi>${query}</bdi></strong>. Check the spelling, or search for a part of it.</p>`;
  return html`${heading}
    <p class="page-note">${count === 1 ? '1 record matches' : `${count} records match`} <strong><bdi>${query}</bdi></strong>.</p>
    <div class="stack">
      ${contacts.length > 0 ? card('People', contactList(contacts)) : ''}
      ${accounts.length > 0 ? card('Accounts', accountList(view, accounts)) : ''}
      ${orders.length > 0 ? card('Orders', orderList(view, orders)) : ''}
    </div>`;
}

/** Says what is wrong and what to do next. */
export function messagePage(title: string, text: string): Html {
  return html`<section class="card message">
    <h1>${title}</h1>
    <p>${text}</p>
    <p><a class="button" href="/crm/">Go to the CRM’s home</a></p>
  </section>`;
}
