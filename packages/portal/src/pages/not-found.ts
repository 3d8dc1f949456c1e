import { html, type TemplateResult } from 'lit';
import { pathOf } from '../places.ts';
import { PortalPage } from '../portal-page.ts';
import { en } from '../texts/en.ts';
import { gate } from '../ui/gate.ts';
import { broken } from '../ui/icons.ts';

/** Says that an address leads nowhere. */
export class NotFoundPage extends PortalPage {
  protected override heading(): string {
    return en.notFound.title;
  }

  protected override render(): TemplateResult {
    return gate(this.portal, {
      icon: broken,
      heading: this.heading(),
      lead: en.notFound.lead,
      content: html`<a class="button" href=${pathOf('home')}><span>${en.notFound.home}</span></a>`,
    });
  }
}

customElements.define('portal-not-found-page', NotFoundPage);
