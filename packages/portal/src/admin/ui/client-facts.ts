import type { Account } from '@portico/core';
import { html, nothing, type TemplateResult } from 'lit';
import { membershipOf } from '../membership.ts';
import { en } from '../texts/en.ts';

/** What there is to know of a client beside its name. */
export function clientFacts(account: Account, { hasMarkets }: { hasMarkets: boolean }): TemplateResult {
  const membership = membershipOf(account, new Date());
  return html`
    ${hasMarkets ? html`<span class="fact market"><bdi>${account.market}</bdi></span>` : nothing}
    <span class="fact membership ${membership}">${en.account.membership[membership](account.membershipEnd ?? '')}</span>
    ${account.active ? nothing : html`<span class="badge">${en.account.inactive}</span>`}
  `;
}
