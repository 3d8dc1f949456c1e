import { Home, type OwnAccount } from '@portico/core';
import { Hono } from 'hono';
import { asset } from './asset.ts';
import { pageHeaders } from './page-headers.ts';
import { dashboardPage, deniedPage, overviewPage } from './pages/dashboard.ts';

/** The section of the portal that leads here, for Portico's configuration; its address names the account. */
export const dashboardsSection = { id: 'dashboards', name: 'Dashboards', url: '/dashboards/{account}' };

/** Dashboards that a visitor may open, under the address that Portico gave them. */
export interface OpenDashboards {
  path: string;
  account: OwnAccount;
}

const inPublic = (name: string) => new URL(`../public/${name}`, import.meta.url);
const theme = asset('/dashboards/theme.css', inPublic('theme.css'));
const charts = asset('/dashboards/dashboards.css', inPublic('dashboards.css'));
const icon = asset('/dashboards/icon.svg', inPublic('icon.svg'));

/**
 * What the portal's section opens: made-up dashboards of an account, for whoever Portico says may see them now. Each
 * request asks anew, so that access that was taken away is gone with the next click.
 * @param porticoUrl - The origin of the Portico server, which is this site's own: its session cookie comes with each request.
 */
export function createDashboards({ porticoUrl }: { porticoUrl: string }): Hono {
  const app = new Hono();
  for (const { path, handler } of [theme, charts, icon]) app.get(path, handler);
  app.use(pageHeaders());

  app.get('/dashboards', c => c.redirect('/dashboards/', 301));
  app.on('GET', ['/dashboards/', '/dashboards/:account'], async c => {
    const files = { styles: [theme.href(), charts.href()], icon: icon.href() };
    const open = await openDashboards(porticoUrl, c.req.header('cookie') ?? '');
    if (!open) return c.redirect('/portal/sign-in', 303);
    const { pathname } = new URL(c.req.url);
    const chosen = open.find(({ path }) => path === pathname);
    c.header('cache-control', 'no-store');
    if (chosen) return c.html(dashboardPage(files, chosen.account));
    if (pathname === '/dashboards/' && open.length > 0) return c.html(overviewPage(files, open));
    return c.html(deniedPage(files), 403);
  });
  return app;
}

/** What the visitor may open, nothing where Portico does not answer; undefined where nobody is signed in. */
async function openDashboards(porticoUrl: string, cookie: string): Promise<OpenDashboards[] | undefined> {
  const answer = await fetch(`${porticoUrl}/v1/session/home`, { headers: { cookie } }).catch(() => undefined);
  if (answer?.status === 401) return undefined;
  const home = answer?.ok ? Home.safeParse(await answer.json()) : undefined;
  return (home?.data?.accounts ?? []).flatMap(account => {
    const section = account.sections.find(({ id }) => id === dashboardsSection.id);
    return section ? { path: new URL(section.url, porticoUrl).pathname, account } : [];
  });
}
