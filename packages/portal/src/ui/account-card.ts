import type { OwnAccount } from '@portico/core';
import { html, nothing, type TemplateResult } from 'lit';
import { sectionLink } from '../section-link.ts';
import { en } from '../texts/en.ts';
import { arrow, chart } from './icons.ts';

/** An account with what is open in it. */
export function accountCard(account: OwnAccount, { hasMarkets }: { hasMarkets: boolean }): TemplateResult {
  const headingId = `account-${account.accessId}`;
  const sections = account.sections.flatMap(({ name, url }) => {
    const href = sectionLink(url, location.href);
    return href ? [{ name, href }] : [];
  });
  return html`
    <article class="account" aria-labelledby=${headingId}>
      <h2 id=${headingId}>
        ${hasMarkets ? html`<span class="market"><bdi>${account.market}</bdi></span>` : nothing}
        <bdi>${account.name}</bdi>
      </h2>
      ${sections.length === 0 ? html`<p class="hint">${en.home.emptyAccount}</p>` : nothing}
      <ul class="sections">
        ${sections.map(
          ({ name, href }) => html`
            <li>
              <a href=${href} aria-describedby=${headingId}>${chart}<span class="section-name"><bdi>${name}</bdi></span>${arrow}</a>
            </li>
          `,
        )}
      </ul>
    </article>
  `;
}
