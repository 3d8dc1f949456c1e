import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

// Shows the built site on this machine alone.

const root = resolve(import.meta.dirname, '.vitepress/dist');
const port = Number(process.env.PORT ?? 4480);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('PORT must be a number from 0 to 65535; with 0, any free port is taken.');
  process.exit(1);
}

const app = new Hono()
  .use(serveStatic({ root }))
  // Addresses are without the ending that the files have.
  .use(serveStatic({ root, rewriteRequestPath: path => `${path}.html` }))
  .notFound(async context => context.html(await readFile(`${root}/404.html`, 'utf8'), 404));

serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, address => {
  console.log(`\n  The documentation is at http://127.0.0.1:${address.port}/\n\n  Stop it with Ctrl+C.\n`);
});
