import { recoveryCooldown, type SignInWays } from '@portico/core';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { PortalPage } from '../../portal-page.ts';
import { emailField, readEmail } from '../../ui/email-field.ts';
import { failureNotice, spokenStatus, workButton } from '../../ui/feedback.ts';
import { ghost } from '../../ui/ghost.ts';
import { broken, clock, locked, mail, renewed } from '../../ui/icons.ts';
import { named } from '../../ui/named.ts';
import type { Visit } from '../../visit.ts';
import type { Admin } from '../admin.ts';
import { Countdown } from '../countdown.ts';
import { pathOf } from '../places.ts';
import type { Problem } from '../problem.ts';
import { failureText } from '../staff-error.ts';
import { en } from '../texts/en.ts';
import { address } from '../ui/address.ts';
import { staffGate } from '../ui/staff-gate.ts';

const problemIcons: Record<Problem, TemplateResult> = {
  'link-used': locked,
  'link-expired': clock,
  'link-replaced': renewed,
  'link-invalid': broken,
  'switched-off': locked,
  cancelled: broken,
  failed: broken,
  'not-permitted': locked,
  unavailable: broken,
  expired: clock,
};

/**
 * How staff sign in: by a mailed link, by their company's own sign-in, or by either. What it says after a mail was asked
 * for does not depend on whether the address is known.
 */
export class SignInPage extends PortalPage<Admin> {
  /** Seconds until the same mail can be asked for again. */
  static resendAfter = recoveryCooldown;

  readonly #problem: Problem | undefined;

  #countdown = new Countdown(this);

  @state() private ways: SignInWays | undefined;

  @state() private emailError = '';

  /** Where the mail goes that was asked for. */
  @state() private sentTo = '';

  /** The mail was asked for once more. */
  @state() private isSentAgain = false;

  constructor(portal: Admin, problem: Problem | undefined, visit: Visit = {}) {
    super(portal, visit);
    this.#problem = problem;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#readWays();
    if (!this.#problem && !this.visit.notice && this.visit.signedIn === undefined) void this.#skipIfSignedIn();
  }

  protected override heading(): string {
    if (this.sentTo) return en.signIn.sentTitle;
    if (this.#isClosed) return en.signIn.closedTitle;
    return this.#problem ? en.signIn.problems[this.#problem].title : en.signIn.title;
  }

  get #isClosed(): boolean {
    return this.ways !== undefined && !this.ways.mail && !this.ways.company;
  }

  /** Everybody else signs in at the company, where it has a sign-in of its own. */
  get #isMailForAdmins(): boolean {
    return Boolean(this.ways?.mail && this.ways.company);
  }

  /** Where the ways cannot be read, mail is the likeliest; whether it works is then said when it is asked for. */
  async #readWays(): Promise<void> {
    this.ways = await this.portal.api.staffSession.ways({}).catch(() => ({ mail: true, company: null }));
  }

  async #skipIfSignedIn(): Promise<void> {
    const session = await this.portal.api.staffSession.get({}).catch(() => undefined);
    if (session && this.isConnected && !this.busy && !this.sentTo) this.portal.arrive();
  }

  async #onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const { email, error } = readEmail(event.currentTarget, en.emailProblems);
    this.emailError = error;
    if (error) return this.focusField('email');
    this.portal.typedEmail = email;
    await this.#request(email);
  }

  async #onAgain(): Promise<void> {
    if (this.#countdown.left > 0) return;
    this.isSentAgain = false;
    const failure = await this.#request(this.sentTo);
    this.isSentAgain = !failure;
  }

  #request(email: string) {
    return this.attempt(async () => {
      await this.portal.api.staffSession.requestLink({ email });
      this.sentTo = email;
      this.#countdown.start(SignInPage.resendAfter);
    });
  }

  #onOtherAddress(): void {
    this.sentTo = '';
    this.failure = undefined;
  }

  protected override render(): TemplateResult {
    if (this.sentTo) return this.#sent();
    if (this.#isClosed) return this.#closed();
    const problem = this.#problem && en.signIn.problems[this.#problem];
    const company = this.ways?.company?.name ?? en.signIn.someCompany;
    return staffGate(this.portal, {
      icon: this.#problem && problemIcons[this.#problem],
      heading: this.heading(),
      lead: problem ? (this.ways ? problem.lead(company) : ghost(problem.lead(company))) : en.signIn.lead,
      notice: this.visit.notice && en.notices[this.visit.notice],
      content: this.#content(),
    });
  }

  #content(): TemplateResult {
    if (this.#problem === 'switched-off') return this.#back();
    return this.ways ? this.#choices(this.ways) : this.#ghosts();
  }

  #choices({ mail: byMail, company }: SignInWays): TemplateResult {
    return html`
      ${company ? this.#companyLink(company) : nothing}
      ${this.#isMailForAdmins ? html`<p class="or"><span>${en.signIn.orAsAdmin}</span></p>` : nothing}
      ${byMail ? this.#form() : nothing}
    `;
  }

  #form(): TemplateResult {
    return html`
      <form method="post" novalidate @submit=${this.#onSubmit}>
        ${failureNotice(failureText(this.failure))}
        ${emailField({ label: en.email, value: this.portal.typedEmail, error: this.emailError, isAlone: true })}
        ${workButton({
          label: en.signIn.submit,
          busy: this.busy,
          look: this.#isMailForAdmins ? 'secondary' : 'primary',
        })}
        ${spokenStatus(this.busy && en.signIn.busy)}
      </form>
    `;
  }

  #companyLink({ name, url }: { name: string; url: string }): TemplateResult {
    return html`<a class="button" href=${url}><span>${en.signIn.company(name)}</span></a>`;
  }

  /** Takes the room of the form that follows. */
  #ghosts(): TemplateResult {
    return html`
      <div class="sign-in-ghost" aria-hidden="true"><span></span><span></span></div>
      ${spokenStatus(en.loading)}
    `;
  }

  #sent(): TemplateResult {
    const { left } = this.#countdown;
    return staffGate(this.portal, {
      icon: mail,
      heading: this.heading(),
      lead: named(this.#isMailForAdmins ? en.signIn.sentLeadToAdmin : en.signIn.sentLead, address(this.sentTo)),
      content: html`
        <p class="hint">${en.nothingArrived}</p>
        ${failureNotice(failureText(this.failure))}
        ${workButton({
          label: en.signIn.again(left),
          busy: this.busy,
          isBlocked: left > 0,
          look: 'secondary',
          onClick: () => this.#onAgain(),
        })}
        ${spokenStatus((this.busy && en.signIn.busy) || (this.isSentAgain && en.signIn.sentAgain))}
        <p class="way-back">
          <button class="link-button" type="button" @click=${this.#onOtherAddress}>${en.signIn.otherAddress}</button>
        </p>
      `,
    });
  }

  #back(): TemplateResult {
    return html`<a class="button secondary" href=${pathOf({ page: 'sign-in' })}><span>${en.signIn.back}</span></a>`;
  }

  #closed(): TemplateResult {
    return staffGate(this.portal, { icon: locked, heading: this.heading(), lead: en.signIn.closedLead });
  }
}

customElements.define('portal-admin-sign-in-page', SignInPage);
