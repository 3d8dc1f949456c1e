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
  /** Takes nothing more, answers what it has taken, and ends within ten seconds. */
  stop(): Promise<void>;
}

/** Longer than the minute for which load balancers keep a connection, lest they use one that is just being closed. */
const keepAlive = 65_000;

/** Serves over HTTP. Rejects where it cannot listen. */
export async function serve(
  server: Pick<PorticoServer, 'fetch' | 'stop'>,
  { port, host, longestStop = 9500 }: ServeOptions,
): Promise<Serving> {
  const listener = createAdaptorServer({ fetch: server.fetch }) as Server;
  listener.keepAliveTimeout = keepAlive;
  listener.listen(port, host);
  await once(listener, 'listening');
  let stopped: Promise<void> | undefined;
  return {
    port: (listener.address() as AddressInfo).port,
    stop() {
      stopped ??= drain(listener, server, longestStop);
      return stopped;
    },
  };
}

/** Connections that wait for an answer get it; whoever asks again over one is refused, and told that it is closed. */
async function drain(listener: Server, server: Pick<PorticoServer, 'stop'>, longestStop: number): Promise<void> {
  const isClosed = once(listener, 'close');
  listener.close();
  const isOver = server.stop().then(() => {
    listener.closeIdleConnections();
    return isClosed;
  });
  try {
    // Whatever runs a process kills it when it takes longer than ten seconds.
    await Promise.race([isOver, setTimeout(longestStop, undefined, { ref: false })]);
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
  await firstSignal();
  await serving.stop();
}

function firstSignal(): Promise<void> {
  return new Promise(resolve => {
    let first: number | undefined;
    const onSignal = () => {
      first ??= performance.now();
      if (performance.now() - first > sameSignal) process.exit(1);
      resolve();
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}
