import { html, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';

interface ButtonOptions {
  /** `primary`, `link` or `icon`; a plain button where absent. */
  kind?: string;
  type?: 'button' | 'submit';
  /** Something it started is under way. */
  busy?: boolean;
  /** It would lead nowhere; `describedBy` names the element that tells why. */
  blocked?: boolean;
  describedBy?: string;
}

/**
 * A button. Busy or blocked, it does nothing but keeps the focus, so that its reason can be read. Safari on macOS gives
 * a clicked button no focus by itself, and what it opens could not give any back. A form's button is left alone: Enter
 * in a field clicks it too.
 */
export function button(
  label: unknown,
  onClick?: () => void,
  { kind = '', type = 'button', busy = false, blocked = false, describedBy }: ButtonOptions = {},
) {
  return html`<button
    type=${type}
    class=${kind}
    part="button ${kind}"
    aria-disabled=${ifDefined(busy || blocked ? 'true' : undefined)}
    aria-describedby=${ifDefined(describedBy)}
    @click=${
      onClick &&
      ((event: Event) => {
        (event.currentTarget as HTMLElement).focus();
        busy || blocked || onClick();
      })
    }
  >${busy ? html`<i class="spinner"></i>` : nothing}${label}</button>`;
}
