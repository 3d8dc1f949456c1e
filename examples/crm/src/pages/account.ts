import { html } from 'hono/html';
import type { RecordView } from '../record-view.ts';
import type { Account } from '../records.ts';
import type { Html, Surroundings } from './layout.ts';
import { contactList, orderList } from './lists.ts';
import { card, fields, recordPage } from './record-page.ts';
import { day } from './wording.ts';

/** A client company in one market, with everyone who sees its dashboards. */
export function accountPage(
  around: Surroundings,
  { view, account, tab }: { view: RecordView; account: Account; tab: string | undefined },
): Html {
  const orders = view.orders.filter(order => order.accountId === account.id);
  const people = view.contacts.filter(contact => contact.accountId === account.id);
  return recordPage(around, {
    kind: 'account',
    title: account.name,
    highlights: [
      ['Market', account.market],
      ['Industry', account.industry],
      ['Membership ends', membership(account)],
      ['Status', accountStatus(account)],
      ['Phone', account.phone],
    ],
    actions: html`<portico-create-user account-id="${account.id}"></portico-create-user>`,
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
          ['Account name', account.name],
          ['Market', account.market],
          ['Industry', account.industry],
          ['City', account.city],
          ['Phone', account.phone],
          ['Status', accountStatus(account)],
          ['Membership ends', membership(account)],
          ['Account ID', html`<code>${account.id}</code>`],
        ]),
      },
      {
        id: 'related',
        label: 'Related',
        content: html`<h2>Orders</h2>${orderList(view, orders)}
          <h2>Contacts</h2>${contactList(people)}`,
      },
    ],
    aside: html`${card('Account team', accountTeam(around, account))}${card('Orders', orderList(view, orders))}`,
  });
}

/** An account's name, leading to its page. */
export function accountLink(account: Account): Html {
  return html`<a href="/crm/accounts/${account.id}">${account.name}</a>`;
}

/** An account in short, for the side of another record. */
export function accountCard(account: Account): Html {
  const facts = fields([
    ['Name', accountLink(account)],
    ['Market', account.market],
    ['Membership ends', membership(account)],
    ['Status', accountStatus(account)],
  ]);
  return card('Account', facts);
}

/** The staff who serve an account, its owner first. */
export function accountTeam({ everyone }: Surroundings, account: Account): Html {
  const team = account.staffIds.flatMap(id => everyone.find(person => person.id === id) ?? []);
  return html`<ul class="people">
    ${team.map(person => html`<li><strong>${person.name}</strong><span class="quiet">${person.title}</span></li>`)}
  </ul>`;
}

function membership({ membershipEnd }: Account): string {
  return membershipEnd ? day(membershipEnd) : 'Does not end';
}

function accountStatus({ active }: Account): Html {
  return active ? html`<span class="badge activated">Active</span>` : html`<span class="badge closed">Inactive</span>`;
}
