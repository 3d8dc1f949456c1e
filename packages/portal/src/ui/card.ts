import { html, nothing, type TemplateResult } from 'lit';
import { mark } from './icons.ts';

export interface Card {
  /** The portal's own name. */
  brand: string;
  heading: string;
  icon?: TemplateResult | undefined;
  lead?: unknown;
  /** Something to know before the rest; read out together with the heading. */
  notice?: string | undefined;
  content?: unknown;
  /** Below the card: whom to ask. */
  help: unknown;
}

/** One card in the middle, under the portal's name. */
export function card({ brand, heading, icon, lead, notice, content, help }: Card): TemplateResult {
  return html`
    <main class="gate">
      <p class="brand">${mark}<bdi>${brand}</bdi></p>
      <section class="card">
        ${icon ? html`<div class="emblem">${icon}</div>` : nothing}
        <h1 tabindex="-1" aria-describedby=${notice ? 'notice' : nothing}>${heading}</h1>
        ${lead ? html`<p class="lead">${lead}</p>` : nothing}
        ${notice ? html`<p class="notice" id="notice">${notice}</p>` : nothing}
        ${content}
      </section>
      <p class="help">${help}</p>
    </main>
  `;
}
