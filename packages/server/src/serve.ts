import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { errorDetails, type Log, silent } from './log.ts';
import type { PorticoServer } from './start.ts';

export interface ServeOptions {
  /** The port to listen on; 0 takes a free one. */
  port: number;
  /** The address to listen on. */
  host: string;
  /** Milliseconds after which a stop is over, whatever is still open; 9.5 s unless told. */
  longestStop?: number | undefined;
}

/** A server that listens. */
export interface Serving {
  /** The port it listens on. */
  port: number;
  /** Takes nothing more, answers what it has taken, and ends within ten seconds; false where something had to be cut off. */
  stop(): Promise<boolean>;
}

/** Longer than the minute for which load balancers keep a connection, lest they use one that is just being closed. */
const keepAlive = 65_000;

/** What a load balancer asks; old ones speak HTTP/1.0 and name no host, without which everything else is refused. */
const probes = /^\/(healthz|readyz)$/;

/** Serves over HTTP. Rejects where it cannot listen. */
export async function serve(
  server: Pick<PorticoServer, 'fetch' | 'stop'>,
  { port, host, longestStop = 9500 }: ServeOptions,
): Promise<Serving> {
  const listener = createAdaptorServer({ fetch: server.fetch }) as Server;
  listener.keepAliveTimeout = keepAlive;
  listener.prependListener('request', request => {
    if (probes.test(request.url ?? '')) request.headers.host ||= 'localhost';
  });
  listener.listen(port, host);
  await once(listener, 'listening');
  let stopped: Promise<boolean> | undefined;
  return {
    port: (listener.address() as AddressInfo).port,
    stop() {
      stopped ??= drain(listener, server, longestStop);
      return stopped;
    },
  };
}

/**
 * Connections that wait for an answer get it; whoever asks again over one is refused, and told that it is closed. False
 * where that took too long.
 */
async function drain(listener: Server, server: Pick<PorticoServer, 'stop'>, longestStop: number): Promise<boolean> {
  const isClosed = once(listener, 'close');
  listener.close();
  const isOver = server.stop().then(() => {
    listener.closeIdleConnections();
    return isClosed.then(() => true);
  });
  try {
    // Whatever runs a process kills it when it takes longer than ten seconds.
    return await Promise.race([isOver, setTimeout(longestStop, false, { ref: false })]);
  } finally {
    listener.closeAllConnections();
  }
}

/** Ctrl+C reaches npm and the server, and npm passes it on: within these milliseconds it is one signal. */
const sameSignal = 500;

/** Serves until SIGTERM or SIGINT, then ends in good order. A second signal ends the process at once. */
export async function untilSignalled(serving: Serving, log: Log = silent): Promise<void> {
  // Node would print the error itself, whose message may name somebody.
  process.once('uncaughtException', error => {
    log({ level: 'error', event: 'crash', ...errorDetails(error) });
    process.exit(1);
  });
  const first = await firstSignal(second => {
    tell(log, second, false);
    process.exit(1);
  });
  let isClean = false;
  try {
    isClean = await serving.stop();
  } finally {
    tell(log, first, isClean);
  }
}

interface Signalled {
  signal: NodeJS.Signals;
  /** When the first one came. */
  at: number;
}

/** Resolves with the first signal. */
function firstSignal(onSecond: (second: Signalled) => void): Promise<Signalled> {
  return new Promise(resolve => {
    let at: number | undefined;
    const onSignal = (signal: NodeJS.Signals) => {
      at ??= performance.now();
      if (performance.now() - at > sameSignal) onSecond({ signal, at });
      resolve({ signal, at });
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}

/** Tells why a server stops, how long that took, and whether nothing was cut off. */
function tell(log: Log, { signal, at }: Signalled, isClean: boolean): void {
  const ms = Math.round(performance.now() - at);
  log({ level: isClean ? 'info' : 'warn', event: 'stopped', signal, ms, isClean });
}
