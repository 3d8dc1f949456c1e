import { html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { failureText } from '../client-error.ts';
import { pathOf } from '../places.ts';
import { PortalPage } from '../portal-page.ts';
import type { SessionChange } from '../session-channel.ts';
import { en } from '../texts/en.ts';
import { emailField, readEmail } from '../ui/email-field.ts';
import { failureNotice, spokenStatus, workButton } from '../ui/feedback.ts';
import { gate } from '../ui/gate.ts';
import '../ui/password-field.ts';

/** Email and password. Whoever is signed in already goes straight on to the portal. */
export class SignInPage extends PortalPage {
  @state() private emailError = '';

  @state() private passwordError = '';

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.visit.notice && this.visit.signedIn === undefined) void this.#skipIfSignedIn();
  }

  override sessionChanged(change: SessionChange): void {
    if (change === 'signed-in') this.portal.go('home', { replace: true });
  }

  protected override heading(): string {
    return en.signIn.title;
  }

  async #skipIfSignedIn(): Promise<void> {
    const session = await this.portal.api.session.get({}).catch(() => undefined);
    if (session && this.isConnected && !this.busy) this.portal.go('home', { replace: true });
  }

  async #onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const { email, error } = readEmail(event.currentTarget, en.emailProblems);
    const password = String(new FormData(event.currentTarget).get('password'));
    this.emailError = error;
    this.passwordError = password ? '' : en.password.missing;
    if (error || this.passwordError) return this.focusField(error ? 'email' : 'password');

    this.portal.typedEmail = email;
    this.querySelector('portal-password-field')?.hide();
    const failure = await this.attempt(async () => {
      await this.portal.api.session.signIn({ email, password });
      this.portal.tellOthers('signed-in');
      if (this.isConnected) this.portal.go('home', { replace: true });
    });
    if (failure?.code === 'wrong-credentials') await this.focusField('password');
  }

  #onInput(event: InputEvent): void {
    if (event.target instanceof HTMLInputElement && event.target.id === 'email') {
      this.portal.typedEmail = event.target.value;
    }
  }

  protected override render(): TemplateResult {
    return gate(this.portal, {
      heading: this.heading(),
      lead: en.signIn.lead,
      notice: this.visit.notice && en.notices[this.visit.notice],
      content: html`
        <form method="post" novalidate @submit=${this.#onSubmit} @input=${this.#onInput}>
          ${failureNotice(failureText(this.failure))}
          ${emailField({ label: en.email, value: this.portal.typedEmail, error: this.emailError })}
          <portal-password-field .error=${this.passwordError}></portal-password-field>
          <p class="aside"><a href=${pathOf('forgot')}>${en.signIn.forgot}</a></p>
          ${workButton({ label: en.signIn.submit, busy: this.busy })}
          ${spokenStatus(this.busy && en.signIn.busy)}
        </form>
      `,
    });
  }
}

customElements.define('portal-sign-in-page', SignInPage);
