import type { Account, Contact, Permission } from '@portico/core';
import { html, nothing, type TemplateResult } from 'lit';
import { PortalPage } from '../../portal-page.ts';
import type { Visit } from '../../visit.ts';
import type { Admin } from '../admin.ts';
import { accountHref, pathOf } from '../places.ts';
import { Reading } from '../reading.ts';
import { en } from '../texts/en.ts';
import { grantersTexts, widgetTexts } from '../texts/widgets.ts';
import { address } from '../ui/address.ts';
import { monogram } from '../ui/monogram.ts';
import { readRecord, recordPage } from '../ui/record.ts';
import { unreadTitle } from '../ui/unread.ts';

interface Shown {
  contact: Contact;
  /** The client that the person belongs to; undefined where it may not be seen. */
  account: Account | undefined;
  may: readonly Permission[];
}

/** A person at a client: the accounts they see, and the button that gets them back in. */
export class ContactPage extends PortalPage<Admin> {
  readonly #id: string;

  #reading = new Reading(this, signal => this.#read(signal));

  /** Whether the person had no login on arrival. The button stays when they have one: its dialog is open then. */
  #hadNoLogin: boolean | undefined;

  constructor(portal: Admin, id: string, visit: Visit = {}) {
    super(portal, visit);
    this.#id = id;
  }

  protected override heading(): string {
    const { value, failure } = this.#reading;
    if (failure) return unreadTitle(failure, en.contact);
    return value ? nameOf(value.contact) : en.contact.title;
  }

  async #read(signal: AbortSignal): Promise<Shown> {
    const { backend } = this.portal.signedIn;
    const record = backend.contacts.get({ contactId: this.#id }, { signal });
    const [contact, { permissions: may }] = await readRecord(this.portal, record);
    const { accountId } = contact;
    const account = accountId === null ? undefined : await backend.accounts.get({ accountId }, { signal });
    this.#hadNoLogin ??= contact.userState === null;
    return { contact, account, may };
  }

  protected override render(): TemplateResult {
    const { value } = this.#reading;
    return recordPage({
      portal: this.portal,
      heading: this.heading(),
      path: [
        { href: pathOf({ page: 'clients' }), name: en.clients.title },
        ...(value?.account
          ? [{ href: pathOf({ page: 'account', id: value.account.id }), name: value.account.name }]
          : []),
      ],
      reading: this.#reading,
      missingLead: en.contact.missingLead,
      panelTitle: en.contact.accounts,
      content: ({ contact, account, may }) => ({
        monogram: monogram(nameOf(contact), 'person'),
        facts: facts(contact),
        actions: this.#actions({ contact, account, may }),
        panel: html`<portico-dashboard-access contact-id=${contact.id} account-href=${accountHref}></portico-dashboard-access>`,
        texts: may.includes('access:grant') ? grantersTexts : widgetTexts,
      }),
    });
  }

  #actions({ contact: { id, email }, account, may }: Shown): TemplateResult {
    const mayCreate = may.includes('access:grant') && this.#hadNoLogin;
    return html`
      ${may.includes('users:recover') ? html`<portico-password-reset contact-id=${id}></portico-password-reset>` : nothing}
      ${account && mayCreate ? html`<portico-create-user account-id=${account.id} email=${email ?? ''}></portico-create-user>` : nothing}
    `;
  }
}

function nameOf({ firstName, lastName, email }: Contact): string {
  return `${firstName} ${lastName}`.trim() || email || en.contact.nameless;
}

function facts({ email, phone, jobTitle }: Contact): TemplateResult {
  return html`
    <span class="fact"><bdi>${email ? address(email) : en.contact.noEmail}</bdi></span>
    ${jobTitle ? html`<span class="fact"><bdi>${jobTitle}</bdi></span>` : nothing}
    ${phone ? html`<span class="fact"><bdi>${phone}</bdi></span>` : nothing}
  `;
}

customElements.define('portal-admin-contact-page', ContactPage);
