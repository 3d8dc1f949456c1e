import { bundle } from '../../widgets/bundles/measure.ts';
import type { HostFiles } from './host.ts';

/** The module for a record page, as `pnpm build` makes it. */
export async function buildRecordPage(): Promise<string> {
  const [chunk] = await bundle("import './record-page.ts';");
  if (!chunk) throw new Error('nothing was built');
  return chunk.code;
}

/**
 * Pages of the host that load this module.
 * @param widgets - What stands in the provider, by the page's name.
 */
export function recordPages(recordPage: string, porticoOrigin: string, widgets: Record<string, string>): HostFiles {
  const pages = Object.entries(widgets).map(([name, html]) => [
    `/${name}.html`,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title>
      <script type="module" src="/record-page.js"></script>
      <body><h1>${name}</h1>
      <portico-provider base-url="${porticoOrigin}" token-url="/portico-token">${html}</portico-provider>`,
  ]);
  return { '/record-page.js': recordPage, ...Object.fromEntries(pages) };
}

export function dashboardAccess(accountId: string): string {
  return `<portico-dashboard-access account-id="${accountId}"></portico-dashboard-access>`;
}
