import { html } from 'lit';

/** Rows in the place of those to come. */
export function skeleton(label: unknown) {
  return html`<div class="skeleton" part="skeleton">
    <span class="unseen">${label}</span>${[0, 1, 2].map(() => html`<div><i></i><i></i><i></i></div>`)}
  </div>`;
}
