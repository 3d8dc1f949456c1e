import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext } from 'playwright-core';

/** Portico's widgets for record pages, as the package ships them. */
export const recordPageBundle = readFileSync(
  createRequire(import.meta.url).resolve('../../widgets/dist/record-page.js'),
  'utf8',
);

const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/**
 * Puts pages of a test's own beside those of the demo's CRM, under `/host/`: what a host's pages may be like, with the
 * CRM's token endpoint and the Portico server as real as ever. A page's address may have any query.
 * @param files - By name, as in `index.html`.
 */
export async function serveHostPages(
  context: BrowserContext,
  origin: string,
  files: Record<string, string>,
): Promise<void> {
  // A browser does not know the address of what it was handed this way, and asks before such a page may call this machine.
  await context.grantPermissions(['local-network-access']);
  await context.route(`${origin}/host/**`, route => {
    const name = new URL(route.request().url()).pathname.slice('/host/'.length);
    const body = files[name];
    if (body === undefined) return route.fulfill({ status: 404 });
    return route.fulfill({ body, contentType: `${types[name.split('.').at(-1) ?? '']}; charset=utf-8` });
  });
}

/** A page that holds `body`, with the provider that its widgets stand in. */
export function hostPage(
  demo: { portico: string },
  { scripts = [], styles = [], body }: { scripts?: string[]; styles?: string[]; body: string },
): string {
  return `<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <title>A host’s page</title>
        ${styles.map(href => `<link rel="stylesheet" href="${href}">`).join('')}
        ${scripts.map(src => `<script type="module" src="${src}"></script>`).join('')}
      </head>
      <body><portico-provider base-url="${demo.portico}" token-url="/portico-token">${body}</portico-provider></body>
    </html>`;
}
