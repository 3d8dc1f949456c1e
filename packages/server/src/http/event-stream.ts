import type { BackendAdapter, EventsQuery } from '@portico/core';

export interface EventStreamOptions {
  subscribe: BackendAdapter['subscribe'];
  query: EventsQuery;
  /** Ends the stream: the caller has gone, the token has expired, or the server stops. */
  signal: AbortSignal;
  /** Milliseconds between comments that keep proxies from closing a silent stream; 20 s unless told. */
  heartbeat?: number | undefined;
  /** Called when the stream is open; what it answers is called when the stream has ended. */
  begin?: (() => () => void) | undefined;
}

/** How long a browser waits before it comes back, in milliseconds. */
const retry = 2000;

/** Chunks that may wait for a slow reader; it is cut off beyond that, and resumes by the last id it has read. */
const maxWaiting = 1000;

/** A subscription as server-sent events. */
export function eventStream({ subscribe, query, signal, heartbeat = 20_000, begin }: EventStreamOptions): Response {
  const gone = new AbortController();
  const ended = AbortSignal.any([signal, gone.signal]);
  const encoder = new TextEncoder();

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => {
          if (ended.aborted) return;
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) < 0) gone.abort();
        };
        const beat = setInterval(() => send(': still here\n\n'), heartbeat);
        // The connection keeps the process alive as long as it is open.
        beat.unref();
        const end = begin?.();
        const close = () => {
          clearInterval(beat);
          end?.();
          // A reader that has cancelled has closed the stream already.
          try {
            controller.close();
          } catch {}
        };
        // A signal that was aborted before tells nobody again.
        if (ended.aborted) return close();
        ended.addEventListener('abort', close, { once: true });
        send(`retry: ${retry}\n\n`);
        const onEvent: Parameters<typeof subscribe>[1] = event =>
          send(`${'id' in event ? `id: ${event.id}\n` : ''}data: ${JSON.stringify(event)}\n\n`);
        // Where a subscription cannot go on, the reader is let go and asks again.
        subscribe(query, onEvent, { signal: ended }).then(
          () => gone.abort(),
          () => gone.abort(),
        );
      },
      cancel: () => gone.abort(),
    },
    { highWaterMark: maxWaiting },
  );
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  });
}
