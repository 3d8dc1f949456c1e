import { type BackendAdapter, type EventListener, PorticoEvent } from '@portico/core';
import { readServerSentEvents } from './server-sent-events.ts';
import { keepDoing } from './while-visible.ts';

interface Options {
  open: (path: string, search: URLSearchParams, signal: AbortSignal) => Promise<Response>;
  token: (reason: 'initial') => Promise<string>;
  /** Tabs share a stream by this name and the caller's identity. */
  name: string;
}

/**
 * Live events of one adapter. A browser blocks at its sixth connection to a host over HTTP/1.1, so all tabs of one
 * identity share one stream: the tab that holds a lock reads it and passes the events on; hidden tabs hold none.
 */
export function createEventStream({ open, token, name }: Options): BackendAdapter['subscribe'] {
  const startedAt = performance.now();
  const listeners = new Set<EventListener>();
  let last: string | undefined;
  let running: { promise: Promise<void>; stop: AbortController } | undefined;

  const deliver: EventListener = event => {
    if ('id' in event) last = event.id;
    for (const listener of listeners) listener(event);
  };

  /** Reads one connection to its end, from where the last one ended, or from when this page began to read. */
  const read = async (onEvent: EventListener, signal: AbortSignal, after: string | undefined, since?: number) => {
    const age = since ?? Math.min(300, Math.ceil((performance.now() - startedAt) / 1000) + 2);
    const search = new URLSearchParams(after === undefined ? { since: String(age) } : { after });
    const response = await open('events', search, signal);
    for await (const data of readServerSentEvents(response)) {
      const event = PorticoEvent.safeParse(JSON.parse(data));
      // What is no event that can be read still says that something has changed.
      onEvent(event.success ? event.data : { type: 'resync' });
    }
  };

  /** While this page is visible: reads the stream where no other tab does, and hears the tab that does. */
  const share = async (visible: AbortSignal) => {
    // What the page shows first does not wait for this, nor this for a page that never rests.
    await new Promise(done => globalThis.requestIdleCallback?.(done, { timeout: 1000 }) ?? setTimeout(done));
    const shared = `portico-events ${name} ${identityOf(await token('initial'))}`;
    const channel = new BroadcastChannel(shared);
    channel.onmessage = ({ data }) => deliver(data);
    const onEvent: EventListener = event => {
      deliver(event);
      channel.postMessage(event);
    };
    const readOn = () => keepDoing(visible, inner => read(onEvent, inner, last));
    try {
      // Absent where a page is not secure.
      const locks: LockManager | undefined = navigator.locks;
      await (locks ? locks.request(shared, { signal: visible }, readOn) : readOn());
    } finally {
      channel.close();
    }
  };

  const start = () => {
    const stop = new AbortController();
    return { stop, promise: keepDoing(stop.signal, share, () => deliver({ type: 'resync' })) };
  };

  return async (query, onEvent, { signal }) => {
    if (query.after !== undefined || query.since !== undefined) {
      let after = query.after;
      const follow: EventListener = event => {
        if ('id' in event) after = event.id;
        onEvent(event);
      };
      return keepDoing(signal, inner => read(follow, inner, after, query.since));
    }
    if (signal.aborted) return;
    listeners.add(onEvent);
    running ??= start();
    const { promise, stop } = running;
    try {
      await new Promise<void>((resolve, reject) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
        promise.then(resolve, reject);
      });
    } finally {
      listeners.delete(onEvent);
      if (listeners.size === 0 && running?.stop === stop) {
        running = undefined;
        stop.abort();
      }
    }
  };
}

/** Who a token speaks for, whenever it was issued: its claims without times. A token of another form is its own identity. */
function identityOf(token: string): string {
  try {
    const { iat, exp, nbf, jti, ...claims } = JSON.parse(
      atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/')),
    );
    return JSON.stringify(claims);
  } catch {
    return token;
  }
}
