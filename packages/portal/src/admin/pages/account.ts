import type { Account } from '@portico/core';
import { html, nothing, type TemplateResult } from 'lit';
import { PortalPage } from '../../portal-page.ts';
import type { Visit } from '../../visit.ts';
import type { Admin } from '../admin.ts';
import { contactHref, pathOf } from '../places.ts';
import { Reading } from '../reading.ts';
import { en } from '../texts/en.ts';
import { grantersTexts, widgetTexts } from '../texts/widgets.ts';
import { clientFacts } from '../ui/client-facts.ts';
import { monogram } from '../ui/monogram.ts';
import { readRecord, recordPage } from '../ui/record.ts';
import { unreadTitle } from '../ui/unread.ts';

interface Shown {
  account: Account;
  hasMarkets: boolean;
  /** Whether the person may give access at all. */
  mayGrant: boolean;
}

/** A client: who has access to its dashboards, and the button that gives it. */
export class AccountPage extends PortalPage<Admin> {
  readonly #id: string;

  #reading = new Reading(this, signal => this.#read(signal));

  constructor(portal: Admin, id: string, visit: Visit = {}) {
    super(portal, visit);
    this.#id = id;
  }

  protected override heading(): string {
    const { value, failure } = this.#reading;
    if (failure) return unreadTitle(failure, en.account);
    return value?.account.name ?? en.account.title;
  }

  async #read(signal: AbortSignal): Promise<Shown> {
    const { backend, settings } = this.portal.signedIn;
    const record = Promise.all([backend.accounts.get({ accountId: this.#id }, { signal }), settings()]);
    const [[account, { hasMarkets }], { permissions }] = await readRecord(this.portal, record);
    return { account, hasMarkets, mayGrant: permissions.includes('access:grant') };
  }

  protected override render(): TemplateResult {
    return recordPage({
      portal: this.portal,
      heading: this.heading(),
      path: [{ href: pathOf({ page: 'clients' }), name: en.clients.title }],
      reading: this.#reading,
      missingLead: en.account.missingLead,
      panelTitle: en.account.people,
      content: ({ account, hasMarkets, mayGrant }) => ({
        monogram: monogram(account.name, 'company'),
        facts: clientFacts(account, { hasMarkets }),
        actions: html`${mayGrant ? html`<portico-create-user account-id=${account.id}></portico-create-user>` : nothing}`,
        panel: html`<portico-dashboard-access account-id=${account.id} contact-href=${contactHref}></portico-dashboard-access>`,
        texts: mayGrant ? grantersTexts : widgetTexts,
      }),
    });
  }
}

customElements.define('portal-admin-account-page', AccountPage);
