import type { Access, BackendAdapter } from '@portico/core';
import { AccessList, en, GrantForm, type PorticoHost, Recovery } from '@portico/widgets';
import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { styles } from './access-circle.styles.ts';

/**
 * The people of a client as a row of circles, and one line that adds to them. Nothing of it is Portico's own interface:
 * three controllers know what there is and what can be done, and this element says it in its own way.
 */
export class AccessCircle extends LitElement implements PorticoHost {
  static override styles = styles;

  /** Where reads and writes go. */
  @property({ attribute: false }) adapter: BackendAdapter | undefined;

  /** The account whose people are shown. */
  @property({ attribute: 'account-id' }) accountId: string | undefined;

  /** Whose details are open. */
  @state() contactId: string | undefined;

  readonly orderId = undefined;
  #people = new AccessList(this, () => ({ accountId: this.accountId, search: '', status: '' }));
  #form = new GrantForm(this);
  #recovery = new Recovery(this);

  get backend() {
    return this.adapter;
  }

  #onPerson({ contactId }: Access) {
    this.contactId = this.contactId === contactId ? undefined : (contactId ?? undefined);
  }

  #onInput({ target }: Event) {
    const { name, value } = target as HTMLInputElement & { name: 'email' | 'firstName' | 'lastName' };
    this.#form.type(name, value);
  }

  async #onSubmit(event: Event) {
    event.preventDefault();
    await this.#form.submit();
    if (this.#form.granted) this.#form.reset();
  }

  async #onRecover() {
    await this.#recovery.start();
    if (this.#recovery.plan?.action === 'resend-registration') await this.#recovery.resend();
  }

  override render() {
    const people = this.#people.rows?.items ?? [];
    const open = people.find(({ contactId }) => contactId && contactId === this.contactId);
    return html`
      <ul aria-label="Who has access">${people.map(person => html`<li>${this.#circle(person)}</li>`)}</ul>
      ${open ? this.#details(open) : nothing}
      <form novalidate @submit=${this.#onSubmit} @input=${this.#onInput}>
        ${this.#field('email', 'Let somebody in', 'name@example.com')}
        ${this.#asksForName ? html`${this.#field('firstName', 'First name')} ${this.#field('lastName', 'Last name')}` : nothing}
        <button ?disabled=${this.#form.isBlocked || this.#form.sending !== undefined}>Let in</button>
        <p role="status">${this.#sentence()}</p>
      </form>`;
  }

  #circle(person: Access) {
    const name = `${person.firstName} ${person.lastName}`;
    const initials = person.firstName.charAt(0) + person.lastName.charAt(0);
    const isOpen = person.contactId !== null && person.contactId === this.contactId;
    return html`<button
      class=${person.status.toLowerCase()}
      aria-expanded=${isOpen ? 'true' : 'false'}
      aria-label="${initials}, ${name}, ${person.status}"
      title=${name}
      ?disabled=${!person.contactId}
      @click=${() => this.#onPerson(person)}
    >${initials}</button>`;
  }

  #details(person: Access) {
    const { plan, sent, error, isBusy } = this.#recovery;
    const pending = person.status === 'PENDING';
    return html`<section>
      <h2><bdi>${person.firstName} ${person.lastName}</bdi></h2>
      <p><bdi>${person.email}</bdi> · ${pending ? 'has not registered yet' : 'has registered'}</p>
      <button ?disabled=${isBusy} @click=${this.#onRecover}>${pending ? 'Send the invitation again' : 'Send a new password link'}</button>
      <p role="status">${
        sent
          ? `Sent to ${sent.email}.`
          : error
            ? 'That did not work. Try again.'
            : plan && plan.action in en.plan
              ? en.plan[plan.action as keyof typeof en.plan](plan)
              : nothing
      }</p>
    </section>`;
  }

  #field(name: 'email' | 'firstName' | 'lastName', label: string, placeholder = '') {
    return html`<label>${label}
      <input name=${name} placeholder=${placeholder} autocomplete="off" aria-invalid=${this.#form.problems[name] ? 'true' : 'false'}
        .value=${this.#form.draft[name]}>
    </label>`;
  }

  /** Only of somebody nobody knows. */
  get #asksForName() {
    return this.#form.verdict?.next === 'create' && !this.#form.verdict.contact;
  }

  /** The verdict in Portico's words; what is wrong with a field, or why it failed, comes before it. */
  #sentence() {
    const { verdict, problems, error, isChecking, shown } = this.#form;
    const problem = Object.values(problems).find(Boolean);
    if (problem) return en.problem[problem as keyof typeof en.problem] ?? en.problem.invalid;
    if (error) return 'That did not work. Nothing you typed is lost.';
    if (isChecking) return 'Looking…';
    if (!verdict) return 'Type an address to see what would happen.';
    if (verdict.verdict === 'invalid-email') return en.problem[verdict.problem ?? 'invalid'];
    return en.verdict[verdict.verdict]({
      name: verdict.contact
        ? `${verdict.contact.firstName} ${verdict.contact.lastName}`
        : shown.call(this.#form, 'email'),
      since: verdict.since,
      sentAt: verdict.mailSentAt,
      accounts: verdict.accounts.map(({ name }) => name),
      may: verdict.next === 'create',
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'access-circle': AccessCircle;
  }
}
