import { html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { failureText } from '../client-error.ts';
import { pathOf } from '../places.ts';
import { PortalPage } from '../portal-page.ts';
import { en } from '../texts/en.ts';
import { emailField, readEmail } from '../ui/email-field.ts';
import { failureNotice, spokenStatus, workButton } from '../ui/feedback.ts';
import { gate } from '../ui/gate.ts';
import { mail } from '../ui/icons.ts';

/** Asks for a reset mail. What it says afterwards does not depend on whether the address is known. */
export class ForgotPage extends PortalPage {
  @state() private emailError = '';

  @state() private isSent = false;

  protected override heading(): string {
    return this.isSent ? en.forgot.sentTitle : en.forgot.title;
  }

  async #onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const { email, error } = readEmail(event.currentTarget, en.emailProblems);
    this.emailError = error;
    if (error) return this.focusField('email');

    this.portal.typedEmail = email;
    await this.attempt(async () => {
      await this.portal.api.links.forgot({ email });
      this.isSent = true;
    });
  }

  protected override render(): TemplateResult {
    return this.isSent ? this.#sent() : this.#form();
  }

  #form(): TemplateResult {
    return gate(this.portal, {
      heading: this.heading(),
      lead: en.forgot.lead,
      content: html`
        <form method="post" novalidate @submit=${this.#onSubmit}>
          ${failureNotice(failureText(this.failure))}
          ${emailField({ label: en.email, value: this.portal.typedEmail, error: this.emailError })}
          ${workButton({ label: en.forgot.submit, busy: this.busy })}
          ${spokenStatus(this.busy && en.forgot.busy)}
        </form>
        ${this.#backToSignIn()}
      `,
    });
  }

  #sent(): TemplateResult {
    return gate(this.portal, {
      icon: mail,
      heading: this.heading(),
      lead: en.forgot.sentLead,
      content: html`
        <p class="hint">${en.nothingArrived}</p>
        ${workButton({
          label: en.forgot.again,
          busy: false,
          look: 'secondary',
          onClick: () => {
            this.isSent = false;
          },
        })}
        ${this.#backToSignIn()}
      `,
    });
  }

  #backToSignIn(): TemplateResult {
    return html`<p class="way-back"><a href=${pathOf('sign-in')}>${en.backToSignIn}</a></p>`;
  }
}

customElements.define('portal-forgot-page', ForgotPage);
