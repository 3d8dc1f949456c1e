import type { BackendAdapter, EventListener } from '@portico/core';
import type { ReactiveController } from 'lit';
import type { PorticoHost } from '../portico-host.ts';

type LiveEvent = Parameters<EventListener>[0];

/** How long events are gathered before a read, and how often a backend without events is asked, in milliseconds. */
const gather = 150;
const pollEvery = 30_000;

/** One subscription per adapter, whatever the number of widgets on the page. */
const hubs = new WeakMap<BackendAdapter, Hub>();

/** Re-reads a widget's data when something relevant has happened; the widget keeps showing what it has meanwhile. */
export class LiveEvents implements ReactiveController {
  #host: PorticoHost;
  #isRelevant: (event: LiveEvent) => boolean;
  #read: () => Promise<unknown>;
  #leave: (() => void) | undefined;
  #adapter: BackendAdapter | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reading = false;

  /** Calls `read` after an event for which `isRelevant` answers true; events that come close together make one read. */
  constructor(host: PorticoHost, isRelevant: (event: LiveEvent) => boolean, read: () => Promise<unknown>) {
    this.#host = host;
    this.#isRelevant = isRelevant;
    this.#read = read;
    host.addController(this);
  }

  hostUpdate() {
    const adapter = this.#host.isConnected ? this.#host.backend : undefined;
    if (adapter === this.#adapter) return;
    this.hostDisconnected();
    this.#adapter = adapter;
    if (adapter) this.#leave = hubOf(adapter).join(event => this.#isRelevant(event) && this.#schedule());
  }

  hostConnected() {
    this.#host.requestUpdate();
  }

  hostDisconnected() {
    this.#leave?.();
    this.#adapter = this.#leave = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule() {
    this.#timer ??= setTimeout(() => this.#refresh(), gather);
  }

  /** One read at a time: a steady flow of events must not keep every answer from arriving. */
  async #refresh() {
    this.#timer = undefined;
    if (this.#reading) return this.#schedule();
    this.#reading = true;
    await this.#read().catch(() => {});
    this.#reading = false;
  }
}

/** Lets the page's widgets read again after a write, where the backend does not tell of it by itself. */
export function changed(adapter: BackendAdapter | undefined): void {
  const hub = adapter && hubs.get(adapter);
  if (hub?.isPolling) hub.tell({ type: 'resync' });
}

function hubOf(adapter: BackendAdapter): Hub {
  const hub = hubs.get(adapter) ?? new Hub(adapter);
  hubs.set(adapter, hub);
  return hub;
}

class Hub {
  isPolling = false;
  #listeners = new Set<EventListener>();
  #stop: AbortController | undefined;

  #adapter: BackendAdapter;

  constructor(adapter: BackendAdapter) {
    this.#adapter = adapter;
  }

  join(listener: EventListener): () => void {
    this.#listeners.add(listener);
    if (!this.#stop) this.#follow(new AbortController());
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size) return;
      this.#stop?.abort();
      this.#stop = undefined;
    };
  }

  tell: EventListener = event => {
    for (const listener of this.#listeners) listener(event);
  };

  /** Live while the backend can; asking now and then, in a visible tab, where it cannot. */
  async #follow(stop: AbortController) {
    this.#stop = stop;
    const { signal } = stop;
    this.isPolling = false;
    addEventListener('online', () => this.tell({ type: 'resync' }), { signal });
    try {
      await this.#adapter.subscribe({}, event => signal.aborted || this.tell(event), { signal });
    } catch {
      // Absent, or ended for good: either way the widgets still follow, only slower.
    }
    if (signal.aborted) return;
    this.isPolling = true;
    const timer = setInterval(() => document.hidden || this.tell({ type: 'resync' }), pollEvery);
    signal.addEventListener('abort', () => clearInterval(timer));
  }
}
