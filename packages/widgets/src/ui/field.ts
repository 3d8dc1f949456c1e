import { html, nothing } from 'lit';

/** A label, its control and what is wrong with it; `control` ties itself to `describedBy`. */
export function field(
  id: string,
  label: unknown,
  control: (describedBy: string | undefined, invalid: 'true' | undefined) => unknown,
  problem?: string,
) {
  return html`<div class="field" part="field">
    <label for=${id}>${label}</label>
    ${control(problem && `${id}-problem`, problem ? 'true' : undefined)}
    ${problem ? html`<p class="problem" id="${id}-problem" part="problem">${problem}</p>` : nothing}
  </div>`;
}
