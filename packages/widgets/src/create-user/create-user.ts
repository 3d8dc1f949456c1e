import { TaskStatus } from '@lit/task';
import type { Access, Settings, Verdict } from '@portico/core';
import { html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { PorticoWidget } from '../portico-widget.ts';
import { create, problem, standing, verdict } from '../texts/en.ts';
import { errorCode, errorText, failureTitle } from '../texts/texts.ts';
import { tokens } from '../themes/tokens.ts';
import { button } from '../ui/button.ts';
import { controls } from '../ui/controls.styles.ts';
import { dialogs } from '../ui/dialog.styles.ts';
import { dialog, showDialog } from '../ui/dialog.ts';
import { field } from '../ui/field.ts';
import { icons } from '../ui/icons.ts';
import { messages } from '../ui/message.styles.ts';
import { message, type Tone } from '../ui/message.ts';
import { styles } from './create-user.styles.ts';
import { type Draft, GrantForm } from './grant-form.ts';

const tones: Record<Exclude<Verdict['verdict'], 'invalid-email'>, Tone> = {
  free: 'success',
  'existing-contact': 'info',
  'has-access': 'warning',
  pending: 'warning',
  deactivated: 'warning',
  'has-access-elsewhere': 'info',
  'staff-address': 'warning',
};

const catalogue = { create, problem, standing, verdict };

/**
 * @summary A button and its dialog that create contact, login and access in one step.
 * @event {AccessGrantedEvent} accessgranted - A person was given access from here.
 * @event {RegistrationResentEvent} registrationresent - The registration email was sent again from here.
 * @event {UserActivatedEvent} useractivated - A login was switched on again from here.
 * @event {BeforeAccessGrantEvent} beforeaccessgrant - Somebody is about to be given access; can be cancelled.
 * @event {BeforeRegistrationResendEvent} beforeregistrationresend - The registration email is about to be sent again; can be cancelled.
 * @event {BeforeUserActivateEvent} beforeuseractivate - A login is about to be switched on again; can be cancelled.
 * @csspart button - A button; also `primary`, `link` or `icon`.
 * @csspart dialog - The dialog.
 * @csspart dialog-title - Its title.
 * @csspart field - A label with its control and problem.
 * @csspart problem - What is wrong with a field.
 * @csspart verdict - What submitting the address would do.
 * @csspart message - A verdict, an error or the confirmation.
 * @csspart message-title - The title of a message.
 * @csspart skeleton - The fields in the place of those to come.
 */
export class PorticoCreateUser extends PorticoWidget<typeof catalogue> {
  static override styles = [tokens, controls, messages, dialogs, styles];

  protected override readonly catalogue = catalogue;
  #form = new GrantForm(this);

  /** The account that access is given to. */
  @property({ attribute: 'account-id' }) accountId: string | undefined;

  /** The order that access is given from. */
  @property({ attribute: 'order-id' }) orderId: string | undefined;

  /** The address to begin with, such as that of the contact on whose page the button stands. */
  @property() email = '';

  @state() private isOpen = false;

  /** Opens the dialog, with what was typed when it was closed by Esc. */
  async open(): Promise<void> {
    this.isOpen = true;
    if (this.email && !this.#form.draft.email) this.#form.type('email', this.email);
    await this.updateComplete;
    showDialog(this.renderRoot);
    if (this.settingsTask.status === TaskStatus.ERROR) this.settingsTask.run();
    await this.settingsTask.taskComplete.catch(() => {});
    await this.updateComplete;
    this.#focus('#email');
  }

  /** The event comes late: by then the dialog may be open again. */
  #onClose() {
    this.isOpen = this.renderRoot.querySelector('dialog')?.open ?? false;
    if (this.#form.granted) this.#form.reset();
  }

  #onCancel() {
    this.#form.reset();
    this.renderRoot.querySelector('dialog')?.close();
  }

  #onInput(event: Event) {
    const { id, value } = event.target as HTMLInputElement;
    this.#form.type(id as keyof Draft, value);
  }

  async #onSubmit(event: Event) {
    event.preventDefault();
    await this.#form.submit();
    await this.updateComplete;
    this.#focus(this.#form.granted ? '#title' : '[aria-invalid]');
  }

  /** What was pressed goes with the verdict it belonged to. */
  async #after(done: Promise<void>) {
    await done;
    await this.updateComplete;
    if (!this.shadowRoot?.activeElement) this.#focus('#email');
  }

  async #another() {
    this.#form.reset();
    await this.updateComplete;
    this.#focus('#email');
  }

  #focus(selector: string) {
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  override render() {
    if (!this.can('access.grant')) return this.absent();
    const { create, state } = this.texts;
    const { granted } = this.#form;
    const body = granted ? this.#confirmation(granted) : this.#ifOpen();
    return html`${button(create.open, () => this.open(), { kind: 'primary', blocked: !this.backend || !this.accountId })}
      ${dialog(granted ? create.done(nameOf(granted)) : create.title, state.close, body, () => this.#onClose(), this.#form.sending !== undefined)}`;
  }

  #ifOpen() {
    if (this.isOpen) return this.show(this.settingsTask, settings => this.#fields(settings));
    this.state = this.backend ? 'ready' : 'busy';
    return nothing;
  }

  #fields(settings: Settings) {
    const { create, state, error } = this.texts;
    const form = this.#form;
    const roles = settings.roles.filter(role => role.assignable).map(({ id, name }) => [id, name] as const);
    const titles = [...new Set([...settings.jobTitles, form.shown('jobTitle')].filter(Boolean))];
    return html`<form novalidate @submit=${this.#onSubmit} @input=${this.#onInput}>
      <div class="body">
        <div class="grid">
          ${this.#text('email', create.email, 'email')}
          <div class="verdict" id="verdict" part="verdict" role="status">${this.#verdict()}</div>
          ${this.#text('firstName', create.firstName)} ${this.#text('lastName', create.lastName)}
          ${this.#text('phone', html`${create.phone} <span>${create.optional}</span>`, 'tel')}
          ${titles.length ? this.#select('jobTitle', create.jobTitle, [['', create.none], ...titles.map(title => [title, title] as const)]) : nothing}
          ${(form.isBlocked && form.verdict?.contact) || !roles.length ? nothing : this.#select('role', create.role, roles)}
        </div>
        <div role="alert">${
          form.error && !form.hasProblems
            ? message(
                'danger',
                icons.warning,
                failureTitle(this.texts, form.error, create.failed[form.tried]),
                error && errorText(this.texts, form.error),
              )
            : nothing
        }</div>
      </div>
      <div class="foot">
        ${button(state.cancel, () => this.#onCancel())}
        ${button(
          form.sending === 'grant'
            ? create.sending
            : form.error && !form.hasProblems && !form.isRefused
              ? state.retry
              : create.submit,
          undefined,
          {
            kind: 'primary',
            type: 'submit',
            busy: form.sending !== undefined,
            blocked: form.isBlocked,
            describedBy: 'verdict',
          },
        )}
      </div>
    </form>`;
  }

  #text(name: keyof Draft, label: unknown, inputmode: 'text' | 'email' | 'tel' = 'text') {
    const isKnown = this.#form.known(name) !== undefined;
    return field(
      name,
      label,
      (describedBy, invalid) => html`<input
        id=${name} inputmode=${inputmode} autocomplete="off" autocapitalize="off" spellcheck="false" data-1p-ignore
        .value=${this.#form.shown(name)} ?readonly=${isKnown} ?autofocus=${name === 'email'}
        aria-required=${name === 'phone' ? 'false' : 'true'} aria-invalid=${ifDefined(invalid)}
        aria-describedby=${ifDefined(name === 'email' ? 'verdict email-problem' : describedBy)}>`,
      this.#problem(name),
    );
  }

  #select(name: keyof Draft, label: string, options: (readonly [string, string])[]) {
    return field(
      name,
      label,
      (
        describedBy,
        invalid,
      ) => html`<select id=${name} ?disabled=${this.#form.known(name) !== undefined || this.#form.isBlocked}
        aria-invalid=${ifDefined(invalid)} aria-describedby=${ifDefined(describedBy)}>${options.map(
          ([value, text]) =>
            html`<option value=${value} .selected=${value === this.#form.shown(name)}>${text}</option>`,
        )}</select>`,
      this.#problem(name),
    );
  }

  #problem(name: keyof Draft): string | undefined {
    const code = this.#form.problems[name];
    const { problem } = this.texts;
    return code && (problem[code as keyof typeof problem] ?? problem.invalid);
  }

  #verdict() {
    const form = this.#form;
    const { create, verdict, problem, standing } = this.texts;
    const found = form.verdict;
    if (form.isRefused) return nothing;
    if (form.done) return message('success', icons.done, create.did[form.done](form.shown('email')));
    if (form.hasCheckFailed && errorCode(form.checkError) !== 'unsupported') {
      const isFinal = ['not-found', 'forbidden'].includes(errorCode(form.checkError));
      return message('info', icons.info, isFinal ? errorText(this.texts, form.checkError) : create.unchecked);
    }
    if (form.isChecking) return html`<p class="checking"><i class="spinner"></i>${create.checking}</p>`;
    if (!found) return html`<p class="checking">${create.intro}</p>`;
    // While it is typed, an address is incomplete rather than wrong: what is wrong is said at the field, on submit.
    if (found.verdict === 'invalid-email') {
      return form.problems.email ? nothing : html`<p class="checking">${problem[found.problem ?? 'invalid']}</p>`;
    }
    const { contact } = found;
    const text = verdict[found.verdict]({
      name: contact ? nameOf(contact) || form.shown('email') : form.shown('email'),
      since: found.since,
      sentAt: found.mailSentAt,
      accounts: found.accounts.map(({ name }) => name),
      may: found.next === 'reactivate' ? this.can('users.reactivate') : found.next === 'create',
    });
    const isClosed = found.accountStanding !== 'open';
    const tone = (form.isBlocked && tones[found.verdict] === 'info') || isClosed ? 'warning' : tones[found.verdict];
    const icon = tone === 'warning' ? icons.warning : tone === 'success' ? icons.done : icons.info;
    const note = isClosed ? ` ${create.closed(standing[found.accountStanding])}` : '';
    return message(tone, icon, text + note, contact ? this.#action(found.next, contact.id) : nothing);
  }

  #action(next: Verdict['next'], contactId: string) {
    const { create } = this.texts;
    const { sending } = this.#form;
    if (next === 'resend-registration' && this.can('recovery.send')) {
      return button(create.resend, () => this.#after(this.#form.resend(contactId)), {
        kind: 'link',
        busy: sending === 'resend',
      });
    }
    if (next === 'reactivate' && this.can('users.reactivate')) {
      const busy = sending === 'reactivate';
      return button(create.reactivate, () => this.#after(this.#form.reactivate(contactId)), { kind: 'link', busy });
    }
    return nothing;
  }

  #confirmation({ email, status }: Access) {
    const { create } = this.texts;
    this.state = 'ready';
    return html`<div class="body" id="about">
        ${message('success', icons.done, (status === 'PENDING' ? create.mailed : create.registered)(email))}
      </div>
      <div class="foot">
        ${button(create.another, () => this.#another())}
        ${button(create.finish, () => this.renderRoot.querySelector('dialog')?.close(), { kind: 'primary' })}
      </div>`;
  }
}

function nameOf({ firstName, lastName }: { firstName: string; lastName: string }): string {
  return `${firstName} ${lastName}`.trim();
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-create-user': PorticoCreateUser;
  }
}
