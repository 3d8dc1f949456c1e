import type { ErrorCode } from '@portico/core';
import { html, type TemplateResult } from 'lit';
import { PortalPage } from '../../portal-page.ts';
import { failureNotice, spokenStatus, workButton } from '../../ui/feedback.ts';
import { locked } from '../../ui/icons.ts';
import type { Admin } from '../admin.ts';
import type { Problem } from '../problem.ts';
import { failureText } from '../staff-error.ts';
import { en } from '../texts/en.ts';
import { staffGate } from '../ui/staff-gate.ts';

const problemOfCode: Partial<Record<ErrorCode, Problem>> = {
  'link-invalid': 'link-invalid',
  // A text that is too long to be a link, say.
  'invalid-request': 'link-invalid',
  'link-used': 'link-used',
  'link-expired': 'link-expired',
  'link-replaced': 'link-replaced',
  'user-deactivated': 'switched-off',
};

/** What a sign-in mail leads to. Opening it changes nothing, so that no mail scanner uses the link: only a click does. */
export class SignInLinkPage extends PortalPage<Admin> {
  protected override heading(): string {
    return en.link.title;
  }

  async #onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const failure = await this.attempt(async () => {
      await this.portal.api.staffSession.signIn({ token: this.visit.linkToken ?? '' });
      this.portal.tellOthers('signed-in');
      if (this.isConnected) this.portal.arrive();
    });
    const problem = failure && problemOfCode[failure.code];
    if (problem && this.isConnected) this.portal.go({ page: 'sign-in', problem }, { replace: true });
  }

  protected override render(): TemplateResult {
    return staffGate(this.portal, {
      icon: locked,
      heading: this.heading(),
      lead: en.link.lead,
      content: html`
        <form method="post" @submit=${this.#onSubmit}>
          ${failureNotice(failureText(this.failure))}
          ${workButton({ label: en.link.submit, busy: this.busy })}
          ${spokenStatus(this.busy && en.link.busy)}
        </form>
      `,
    });
  }
}

customElements.define('portal-admin-sign-in-link-page', SignInLinkPage);
