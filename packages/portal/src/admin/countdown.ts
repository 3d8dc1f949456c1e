import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Seconds that run down while the page is on show. */
export class Countdown implements ReactiveController {
  #host: ReactiveControllerHost;
  #end = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Whole seconds to go; by the clock, since a timer sleeps when the tab does. */
  get left(): number {
    return Math.max(0, Math.ceil((this.#end - performance.now()) / 1000));
  }

  start(seconds: number): void {
    this.#end = performance.now() + seconds * 1000;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), 250);
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    if (this.left === 0) clearInterval(this.#timer);
    this.#host.requestUpdate();
  }
}
