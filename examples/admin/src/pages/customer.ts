import { html } from 'hono/html';
import type { Note } from '../customer-file.ts';
import { type Contact, type Customer, fullName } from '../records.ts';
import { status } from './customers.ts';
import { box, breadcrumb, type Html } from './layout.ts';

interface CustomerContent {
  customer: Customer;
  contacts: Contact[];
  notes: readonly Note[];
  /** The id of the tab that is asked for. */
  tab: string | undefined;
  /** Whether the details have just been saved. */
  isSaved: boolean;
}

const tabs = [
  ['access', 'Dashboard access'],
  ['details', 'Details'],
  ['contacts', 'Contacts'],
  ['notes', 'Notes'],
] as const;

/** A customer. The same widgets stand here twice: in a tab as wide as the page, and in the narrow column beside it. */
export function customerPage({ customer, contacts, notes, tab, isSaved }: CustomerContent): Html {
  const chosen = tabs.find(([id]) => id === tab)?.[0] ?? 'access';
  const contents: Record<(typeof tabs)[number][0], Html> = {
    access: html`<p>People who can open the dashboards of this customer. Somebody is missing?</p>
      <p><portico-create-user account-id="${customer.id}"></portico-create-user></p>
      <portico-dashboard-access account-id="${customer.id}" contact-href="/old-admin/contacts/{id}"></portico-dashboard-access>`,
    details: detailsForm(customer, isSaved),
    contacts: contactTable(contacts),
    notes: noteList(customer, notes),
  };
  return html`${breadcrumb(['Customers', '/old-admin/'], [customer.name])}
    <h1>${customer.name} <small>${customer.market}</small></h1>
    <div id="columns">
      <div id="content">
        <ul id="tabs">
          ${tabs.map(([id, name]) => html`<li><a href="?tab=${id}" ${id === chosen ? html`class="current" aria-current="page"` : ''}>${name}</a></li>`)}
        </ul>
        <div id="tab" class="body">${contents[chosen]}</div>
      </div>
      <aside id="sidebar">
        ${box('Summary', summary(customer))}
        ${box(
          'Access',
          html`<portico-create-user account-id="${customer.id}"></portico-create-user>
            <portico-dashboard-access account-id="${customer.id}" contact-href="/old-admin/contacts/{id}"></portico-dashboard-access>`,
        )}
      </aside>
    </div>`;
}

/** A customer in short. */
export function summary(customer: Customer): Html {
  return html`<dl>
    <dt>Market</dt><dd>${customer.market}</dd>
    <dt>Ends</dt><dd>${customer.membershipEnd ?? 'Does not end'}</dd>
    <dt>Status</dt><dd>${status(customer)}</dd>
  </dl>`;
}

function detailsForm(customer: Customer, isSaved: boolean): Html {
  return html`${isSaved ? html`<p class="message" role="status">Your changes have been saved.</p>` : ''}
    <form method="post" action="/old-admin/customers/${customer.id}">
      <fieldset>
        <legend>Customer details</legend>
        <label for="name">Name</label><input type="text" id="name" value="${customer.name}" readonly />
        <label for="industry">Industry</label><input type="text" id="industry" value="${customer.industry}" readonly />
        <label for="city">City</label><input type="text" id="city" name="city" value="${customer.city}" maxlength="80" />
        <label for="phone">Phone</label><input type="text" id="phone" name="phone" value="${customer.phone}" maxlength="40" />
      </fieldset>
      <p class="buttons"><button type="submit" class="primary">Save</button> <button type="reset">Undo</button></p>
    </form>`;
}

function contactTable(contacts: Contact[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Contacts"><table>
    <thead><tr><th>Name</th><th>Job title</th><th>Email</th><th>Phone</th></tr></thead>
    <tbody>
      ${contacts.map(
        contact => html`<tr>
          <td><a href="/old-admin/contacts/${contact.id}"><bdi>${fullName(contact)}</bdi></a></td>
          <td>${contact.jobTitle ?? ''}</td>
          <td>${contact.email ?? ''}</td>
          <td>${contact.phone ?? ''}</td>
        </tr>`,
      )}
    </tbody>
  </table></div>`;
}

function noteList(customer: Customer, notes: readonly Note[]): Html {
  return html`<p><button type="button" data-opens="note">Add a note</button></p>
    ${notes.length === 0 ? html`<p>No notes yet.</p>` : ''}
    <ul class="notes">
      ${notes.map(({ text, writtenAt }) => html`<li><p>${text}</p><small>${writtenAt.toISOString().slice(0, 16).replace('T', ' ')}</small></li>`)}
    </ul>
    <dialog id="note" aria-labelledby="note-title">
      <h2 id="note-title">Add a note</h2>
      <form class="body" method="post" action="/old-admin/customers/${customer.id}/notes">
        <label for="text">Note</label><textarea id="text" name="text" rows="4" maxlength="1000"></textarea>
        <p class="buttons"><button type="submit" class="primary">Save</button> <button type="button" data-closes="note">Cancel</button></p>
      </form>
    </dialog>`;
}
