import { html, nothing, type TemplateResult } from 'lit';
import { pathOf } from '../places.ts';
import { en } from '../texts/en.ts';
import { broken, clock, locked, mail, renewed } from './icons.ts';

/** Where a mail's link leads when it leads to no form. */
export type DeadEnd = 'used' | 'expired' | 'replaced' | 'invalid' | 'deactivated' | 'failed' | 'sent';

export const deadEndIcons: Record<DeadEnd, TemplateResult> = {
  used: locked,
  expired: clock,
  replaced: renewed,
  invalid: broken,
  deactivated: locked,
  failed: broken,
  sent: mail,
};

/** Whether a fresh mail can help, to the address that the link went to. */
export function canRenew(deadEnd: DeadEnd): boolean {
  return deadEnd === 'used' || deadEnd === 'expired' || deadEnd === 'replaced';
}

/** The likely way on for whoever has set a password already. */
export function signInButton(): TemplateResult {
  return html`<a class="button" href=${pathOf('sign-in')}><span>${en.goToSignIn}</span></a>`;
}

/** The ways on beside the buttons. */
export function waysOn(deadEnd: DeadEnd): TemplateResult | typeof nothing {
  if (deadEnd === 'failed' || deadEnd === 'sent' || deadEnd === 'used') return nothing;
  return html`
    <p class="way-back">
      <a href=${pathOf('sign-in')}>${en.goToSignIn}</a>
      ${deadEnd === 'invalid' ? html`<a href=${pathOf('forgot')}>${en.signIn.forgot}</a>` : nothing}
    </p>
  `;
}
