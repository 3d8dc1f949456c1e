import { html } from 'hono/html';
import { type Contact, type Customer, fullName } from '../records.ts';
import { summary } from './customer.ts';
import { box, breadcrumb, type Html } from './layout.ts';

/** A person, with the button that gets them back in and the dashboards they can open. */
export function contactPage(contact: Contact, customer: Customer): Html {
  const name = fullName(contact);
  const customerHref = `/old-admin/customers/${customer.id}`;
  return html`${breadcrumb(['Customers', '/old-admin/'], [customer.name, customerHref], [name])}
    <h1><bdi>${name}</bdi></h1>
    <div id="columns">
      <div id="content">
        ${box(
          'Contact',
          html`<dl>
              <dt>Email</dt><dd>${contact.email ?? '-'}</dd>
              <dt>Phone</dt><dd>${contact.phone ?? '-'}</dd>
              <dt>Job title</dt><dd>${contact.jobTitle ?? '-'}</dd>
              <dt>Customer</dt><dd><a href="${customerHref}">${customer.name}</a></dd>
            </dl>
            <p class="buttons">
              <portico-password-reset contact-id="${contact.id}"></portico-password-reset>
              <button type="button" data-prints>Print</button>
            </p>`,
        )}
        ${box(
          'Dashboard access',
          html`<portico-dashboard-access contact-id="${contact.id}" account-href="/old-admin/customers/{id}"></portico-dashboard-access>`,
        )}
      </div>
      <aside id="sidebar">
        ${box('Customer', summary(customer))}
        ${box(
          'Access',
          html`<portico-create-user account-id="${customer.id}" email="${contact.email ?? ''}"></portico-create-user>
            <portico-password-reset contact-id="${contact.id}"></portico-password-reset>`,
        )}
      </aside>
    </div>`;
}
