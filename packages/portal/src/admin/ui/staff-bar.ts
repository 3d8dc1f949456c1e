import type { PorticoError, StaffSession } from '@portico/core';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { failureOf } from '../../failure.ts';
import { failureNotice, spokenStatus, workButton } from '../../ui/feedback.ts';
import { mark } from '../../ui/icons.ts';
import type { Admin } from '../admin.ts';
import { pathOf } from '../places.ts';
import { failureText } from '../staff-error.ts';
import { en } from '../texts/en.ts';

/** The top of every page of whoever is signed in: the portal's name, who it is, and the way out. */
export class StaffBar extends LitElement {
  @property({ attribute: false }) portal: Admin | undefined;

  /** Who is signed in, once that is known. */
  @property({ attribute: false }) person: StaffSession | undefined;

  @state() private busy = false;

  @state() private failure: PorticoError | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  async #onSignOut(): Promise<void> {
    const { portal } = this;
    if (!portal || this.busy) return;
    this.busy = true;
    this.failure = undefined;
    try {
      await portal.api.staffSession.signOut({});
      portal.tellOthers('signed-out');
      portal.leave('signed-out');
    } catch (thrown) {
      this.failure = failureOf(thrown);
    }
    this.busy = false;
  }

  protected override render(): TemplateResult {
    return html`
      <header class="bar">
        <a class="brand" href=${pathOf({ page: 'clients' })}>
          ${mark}<bdi>${this.portal?.name}</bdi><span class="tag">${en.bar.tag}</span>
        </a>
        ${this.person ? this.#person(this.person) : nothing}
      </header>
      ${this.failure ? html`<div class="bar-failure">${failureNotice(failureText(this.failure))}</div>` : nothing}
      ${spokenStatus(this.busy && en.bar.signingOut)}
    `;
  }

  #person({ name, email }: StaffSession): TemplateResult {
    return html`
      <div class="person">
        <p class="person-name" title=${email}><bdi>${name}</bdi></p>
        ${workButton({
          label: en.bar.signOut,
          busy: this.busy,
          look: 'secondary compact',
          onClick: () => this.#onSignOut(),
        })}
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portal-staff-bar': StaffBar;
  }
}

customElements.define('portal-staff-bar', StaffBar);
