import { once } from 'node:events';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { ConnectionBindings } from '@portico/server';

/** Answers one request; the bindings tell who is connected. */
export type Answer = (request: Request, bindings: ConnectionBindings) => Response | Promise<Response>;

/** Somebody listens on the port already. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse';
}

/**
 * Listens on this machine only; answers how to stop. Browsers try the IPv6 address of `localhost` first, so where there
 * is one it is taken too, lest another program answers there.
 * @throws {PortInUse}
 */
export async function listen(port: number, answer: Answer): Promise<() => Promise<void>> {
  const open: Server[] = [];
  const stop = async () => {
    const closed = open.map(server => once(server, 'close'));
    for (const server of open) server.close().closeAllConnections();
    await Promise.all(closed);
  };
  for (const host of ['127.0.0.1', '::1']) {
    const server = createAdaptorServer({ fetch: answer }) as Server;
    try {
      server.listen(port, host);
      await once(server, 'listening');
      open.push(server);
    } catch (cause) {
      if (host === '::1' && /EADDRNOTAVAIL|EAFNOSUPPORT|EINVAL/.test(codeOf(cause))) continue;
      await stop();
      if (codeOf(cause) === 'EADDRINUSE') throw new PortInUse(`Port ${port} is in use.`, { cause });
      throw cause;
    }
  }
  return stop;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
