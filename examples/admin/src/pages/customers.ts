import { html } from 'hono/html';
import type { Contact, Customer } from '../records.ts';
import { box, breadcrumb, type Html } from './layout.ts';

interface CustomersView {
  customers: readonly Customer[];
  contacts: readonly Contact[];
  search: string;
}

/** All customers in a plain table, found by a part of their name or market. */
export function customersPage({ customers, contacts, search }: CustomersView): Html {
  const wanted = search.trim().toLowerCase();
  const found = customers.filter(({ name, market }) => `${name} ${market}`.toLowerCase().includes(wanted));
  const peopleOf = ({ id }: Customer) => contacts.filter(({ accountId }) => accountId === id).length;
  return html`${breadcrumb(['Customers'])}
    <h1>Customers</h1>
    <form class="toolbar" action="/old-admin/" role="search">
      <label for="q">Name or market</label>
      <input type="text" id="q" name="q" value="${search}" maxlength="100" />
      <button type="submit">Search</button>
    </form>
    ${box(
      'Customer list',
      html`<div class="scroll" tabindex="0" role="region" aria-label="Customer list"><table>
        <thead>
          <tr><th>Name</th><th>Market</th><th>Industry</th><th>City</th><th>Membership ends</th><th>Status</th><th class="number">Contacts</th></tr>
        </thead>
        <tbody>
          ${found.map(
            customer => html`<tr>
              <td><a href="/old-admin/customers/${customer.id}">${customer.name}</a></td>
              <td>${customer.market}</td>
              <td>${customer.industry}</td>
              <td>${customer.city}</td>
              <td>${customer.membershipEnd ?? 'Does not end'}</td>
              <td>${status(customer)}</td>
              <td class="number">${peopleOf(customer)}</td>
            </tr>`,
          )}
        </tbody>
      </table></div>
      <p class="count">${found.length === 1 ? '1 customer' : `${found.length} customers`}</p>`,
    )}`;
}

/** Whether a customer is active, as a small mark. */
export function status({ active }: Customer): Html {
  return active ? html`<span class="badge on">Active</span>` : html`<span class="badge off">Inactive</span>`;
}
