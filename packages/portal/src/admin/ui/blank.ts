import { html, nothing, type TemplateResult } from 'lit';

interface Blank {
  icon: TemplateResult;
  /** Left out where it is the page's own title. */
  title?: string;
  lead: unknown;
  /** The way on. */
  action?: TemplateResult;
}

/** Says why there is nothing to show, and what to do. */
export function blank({ icon, title, lead, action }: Blank): TemplateResult {
  return html`
    <section class="empty">
      <div class="emblem">${icon}</div>
      ${title ? html`<h2>${title}</h2>` : nothing}
      <p class="lead">${lead}</p>
      ${action ? html`<div class="empty-action">${action}</div>` : nothing}
    </section>
  `;
}
