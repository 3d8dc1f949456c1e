import { html } from 'hono/html';
import type { RecordView } from '../record-view.ts';
import type { Account, Contact } from '../records.ts';
import { accountCard, accountLink, accountTeam } from './account.ts';
import type { Html, Surroundings } from './layout.ts';
import { contactList, orderList } from './lists.ts';
import { card, fields, recordPage } from './record-page.ts';
import { personName } from './wording.ts';

/** A person, with the accounts they see and the button that gets them back in. */
export function contactPage(
  around: Surroundings,
  { view, contact, account, tab }: { view: RecordView; contact: Contact; account: Account; tab: string | undefined },
): Html {
  const colleagues = view.contacts.filter(other => other.accountId === account.id && other.id !== contact.id);
  const orders = view.orders.filter(order => order.accountId === account.id);
  return recordPage(around, {
    kind: 'contact',
    title: personName(contact),
    highlights: [
      ['Account', accountLink(account)],
      ['Job title', contact.jobTitle ?? ''],
      ['Email', address(contact)],
      ['Phone', contact.phone ?? ''],
    ],
    actions: html`<portico-password-reset contact-id="${contact.id}"></portico-password-reset>
      <portico-create-user account-id="${account.id}" email="${contact.email ?? ''}"></portico-create-user>`,
    tab,
    tabs: [
      {
        id: 'access',
        label: 'Dashboard Access',
        content: html`<portico-dashboard-access contact-id="${contact.id}" account-href="/crm/accounts/{id}"></portico-dashboard-access>`,
      },
      {
        id: 'details',
        label: 'Details',
        content: fields([
          ['First name', html`<bdi>${contact.firstName}</bdi>`],
          ['Last name', html`<bdi>${contact.lastName}</bdi>`],
          ['Email', address(contact)],
          ['Phone', contact.phone ?? ''],
          ['Job title', contact.jobTitle ?? ''],
          ['Account', accountLink(account)],
          ['Market', account.market],
          ['Contact ID', html`<code>${contact.id}</code>`],
        ]),
      },
      {
        id: 'related',
        label: 'Related',
        content: html`<h2>Orders of ${account.name}</h2>${orderList(view, orders)}
          <h2>Colleagues</h2>${contactList(colleagues)}`,
      },
    ],
    aside: html`${accountCard(account)}${card('Account team', accountTeam(around, account))}`,
  });
}

function address({ email }: Contact): Html | string {
  return email ? html`<a href="mailto:${email}">${email}</a>` : '';
}
