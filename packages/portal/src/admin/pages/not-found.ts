import { html, type TemplateResult } from 'lit';
import { PortalPage } from '../../portal-page.ts';
import { broken } from '../../ui/icons.ts';
import type { Admin } from '../admin.ts';
import { pathOf } from '../places.ts';
import { en } from '../texts/en.ts';
import { staffGate } from '../ui/staff-gate.ts';

/** Says that an address leads nowhere. */
export class NotFoundPage extends PortalPage<Admin> {
  protected override heading(): string {
    return en.notFound.title;
  }

  protected override render(): TemplateResult {
    return staffGate(this.portal, {
      icon: broken,
      heading: this.heading(),
      lead: en.notFound.lead,
      content: html`<a class="button" href=${pathOf({ page: 'clients' })}><span>${en.toClients}</span></a>`,
    });
  }
}

customElements.define('portal-admin-not-found-page', NotFoundPage);
