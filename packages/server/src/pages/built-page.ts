import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { PorticoError } from '@portico/core';
import { namePortal } from '@portico/portal';
import { type Context, Hono } from 'hono';
import { pageHeaders } from '../http/security-headers.ts';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

interface BuiltPage {
  /** Where the page was built, with the files it loads. */
  folder: string;
  /** The file of the page itself. */
  file: string;
  /** The paths that it is the page of, below the one it is mounted at. */
  paths: readonly string[];
  /** The portal's own name. */
  name: string;
}

/** Serves a built page. Each path answers the same inert file: opening one changes nothing. */
export function builtPageApp({ folder, file, paths, name }: BuiltPage): Hono {
  const app = new Hono();
  let page: string | undefined;
  const servePage = (status: 200 | 404) => async (c: Context) => {
    page ??= namePortal(await readPage(join(folder, file)), name);
    return c.body(page, status, pageHeaders);
  };
  for (const path of paths) app.get(path, servePage(200));
  // Hashed names never change what they mean, so that a browser need not ask twice.
  app.get('/assets/:name', c => serveFile(c, join(folder, 'assets'), 'public, max-age=31536000, immutable'));
  app.get('/:name{.+\\..+}', c => serveFile(c, folder, 'no-cache'));
  // The page itself says that there is nothing at the address.
  app.get('/*', servePage(404));
  return app;
}

async function readPage(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new PorticoError('unavailable', { message: 'the portal is not built: run `pnpm build`', cause });
  }
}

async function serveFile(c: Context, folder: string, caching: string): Promise<Response> {
  const name = c.req.param('name') ?? '';
  const type = types[extname(name)];
  // A plain name cannot lead out of its folder.
  if (!type || !/^[\w-]+(\.[\w-]+)+$/.test(name)) throw new PorticoError('not-found');
  const file = await readFile(join(folder, name)).catch(cause => {
    throw new PorticoError('not-found', { message: 'there is no such file', cause });
  });
  return c.body(new Uint8Array(file), 200, { 'content-type': type, 'cache-control': caching });
}
