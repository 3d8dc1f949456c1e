import { initialState, Task, TaskStatus } from '@lit/task';
import { type Access, isPorticoError, isSameId, type NewPerson, PorticoError, type Verdict } from '@portico/core';
import type { ReactiveController } from 'lit';
import { Attempt } from '../attempt.ts';
import { announce, isAllowed } from '../events/dom-events.ts';
import { changed, LiveEvents } from '../events/live-events.ts';
import type { PorticoHost } from '../portico-host.ts';

const typingPause = 300;
const blank = { email: '', firstName: '', lastName: '', phone: '', jobTitle: '', role: 'guest' };

/** What is typed, by field. */
export type Draft = typeof blank;

/** What the form can do. */
export type Step = 'grant' | 'resend' | 'reactivate';

/** The element that a form belongs to. */
export interface GrantFormHost extends PorticoHost {
  readonly accountId: string | undefined;
  readonly orderId: string | undefined;
}

/** Giving one person access: what is typed, the verdict on it, and the one call that is made of it. */
export class GrantForm implements ReactiveController {
  /** What was typed, by field. */
  draft: Draft = { ...blank };
  /** What is wrong with which field, as a code. */
  problems: Partial<Record<keyof Draft, string>> = {};
  /** Why the last attempt failed, apart from single fields. */
  error: unknown;
  /** What the last attempt was to do. */
  tried: Step = 'grant';
  /** What is under way. */
  sending: Step | undefined;
  /** What was done for the person who is known, short of giving access. */
  done: 'resend' | 'reactivate' | undefined;
  /** What the last attempt gave; the form is done. */
  granted: Access | undefined;

  #host: GrantFormHost;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #of: string | undefined;
  #checked = '';
  #attempt = new Attempt();
  #check: Task<readonly unknown[], Verdict>;

  constructor(host: GrantFormHost) {
    this.#host = host;
    host.addController(this);
    this.#check = new Task(host, {
      args: () => [host.backend, host.accountId, this.#checked],
      task: (_, { signal }): Promise<Verdict> | typeof initialState => {
        const { backend, accountId } = host;
        if (!backend || !accountId || !this.#checked) return initialState;
        if (!backend.supports.has('access.preflight')) throw new PorticoError('unsupported');
        return backend.access.preflight({ accountId, email: this.#checked }, { signal });
      },
    });
    const knows = (id: string | null) => isSameId(id, this.verdict?.contact?.id);
    new LiveEvents(
      host,
      event => (event.type === 'resync' ? this.hasCheckFailed : knows(event.contactId)),
      () => this.#check.run(),
    );
  }

  /** Another account in the same element is another form: what was said of the first does not hold for it. */
  hostUpdate() {
    const { accountId } = this.#host;
    if (accountId !== this.#of && this.#of !== undefined) {
      this.granted = this.error = this.done = undefined;
      this.problems = {};
    }
    this.#of = accountId;
  }

  /** What was typed before the element was moved is still to be checked. */
  hostConnected() {
    if (this.#checked !== this.#email) this.#checkSoon();
  }

  hostDisconnected() {
    clearTimeout(this.#typing);
  }

  /** The verdict on the address as it stands; undefined while it is not known. */
  get verdict(): Verdict | undefined {
    const isCurrent = this.#checked === this.#email && this.#check.status === TaskStatus.COMPLETE;
    return isCurrent ? this.#check.value : undefined;
  }

  /** Whether a verdict on the address is on its way. */
  get isChecking(): boolean {
    return this.#email !== '' && !this.verdict && !this.hasCheckFailed;
  }

  /** Whether there is no verdict on the address because it could not be asked for. */
  get hasCheckFailed(): boolean {
    return this.#checked === this.#email && this.#check.status === TaskStatus.ERROR;
  }

  /** Why there is no verdict. */
  get checkError(): unknown {
    return this.#check.error;
  }

  /** Whether the address is refused whatever the verdict says: the person is out of the caller's sight. */
  get isRefused(): boolean {
    return isPorticoError(this.error) && this.error.code === 'access-elsewhere';
  }

  /** Whether it is settled that going on leads nowhere. */
  get isBlocked(): boolean {
    return this.isRefused || (this.verdict !== undefined && this.verdict.next !== 'create');
  }

  /** Whether something is wrong with any field. */
  get hasProblems(): boolean {
    return Object.values(this.problems).some(Boolean);
  }

  /** What a field shows: the known contact's own value, or what was typed. */
  shown(name: keyof Draft): string {
    return this.known(name) ?? this.draft[name];
  }

  /** The known contact's value of a field, which stays as it is; a name that the record lacks is asked for. */
  known(name: keyof Draft): string | undefined {
    const contact = this.verdict?.contact;
    if (!contact || name === 'email' || name === 'role') return undefined;
    return contact[name] || (name === 'phone' || name === 'jobTitle' ? '' : undefined);
  }

  /** Takes what a field holds now; an address is checked once typing pauses. */
  type(name: keyof Draft, value: string): void {
    this.draft = { ...this.draft, [name]: value };
    this.problems = { ...this.problems, [name]: undefined };
    if (name === 'email' || !this.isRefused) this.error = undefined;
    if (name === 'email') {
      this.done = undefined;
      this.#checkSoon();
    }
    this.#host.requestUpdate();
  }

  /** Gives the access, once, whatever number of calls come in meanwhile. */
  submit(): Promise<void> {
    return this.#send('grant', async () => {
      await this.#checkNow();
      const { backend, accountId } = this.#host;
      this.problems = this.#findProblems();
      if (this.hasProblems || this.isBlocked || !backend || !accountId) return;
      const input = { accountId, ...this.#input() };
      const facts = { accountId, contactId: this.verdict?.contact?.id ?? null, role: input.role };
      if (!isAllowed(this.#host, 'beforeaccessgrant', facts)) return;
      const granted = await backend.access.grant(input, { idempotencyKey: this.#attempt.keyOf(input) });
      this.#attempt.finish();
      if (accountId === this.#host.accountId) this.granted = granted;
      const { id: accessId, contactId, status } = granted;
      announce(this.#host, 'accessgranted', { accessId, accountId: granted.accountId, contactId, status });
    });
  }

  /** Sends the registration email to the known contact again. */
  resend(contactId: string): Promise<void> {
    return this.#send('resend', async () => {
      if (!isAllowed(this.#host, 'beforeregistrationresend', { contactId })) return;
      const input = { contactId, action: 'resend-registration' } as const;
      await this.#host.backend?.recovery.send(input, { idempotencyKey: this.#attempt.keyOf(input) });
      this.done = 'resend';
      announce(this.#host, 'registrationresent', { contactId });
    });
  }

  /** Switches the known contact's login on again. */
  reactivate(contactId: string): Promise<void> {
    return this.#send('reactivate', async () => {
      if (!isAllowed(this.#host, 'beforeuseractivate', { contactId })) return;
      await this.#host.backend?.users.reactivate({ contactId });
      this.done = 'reactivate';
      announce(this.#host, 'useractivated', { contactId });
      await this.#check.run();
    });
  }

  /** Forgets everything that was typed and done. */
  reset(): void {
    this.draft = { ...blank };
    this.problems = {};
    this.error = this.granted = this.done = undefined;
    this.#attempt.finish();
    this.#checkNow();
    this.#host.requestUpdate();
  }

  get #email(): string {
    return this.draft.email.trim();
  }

  async #send(what: Step, work: () => Promise<void>): Promise<void> {
    if (this.sending) return;
    this.sending = this.tried = what;
    this.error = undefined;
    this.#host.requestUpdate();
    try {
      await work();
      if (this.granted || what !== 'grant') {
        this.#attempt.finish();
        changed(this.#host.backend);
      }
    } catch (error) {
      await this.#fail(error);
    }
    this.sending = undefined;
    this.#host.requestUpdate();
  }

  /** Field problems go to their fields. A conflict means that the verdict is out of date: the new one then explains it. */
  async #fail(error: unknown): Promise<void> {
    const fields = Object.entries((isPorticoError(error) && error.fields) || {}).map(([path, problem]) => [
      path.replace('contact.', ''),
      problem,
    ]);
    this.problems = Object.fromEntries(fields.filter(([name = '']) => name in blank));
    this.error = error;
    if (isPorticoError(error) && /access|pending|deactivated|staff|registered/.test(error.code)) {
      await this.#check.run();
      if (this.verdict && this.verdict.next !== 'create') this.error = undefined;
    }
  }

  #checkSoon() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#checkNow(), typingPause);
  }

  async #checkNow(): Promise<void> {
    clearTimeout(this.#typing);
    if (this.#checked === this.#email && this.#check.status === TaskStatus.PENDING) {
      return void (await this.#check.taskComplete.catch(() => {}));
    }
    if (this.#checked === this.#email && this.verdict) return;
    this.#checked = this.#email;
    await this.#check.run();
  }

  #findProblems() {
    const required = ['email', 'firstName', 'lastName'] as const;
    const empty = required.filter(name => !this.shown(name).trim());
    const problem = this.verdict?.problem;
    const problems = Object.fromEntries(empty.map(name => [name, name === 'email' ? 'email-missing' : 'required']));
    return problem ? { ...problems, email: problem } : problems;
  }

  #input() {
    const contact: NewPerson = {
      email: this.#email,
      firstName: this.shown('firstName'),
      lastName: this.shown('lastName'),
      phone: this.shown('phone').trim() || undefined,
      jobTitle: this.shown('jobTitle') || undefined,
    };
    return { contact, role: this.draft.role, orderId: this.#host.orderId || undefined };
  }
}
