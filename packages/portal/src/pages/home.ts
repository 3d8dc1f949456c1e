import type { OwnAccount, PorticoError, Session } from '@portico/core';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { failureText } from '../client-error.ts';
import { failureOf } from '../failure.ts';
import { PortalPage } from '../portal-page.ts';
import type { SessionChange } from '../session-channel.ts';
import { en } from '../texts/en.ts';
import { accountCard } from '../ui/account-card.ts';
import { failureNotice, spokenStatus, workButton } from '../ui/feedback.ts';
import { ghost } from '../ui/ghost.ts';
import { inbox, mark } from '../ui/icons.ts';
import { named } from '../ui/named.ts';
import type { Notice } from '../visit.ts';

interface Shown {
  person: Session;
  hasMarkets: boolean;
  accounts: OwnAccount[];
}

/** What is open to the client who is signed in. */
export class HomePage extends PortalPage {
  @state() private shown: Shown | undefined;

  /** The first read failed, and none has succeeded since. */
  @state() private isUnread = false;

  /** Counts the reads, so that a late answer loses against a newer one. */
  #reads = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#onVisible);
    void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#onVisible);
  }

  override sessionChanged(change: SessionChange): void {
    if (change === 'signed-out') this.#leave('signed-out-elsewhere');
    else void this.#read();
  }

  protected override heading(): string {
    return this.isUnread ? en.home.unread : en.home.title;
  }

  /** What is open may have changed while the person was elsewhere, and so may the session. */
  #onVisible = (): void => {
    if (document.visibilityState === 'visible') void this.#read();
  };

  async #read(): Promise<void> {
    const read = ++this.#reads;
    const { session } = this.portal.api;
    const answers = await Promise.all([session.get({}), session.home({})]).catch(failureOf);
    if (read !== this.#reads || !this.isConnected) return;
    if (!Array.isArray(answers)) {
      this.#onUnread(answers);
      return;
    }
    const [person, home] = answers;
    this.shown = { person, ...home };
    this.isUnread = false;
    this.failure = undefined;
    this.portal.remember({ signedIn: true });
  }

  /** What is on show stays there when only the connection is lost. */
  #onUnread(failure: PorticoError): void {
    const wasSignedIn = this.shown !== undefined || this.visit.signedIn === true;
    if (failure.code === 'unauthenticated') {
      this.#leave(wasSignedIn ? 'session-ended' : undefined);
    } else if (!this.shown) {
      this.isUnread = true;
      this.failure = failure;
    }
  }

  #leave(notice?: Notice): void {
    this.portal.go('sign-in', { replace: true, visit: { signedIn: false, ...(notice && { notice }) } });
  }

  async #onRetry(): Promise<void> {
    await this.attempt(() => this.#read());
  }

  async #onSignOut(): Promise<void> {
    await this.attempt(async () => {
      await this.portal.api.session.signOut({});
      this.portal.tellOthers('signed-out');
      this.#leave('signed-out');
    });
  }

  protected override render(): TemplateResult {
    return html`
      <header class="bar">
        <p class="brand">${mark}<bdi>${this.portal.name}</bdi></p>
        ${this.shown ? this.#signedIn(this.shown.person) : nothing}
      </header>
      <main class="home">
        <h1 tabindex="-1">${this.#title()}</h1>
        ${failureNotice(failureText(this.failure))}
        ${this.shown ? this.#accounts(this.shown) : this.isUnread ? this.#retry() : this.#ghosts()}
      </main>
      ${spokenStatus(this.#spoken())}
    `;
  }

  #title(): TemplateResult | string {
    if (this.shown) return named(en.home.greeting, this.shown.person.firstName);
    return this.isUnread
      ? en.home.unread
      : html`<span class="spoken">${en.home.title}</span>${ghost(en.home.greeting)}`;
  }

  #signedIn({ firstName, lastName, email }: Session): TemplateResult {
    return html`
      <div class="person">
        <p class="person-name" title=${email}><bdi>${firstName} ${lastName}</bdi></p>
        ${workButton({
          label: en.home.signOut,
          busy: this.busy,
          look: 'secondary compact',
          onClick: () => this.#onSignOut(),
        })}
      </div>
    `;
  }

  #accounts({ accounts, hasMarkets }: Shown): TemplateResult {
    if (accounts.length === 0) return this.#empty();
    return html`
      <p class="lead">${en.home.lead}</p>
      <ul class="accounts">
        ${accounts.map(account => html`<li>${accountCard(account, { hasMarkets })}</li>`)}
      </ul>
    `;
  }

  #empty(): TemplateResult {
    return html`
      <section class="empty">
        <div class="emblem">${inbox}</div>
        <h2>${en.home.emptyTitle}</h2>
        <p class="lead">${en.home.emptyLead}</p>
      </section>
    `;
  }

  #spoken(): string | false {
    if (this.shown) return this.busy && en.home.signingOut;
    return (this.busy || !this.isUnread) && en.loading;
  }

  #retry(): TemplateResult {
    return html`<div class="retry">
      ${workButton({ label: en.tryAgain, busy: this.busy, onClick: () => this.#onRetry() })}
    </div>`;
  }

  /** Takes the room of the accounts that follow. */
  #ghosts(): TemplateResult {
    return html`
      <p class="lead">${ghost(en.home.lead)}</p>
      <ul class="accounts" aria-hidden="true">
        <li><div class="account account-ghost"></div></li>
        <li><div class="account account-ghost"></div></li>
      </ul>
    `;
  }
}

customElements.define('portal-home-page', HomePage);
