import type { RecoveryPlan, RecoverySent } from '@portico/core';
import type { ReactiveController } from 'lit';
import { Attempt } from '../attempt.ts';
import { announce, isAllowed } from '../events/dom-events.ts';
import { changed } from '../events/live-events.ts';
import type { PorticoHost } from '../portico-host.ts';

/** The element that a recovery belongs to. */
export interface RecoveryHost extends PorticoHost {
  readonly contactId: string | undefined;
}

/** Getting one person back in: what a press would do, and doing it once. */
export class Recovery implements ReactiveController {
  /** What a press does, and why; undefined before it was asked for. */
  plan: RecoveryPlan | undefined;
  /** Which mail was sent, and to whom. */
  sent: RecoverySent | undefined;
  /** Why the last call failed. */
  error: unknown;
  /** Whether a call is under way. */
  isBusy = false;

  #host: RecoveryHost;
  #attempt = new Attempt();
  #latest: object | undefined;
  /** Whose plan it is: a page may put another contact into the same element. */
  #of: string | undefined;

  constructor(host: RecoveryHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate() {
    const { contactId } = this.#host;
    if (contactId !== this.#of) this.plan = this.sent = this.error = undefined;
    this.#of = contactId;
  }

  /** Asks what is to be done, and sends at once where that is a password reset. */
  start(): Promise<void> {
    return this.#run(async contactId => {
      const plan = await this.#host.backend?.recovery.plan({ contactId });
      if (contactId !== this.#host.contactId) return;
      this.plan = plan;
      if (plan?.action === 'send-reset') await this.#send(contactId, 'send-reset');
    });
  }

  /** Sends the registration email again, after a person has said so. */
  resend(): Promise<void> {
    return this.#run(contactId => this.#send(contactId, 'resend-registration'));
  }

  /** Forgets what was found and done. */
  clear(): void {
    this.plan = this.sent = this.error = undefined;
    this.#host.requestUpdate();
  }

  async #send(contactId: string, action: RecoverySent['action']) {
    const isReset = action === 'send-reset';
    if (!isAllowed(this.#host, isReset ? 'beforepasswordreset' : 'beforeregistrationresend', { contactId })) {
      this.isBusy = false;
      return;
    }
    const input = { contactId, action };
    const sent = await this.#host.backend?.recovery.send(input, { idempotencyKey: this.#attempt.keyOf(input) });
    this.#attempt.finish();
    if (contactId === this.#host.contactId) this.sent = sent;
    announce(this.#host, isReset ? 'passwordresetsent' : 'registrationresent', { contactId });
    changed(this.#host.backend);
  }

  async #run(work: (contactId: string) => Promise<void>): Promise<void> {
    const { contactId } = this.#host;
    if (this.isBusy || !contactId) return;
    const run = {};
    this.#latest = run;
    this.isBusy = true;
    this.sent = this.error = undefined;
    this.#host.requestUpdate();
    try {
      await work(contactId);
    } catch (error) {
      if (contactId === this.#host.contactId) this.error = error;
    }
    // A page that cancelled this one may have begun another already.
    if (run === this.#latest) this.isBusy = false;
    this.#host.requestUpdate();
  }
}
