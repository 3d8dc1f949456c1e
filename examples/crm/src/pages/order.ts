import { html } from 'hono/html';
import type { RecordView } from '../record-view.ts';
import type { Account, Order } from '../records.ts';
import { accountCard, accountLink, accountTeam } from './account.ts';
import type { Html, Surroundings } from './layout.ts';
import { contactList, orderList, orderStatus } from './lists.ts';
import { card, fields, recordPage } from './record-page.ts';
import { amount, day } from './wording.ts';

/** An order. Access is given from here and held by the account, so a second order of it shows the same people. */
export function orderPage(
  around: Surroundings,
  { view, order, account, tab }: { view: RecordView; order: Order; account: Account; tab: string | undefined },
): Html {
  const others = view.orders.filter(other => other.accountId === account.id && other.id !== order.id);
  const people = view.contacts.filter(contact => contact.accountId === account.id);
  return recordPage(around, {
    kind: 'order',
    title: order.number,
    highlights: [
      ['Account', accountLink(account)],
      ['Product', order.product],
      ['Amount', amount(order)],
      ['Status', orderStatus(order)],
      ['Ordered', day(order.orderedOn)],
    ],
    actions: html`<portico-create-user account-id="${account.id}" order-id="${order.id}"></portico-create-user>`,
    tab,
    tabs: [
      {
        id: 'access',
        label: 'Dashboard Access',
        content: html`<portico-dashboard-access account-id="${account.id}" contact-href="/crm/contacts/{id}"></portico-dashboard-access>`,
      },
      {
        id: 'details',
        label: 'Details',
        content: fields([
          ['Order number', order.number],
          ['Account', accountLink(account)],
          ['Product', order.product],
          ['Market', account.market],
          ['Amount', amount(order)],
          ['Status', orderStatus(order)],
          ['Starts', day(order.startsOn)],
          ['Ends', day(order.endsOn)],
          ['Ordered', day(order.orderedOn)],
          ['Order ID', html`<code>${order.id}</code>`],
        ]),
      },
      {
        id: 'related',
        label: 'Related',
        content: html`<h2>Other orders of ${account.name}</h2>${orderList(view, others)}
          <h2>Contacts</h2>${contactList(people)}`,
      },
    ],
    aside: html`${accountCard(account)}${card('Account team', accountTeam(around, account))}`,
  });
}
