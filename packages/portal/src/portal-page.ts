import type { PorticoError } from '@portico/core';
import { LitElement, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import { failureOf } from './failure.ts';
import type { Portal } from './portal.ts';
import type { SessionChange } from './session-channel.ts';
import type { Visit } from './visit.ts';

/**
 * One page. It renders into light DOM: password managers and assistive technology see plain forms.
 * Whenever its heading changes, focus moves there, since what was focused is gone then.
 */
export abstract class PortalPage<App extends { readonly name: string } = Portal> extends LitElement {
  protected readonly portal: App;
  protected readonly visit: Visit;

  /** A request is under way that the person asked for. */
  @state() protected busy = false;

  /** Why the last request failed. */
  @state() protected failure: PorticoError | undefined;

  #shownHeading: string | undefined;

  constructor(portal: App, visit: Visit = {}) {
    super();
    this.portal = portal;
    this.visit = visit;
  }

  /** The page's title, and its `h1` unless that greets by name. */
  protected abstract heading(): string;

  focusHeading(options?: FocusOptions): void {
    this.querySelector('h1')?.focus(options);
  }

  /** Another tab of this browser has signed in or out. */
  sessionChanged(_change: SessionChange): void {}

  /** Does one thing at a time; what fails is on show, and returned. */
  protected async attempt(work: () => Promise<void>): Promise<PorticoError | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.failure = undefined;
    try {
      await work();
    } catch (thrown) {
      this.failure = failureOf(thrown);
    } finally {
      this.busy = false;
    }
    return this.failure;
  }

  /** Goes to a field once its error is rendered, so that both are read out. */
  protected async focusField(id: string): Promise<void> {
    await this.updateComplete;
    const field = this.querySelector<HTMLInputElement>(`#${id}`);
    field?.focus();
    field?.select();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(_changed: PropertyValues): void {
    const heading = this.heading();
    if (heading === this.#shownHeading) return;
    document.title = `${heading} · ${this.portal.name}`;
    if (this.#shownHeading !== undefined) this.focusHeading();
    this.#shownHeading = heading;
  }
}
