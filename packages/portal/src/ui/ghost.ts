import { html, type TemplateResult } from 'lit';

/** Keeps the room of a text that is on its way. */
export function ghost(text: string): TemplateResult {
  return html`<span class="ghost" aria-hidden="true"><span>${text}</span></span>`;
}
