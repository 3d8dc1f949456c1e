import type { ErrorCode, LinkPurpose, LinkState, PorticoError } from '@portico/core';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { failureText } from '../client-error.ts';
import { passwordProblem, readPasswordProblem } from '../new-password.ts';
import type { Portal } from '../portal.ts';
import { PortalPage } from '../portal-page.ts';
import { en } from '../texts/en.ts';
import { canRenew, type DeadEnd, deadEndIcons, signInButton, waysOn } from '../ui/dead-end.ts';
import { emailField } from '../ui/email-field.ts';
import { failureNotice, spokenStatus, workButton } from '../ui/feedback.ts';
import { gate } from '../ui/gate.ts';
import { ghost } from '../ui/ghost.ts';
import { named } from '../ui/named.ts';
import '../ui/password-field.ts';
import type { Visit } from '../visit.ts';

const deadEndOfCode: Partial<Record<ErrorCode, DeadEnd>> = {
  'link-invalid': 'invalid',
  'link-used': 'used',
  'link-expired': 'expired',
  'link-replaced': 'replaced',
  'user-deactivated': 'deactivated',
};

/** What a registration or a reset mail leads to. Opening it changes nothing: only the submitted form uses the link. */
export class SetPasswordPage extends PortalPage {
  /** What the address says; the link itself knows better once it is described. */
  readonly #purpose: LinkPurpose;

  /** What the server says of the link. */
  @state() private link: LinkState | undefined;

  @state() private deadEnd: DeadEnd | undefined;

  @state() private passwordError = '';

  constructor(purpose: LinkPurpose, portal: Portal, visit: Visit = {}) {
    super(portal, visit);
    this.#purpose = purpose;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#describe();
  }

  protected override heading(): string {
    return this.deadEnd ? en.deadEnd[this.deadEnd].title : this.#texts.title;
  }

  get #texts() {
    return en.setPassword[this.link?.purpose ?? this.#purpose];
  }

  get #token(): string {
    return this.visit.linkToken ?? '';
  }

  async #describe(): Promise<void> {
    if (!this.#token) {
      this.deadEnd = 'invalid';
      return;
    }
    const failure = await this.attempt(async () => {
      this.link = await this.portal.api.links.describe({ token: this.#token });
      this.deadEnd = this.link.state === 'open' ? undefined : this.link.state;
    });
    if (failure) {
      const isRefused = failure.code === 'invalid-request';
      this.deadEnd = deadEndOfCode[failure.code] ?? (isRefused ? 'invalid' : 'failed');
    }
  }

  /** What was wrong with another password is not said of this one. */
  #onInput(): void {
    this.passwordError = '';
  }

  async #onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const password = String(new FormData(event.currentTarget).get('password'));
    const problem = passwordProblem(password);
    this.passwordError = problem ? en.password.problems[problem] : '';
    if (problem) return this.focusField('password');

    this.querySelector('portal-password-field')?.hide();
    const failure = await this.attempt(async () => {
      await this.portal.api.links.use({ token: this.#token, password });
      this.portal.tellOthers('signed-in');
      if (this.isConnected) this.portal.go('home', { replace: true });
    });
    if (failure) await this.#explain(failure);
  }

  async #explain(failure: PorticoError): Promise<void> {
    this.deadEnd = deadEndOfCode[failure.code];
    const problem = readPasswordProblem(failure.fields?.password);
    if (!problem) return;
    this.failure = undefined;
    this.passwordError = en.password.problems[problem];
    await this.focusField('password');
  }

  async #onRenew(): Promise<void> {
    const failure = await this.attempt(async () => {
      await this.portal.api.links.renew({ token: this.#token });
      this.deadEnd = 'sent';
    });
    if (failure) this.deadEnd = deadEndOfCode[failure.code] ?? this.deadEnd;
  }

  protected override render(): TemplateResult {
    if (this.deadEnd) return this.#explanation(this.deadEnd);
    return this.link ? this.#form(this.link) : this.#checking();
  }

  /** Takes the room of the form that follows. */
  #checking(): TemplateResult {
    return gate(this.portal, {
      heading: this.heading(),
      lead: ghost(`${this.#texts.greeting} ${this.#texts.lead}`),
      content: html`
        <div class="form-ghost" aria-hidden="true"><span></span><span></span><span></span></div>
        ${spokenStatus(en.setPassword.checking)}
      `,
    });
  }

  #form({ email, firstName, expiresAt }: LinkState): TemplateResult {
    return gate(this.portal, {
      heading: this.heading(),
      lead: html`${firstName ? named(this.#texts.greeting, firstName) : nothing} ${this.#texts.lead}`,
      content: html`
        <form method="post" novalidate @submit=${this.#onSubmit} @input=${this.#onInput}>
          ${failureNotice(failureText(this.failure))}
          ${emailField({ label: en.email, value: email ?? '', readOnly: true })}
          <portal-password-field isNew .error=${this.passwordError}></portal-password-field>
          ${workButton({ label: en.setPassword.submit, busy: this.busy })}
          ${spokenStatus(this.busy && en.setPassword.busy)}
        </form>
        <p class="fine-print">${en.setPassword.validUntil(expiresAt)}</p>
      `,
    });
  }

  #explanation(deadEnd: DeadEnd): TemplateResult {
    const expiredAt = deadEnd === 'expired' && this.link ? en.expiredAt(this.link.expiresAt) : '';
    return gate(this.portal, {
      icon: deadEndIcons[deadEnd],
      heading: this.heading(),
      lead: `${en.deadEnd[deadEnd].lead} ${expiredAt}`,
      content: html`
        ${deadEnd === 'used' ? signInButton() : nothing}
        ${deadEnd === 'sent' ? html`<p class="hint">${en.nothingArrived}</p>` : nothing}
        ${deadEnd === 'failed' ? this.#retry() : nothing}
        ${canRenew(deadEnd) ? this.#renewal(deadEnd) : nothing}
        ${waysOn(deadEnd)}
      `,
    });
  }

  #retry(): TemplateResult {
    return html`
      ${failureNotice(failureText(this.failure))}
      ${workButton({ label: en.tryAgain, busy: this.busy, onClick: () => this.#describe() })}
      ${spokenStatus(this.busy && en.setPassword.checking)}
    `;
  }

  #renewal(deadEnd: DeadEnd): TemplateResult {
    const isUnexpected = this.failure && !deadEndOfCode[this.failure.code];
    const look = deadEnd === 'used' ? 'secondary' : 'primary';
    return html`
      ${isUnexpected ? failureNotice(failureText(this.failure)) : nothing}
      ${workButton({ label: en.renewLink, busy: this.busy, look, onClick: () => this.#onRenew() })}
      ${spokenStatus(this.busy && en.renewingLink)}
    `;
  }
}

customElements.define('portal-set-password-page', SetPasswordPage);
