import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { Pool } from 'pg';
import { startPostgres } from '../src/postgres-server.ts';
import { addManyPeople } from './many-people.ts';
import { serve } from './served.ts';

/** A file of the host's pages: its type by the name's ending, its text. */
export type HostFiles = Record<string, string>;

/** A host as an integrator has one: pages on an origin of its own, and a real Portico server on PostgreSQL on another. */
export interface Host {
  /** Of the pages. */
  origin: string;
  stop(): Promise<void>;
}

const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/**
 * Starts both.
 * @param clients - How many people have access to each client, by the client's id.
 * @param files - What the pages are made of, by path, once the origin of the Portico server is known.
 */
export async function startHost(
  clients: Record<string, number>,
  files: (porticoOrigin: string) => HostFiles,
): Promise<Host> {
  const postgres = await startPostgres();
  const pages = createServer().listen(0, '127.0.0.1');
  await once(pages, 'listening');
  const address = pages.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const origin = `http://127.0.0.1:${address.port}`;
  const served = await serve({
    DATABASE_URL: postgres.url,
    PORTICO_LOG_LEVEL: 'silent',
    PORTICO_ALLOWED_ORIGINS: origin,
  });
  const pool = new Pool({ connectionString: postgres.url, max: 1 });
  // The last one to close may still hear that the database stops.
  pool.on('error', () => {});
  for (const [id, count] of Object.entries(clients)) {
    await addManyPeople(statement => pool.query(statement), id, count);
  }
  await pool.end();
  // Compressed once, as a host's file server has them.
  const compressed = new Map(Object.entries(files(served.origin)).map(([path, text]) => [path, gzipSync(text)]));
  pages.on('request', async ({ method, url = '' }, response: ServerResponse) => {
    const { pathname } = new URL(url, origin);
    const file = compressed.get(pathname);
    if (method === 'POST' && pathname === '/portico-token') {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ token: await served.token() }));
    } else if (file) {
      const type = types[pathname.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      response.writeHead(200, {
        'content-type': `${type}; charset=utf-8`,
        'content-encoding': 'gzip',
        ...policy(served.origin),
      });
      response.end(file);
    } else {
      response.writeHead(404).end();
    }
  });
  return {
    origin,
    async stop() {
      pages.closeAllConnections();
      pages.close();
      await served.stop();
      await postgres.stop();
    },
  };
}

/** What `docs/recipes/csp.md` tells a host to send. */
function policy(porticoOrigin: string): Record<string, string> {
  return {
    'content-security-policy': `default-src 'self'; connect-src 'self' ${porticoOrigin}; require-trusted-types-for 'script'`,
  };
}
