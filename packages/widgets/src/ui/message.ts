import { html, nothing } from 'lit';

export type Tone = 'plain' | 'info' | 'success' | 'warning' | 'danger';

/** Something to read: a title, or a sentence alone, with what can be done about it. */
export function message(tone: Tone, icon: unknown, title: unknown, detail: unknown = nothing) {
  return html`<div class="message ${tone}" part="message ${tone}">
    ${icon}<div><b part="message-title">${title}</b>${detail === nothing ? nothing : html`<div>${detail}</div>`}</div>
  </div>`;
}
