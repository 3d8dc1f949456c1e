import type { PorticoError } from '@portico/core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { failureOf } from '../failure.ts';

/**
 * What a page reads: when it opens, when it is seen again, and when it is asked to. A late answer loses against a newer
 * one.
 */
export class Reading<T> implements ReactiveController {
  /** What was read last. */
  value: T | undefined;
  /** Why there is nothing to show. */
  failure: PorticoError | undefined;
  /** What the person is waiting for is on its way. */
  isBusy = false;
  #host: ReactiveControllerHost;
  #work: (signal: AbortSignal) => Promise<T>;
  #running: AbortController | undefined;

  /** @param value - What was read before, to begin with. */
  constructor(host: ReactiveControllerHost, work: (signal: AbortSignal) => Promise<T>, value?: T) {
    this.#host = host;
    this.#work = work;
    this.value = value;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#onVisible);
    void (this.value === undefined ? this.read() : this.refresh());
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisible);
    this.#running?.abort();
  }

  /** Reads what the person asked for; what fails is on show. */
  async read(): Promise<void> {
    this.isBusy = true;
    await this.#run(() => true);
  }

  /** Reads again unasked: what is on show stays there, unless it may not be seen any more. */
  async refresh(): Promise<void> {
    await this.#run(({ code }) => this.value === undefined || code === 'forbidden' || code === 'not-found');
  }

  #onVisible = (): void => {
    if (document.visibilityState === 'visible' && !this.isBusy) void this.refresh();
  };

  async #run(isShown: (failure: PorticoError) => boolean): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#host.requestUpdate();
    try {
      const value = await this.#work(running.signal);
      if (running.signal.aborted) return;
      this.value = value;
      this.failure = undefined;
    } catch (thrown) {
      if (running.signal.aborted) return;
      const failure = failureOf(thrown);
      if (isShown(failure)) {
        this.value = undefined;
        this.failure = failure;
      }
    }
    this.isBusy = false;
    this.#host.requestUpdate();
  }
}
