import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { PorticoWidget } from '../portico-widget.ts';
import { plan, recovery } from '../texts/en.ts';
import { errorCode, errorText, failureTitle } from '../texts/texts.ts';
import { tokens } from '../themes/tokens.ts';
import { button } from '../ui/button.ts';
import { controls } from '../ui/controls.styles.ts';
import { dialogs } from '../ui/dialog.styles.ts';
import { dialog, showDialog } from '../ui/dialog.ts';
import { icons } from '../ui/icons.ts';
import { messages } from '../ui/message.styles.ts';
import { message } from '../ui/message.ts';
import { styles } from './password-reset.styles.ts';
import { Recovery } from './recovery.ts';

const catalogue = { plan, recovery };

/**
 * @summary A button that gets a contact back in: a password reset, or the registration email again.
 * @event {PasswordResetSentEvent} passwordresetsent - A password reset email was sent from here.
 * @event {RegistrationResentEvent} registrationresent - The registration email was sent again from here.
 * @event {BeforePasswordResetEvent} beforepasswordreset - A password reset email is about to be sent; can be cancelled.
 * @event {BeforeRegistrationResendEvent} beforeregistrationresend - The registration email is about to be sent again; can be cancelled.
 * @csspart button - A button; also `primary`, `link` or `icon`.
 * @csspart dialog - The dialog that asks whether to resend.
 * @csspart dialog-title - Its title.
 * @csspart toast - Where the outcome is told.
 * @csspart message - The outcome.
 * @csspart message-title - The title of a message.
 */
export class PorticoPasswordReset extends PorticoWidget<typeof catalogue> {
  static override styles = [tokens, controls, messages, dialogs, styles];

  protected override readonly catalogue = catalogue;

  #recovery = new Recovery(this);

  /** The contact who is locked out. */
  @property({ attribute: 'contact-id' }) contactId: string | undefined;

  /** Does what the button does. */
  async press(): Promise<void> {
    if (!this.#isOffered) return;
    // From within a cancelled event, too: by then that event is over.
    await undefined;
    this.#recovery.clear();
    await this.#recovery.start();
    await this.updateComplete;
    if (this.#asks) showDialog(this.renderRoot);
  }

  get #isOffered() {
    return this.can('recovery.plan') && this.can('recovery.send');
  }

  get #asks() {
    return this.#recovery.plan?.action === 'resend-registration' && !this.#recovery.error;
  }

  /** Does what a button of the outcome is for, and first leads the focus back from there: the button goes with it. */
  #leave(act: () => void) {
    this.renderRoot.querySelector('button')?.focus();
    act();
  }

  #close() {
    this.renderRoot.querySelector('dialog')?.close();
  }

  async #onSubmit(event: Event) {
    event.preventDefault();
    await this.#recovery.resend();
    if (!this.#recovery.error) this.#close();
  }

  override updated() {
    if (!this.#recovery.plan) this.#close();
    const toast = this.renderRoot.querySelector<HTMLElement>('.toast');
    if (toast?.isConnected) toast.togglePopover(toast.childElementCount > 0);
  }

  override render() {
    if (!this.#isOffered) return this.absent();
    const { recovery, state } = this.texts;
    const { isBusy, error } = this.#recovery;
    this.state =
      isBusy || !this.backend
        ? 'busy'
        : error
          ? errorCode(error) === 'forbidden'
            ? 'no-permission'
            : 'error'
          : 'ready';
    return html`${button(recovery.open, () => this.press(), { busy: isBusy, blocked: !this.backend || !this.contactId })}
      ${dialog(recovery.title, state.close, this.#question(), () => this.#onClose(), isBusy)}
      <div role="status"><div class="toast" part="toast" .popover=${'manual'}>${this.#outcome()}</div></div>`;
  }

  /** The event comes late: by then the dialog may be open again. */
  #onClose() {
    if (!this.#recovery.sent && !this.renderRoot.querySelector('dialog')?.open) this.#recovery.clear();
  }

  #question() {
    const { plan, error, isBusy } = this.#recovery;
    if (plan?.action !== 'resend-registration') return nothing;
    const { recovery, state } = this.texts;
    return html`<form method="dialog" @submit=${this.#onSubmit}>
      <div class="body">
        <p id="about"><bdi>${recovery.ask(plan.email ?? '')}</bdi> ${plan.sentAt ? recovery.lastSent(plan.sentAt) : nothing}</p>
        <div role="alert">${error ? message('danger', icons.warning, this.#failure(), errorText(this.texts, error)) : nothing}</div>
      </div>
      <div class="foot">
        ${button(state.cancel, () => this.#close())}
        ${button(error ? state.retry : isBusy ? recovery.sending : recovery.submit, undefined, { kind: 'primary', type: 'submit', busy: isBusy })}
      </div>
    </form>`;
  }

  /** Where not even the plan is known, nothing was sent. */
  #failure() {
    const { plan, error } = this.#recovery;
    const { failed } = this.texts.recovery;
    return plan ? failureTitle(this.texts, error, failed) : failed;
  }

  #outcome() {
    const { plan, sent, error, isBusy } = this.#recovery;
    const { recovery, plan: plans, state } = this.texts;
    if (isBusy || (plan?.action === 'resend-registration' && !sent)) return nothing;
    const close = html`<button type="button" class="icon" part="button icon" aria-label=${state.close}
      @click=${() => this.#leave(() => this.#recovery.clear())}>${icons.close}</button>`;
    if (sent) {
      const text = sent.action === 'send-reset' ? recovery.resetSent : recovery.registrationSent;
      return html`${message('success', icons.done, text(sent.email))}${close}`;
    }
    if (error) {
      const retry = button(state.retry, () => this.#leave(() => this.press()), { kind: 'link' });
      return html`${message('danger', icons.warning, this.#failure(), html`${errorText(this.texts, error)} ${retry}`)}${close}`;
    }
    if (!plan || plan.action === 'send-reset' || plan.action === 'resend-registration') return nothing;
    return html`${message('info', icons.info, plans[plan.action](plan))}${close}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'portico-password-reset': PorticoPasswordReset;
  }
}
