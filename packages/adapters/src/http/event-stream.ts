import { type BackendAdapter, type EventListener, isPorticoError, PorticoEvent } from '@portico/core';
import { readServerSentEvents } from './server-sent-events.ts';
import { isVisible, waitUntilVisible, whileVisible } from './visibility.ts';

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
      // An event of a type that this version does not know still says that something has changed.
      onEvent(event.success ? event.data : { type: 'resync' });
    }
  };

  const run = async (signal: AbortSignal) => {
    const shared = `portico-events ${name} ${identityOf(await token('initial'))}`;
    const channel = globalThis.BroadcastChannel && new BroadcastChannel(shared);
    if (channel) channel.onmessage = ({ data }) => deliver(data);
    const onEvent: EventListener = event => {
      deliver(event);
      channel?.postMessage(event);
    };
    try {
      await forever(
        signal,
        async hidden => {
          const locks = globalThis.navigator?.locks;
          if (!locks) return read(onEvent, hidden, last);
          await locks.request(shared, { signal: hidden }, () => forever(hidden, inner => read(onEvent, inner, last)));
        },
        () => deliver({ type: 'resync' }),
      );
    } finally {
      channel?.close();
    }
  };

  const start = () => {
    const stop = new AbortController();
    return { stop, promise: run(stop.signal) };
  };

  return async (query, onEvent, { signal }) => {
    if (query.after !== undefined || query.since !== undefined) {
      let after = query.after;
      const follow: EventListener = event => {
        if ('id' in event) after = event.id;
        onEvent(event);
      };
      return forever(signal, inner => read(follow, inner, after, query.since));
    }
    if (signal.aborted) return;
    listeners.add(onEvent);
    running ??= start();
    const { promise, stop } = running;
    try {
      await Promise.race([promise, aborted(signal)]);
    } finally {
      listeners.delete(onEvent);
      if (listeners.size === 0 && running?.stop === stop) {
        running = undefined;
        stop.abort();
      }
    }
  };
}

/** Repeats a piece of work until aborted, with growing pauses after failures, and only while the page is visible. */
async function forever(
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
  onReturn?: () => void,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    if (!isVisible()) {
      await waitUntilVisible(signal);
      if (!signal.aborted) onReturn?.();
    }
    const startedAt = performance.now();
    try {
      await whileVisible(signal, work);
    } catch (error) {
      if (isFinal(error)) throw error;
    }
    failures = performance.now() - startedAt > 10_000 ? 0 : failures + 1;
    if (!signal.aborted && isVisible())
      await pause(Math.min(30_000, 500 * 2 ** failures) * (0.5 + Math.random() / 2), signal);
  }
}

function isFinal(error: unknown): boolean {
  return isPorticoError(error) && ['unauthenticated', 'forbidden', 'not-found', 'unsupported'].includes(error.code);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
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
