import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Handler } from 'hono';

/** A file that browsers keep for as long as it stays the same. */
export interface Asset {
  path: string;
  /** Its path with a mark of its content, so that a changed file has another address. */
  href(): string;
  handler: Handler;
}

const types = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' };

/** Serves a file: for ever where the address names its content, else for as long as its ETag is the same. */
export function asset(path: `/${string}.${keyof typeof types}`, file: URL): Asset {
  let cached: { body: string; hash: string; modified: number } | undefined;
  function load() {
    if (!existsSync(file)) return undefined;
    const modified = statSync(file).mtimeMs;
    if (cached?.modified === modified) return cached;
    const body = readFileSync(file, 'utf8');
    const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16);
    cached = { body, hash, modified };
    return cached;
  }
  const type = types[path.slice(path.lastIndexOf('.') + 1) as keyof typeof types];

  return {
    path,
    href() {
      const loaded = load();
      return loaded ? `${path}?v=${loaded.hash}` : path;
    },
    handler(c) {
      const loaded = load();
      if (!loaded) return c.text('This file has not been built.', 404);
      const isNamed = c.req.query('v') === loaded.hash;
      const etag = `"${loaded.hash}"`;
      const headers = {
        etag,
        'cache-control': isNamed ? 'public, max-age=31536000, immutable' : 'no-cache',
        'x-content-type-options': 'nosniff',
      };
      if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
      return c.body(loaded.body, 200, { ...headers, 'content-type': `${type}; charset=utf-8` });
    },
  };
}
