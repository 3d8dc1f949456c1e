import { html, nothing, type TemplateResult } from 'lit';
import { alert } from './icons.ts';

/** What went wrong, read out as soon as it is there. */
export function failureNotice(text: string | undefined): TemplateResult | typeof nothing {
  return text ? html`<div class="notice failure" role="alert" id="failure">${alert}<p>${text}</p></div>` : nothing;
}

/** What is going on, for those who cannot see it. It stays in the page, so that each change is read out. */
export function spokenStatus(text: string | false): TemplateResult {
  return html`<p class="spoken" role="status">${text || nothing}</p>`;
}

interface Button {
  label: string;
  busy: boolean;
  /** It would lead nowhere yet; its label says why. */
  isBlocked?: boolean;
  /** What a click does, where it does not submit a form. */
  onClick?: () => void;
  look?: 'primary' | 'secondary' | 'secondary compact';
}

/** A button that keeps its place, its size and the focus while it works. */
export function workButton({ label, busy, isBlocked, onClick, look = 'primary' }: Button): TemplateResult {
  return html`
    <button
      class="button ${look}"
      type=${onClick ? 'button' : 'submit'}
      aria-disabled=${busy || isBlocked ? 'true' : 'false'}
      ?data-busy=${busy}
      @click=${onClick ?? nothing}
    >
      <span>${label}</span>
    </button>
  `;
}
