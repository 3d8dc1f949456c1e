import { html, type TemplateResult } from 'lit';
import { PortalPage } from '../portal-page.ts';
import { pathOf } from '../router.ts';
import { en } from '../texts/en.ts';
import { card } from '../ui/card.ts';
import { broken } from '../ui/icons.ts';

/** Says that an address leads nowhere. */
export class NotFoundPage extends PortalPage {
  protected override heading(): string {
    return en.notFound.title;
  }

  protected override render(): TemplateResult {
    return card({
      brand: this.portal.name,
      icon: broken,
      heading: this.heading(),
      lead: en.notFound.lead,
      content: html`<a class="button" href=${pathOf('home')}><span>${en.notFound.home}</span></a>`,
    });
  }
}

customElements.define('portal-not-found-page', NotFoundPage);
