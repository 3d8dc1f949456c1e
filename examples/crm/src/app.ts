import { isPorticoError, PorticoError, writeProblem } from '@portico/core';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { adoptContact, isPorticoId } from './adopt.ts';
import { assets, files } from './files.ts';
import { pageHeaders } from './page-headers.ts';
import { accountPage } from './pages/account.ts';
import { contactPage } from './pages/contact.ts';
import { homePage, messagePage, searchPage } from './pages/home.ts';
import { type Html, layout, type Surroundings } from './pages/layout.ts';
import { orderPage } from './pages/order.ts';
import { startPage } from './pages/start.ts';
import type { Portico } from './portico.ts';
import { type RecordView, search, viewFor } from './record-view.ts';
import { fullName, type StaffMember } from './records.ts';
import { sameOriginOnly } from './same-origin.ts';
import type { Store } from './store.ts';

export interface CrmOptions {
  /** The origin under which staff reach the CRM. */
  origin: string;
  /** The origin of the Portico server, for the browser. */
  porticoUrl: string;
  portico: Portico;
  store: Store;
  /** Told of what went wrong unexpectedly. */
  onFailure?: (error: unknown) => void;
}

type Variables = { Variables: { staff: StaffMember; view: RecordView } };

/** The CRM: its pages, and the two answers its pages' scripts ask for. */
export function createCrm({ origin, porticoUrl, portico, store, onFailure }: CrmOptions): Hono<Variables> {
  const app = new Hono<Variables>();
  const ownPagesOnly = sameOriginOnly(origin);

  for (const { path, handler } of assets) app.get(path, handler);

  app.use(bodyLimit({ maxSize: 16 * 1024 }));
  app.use(pageHeaders({ connect: [porticoUrl] }));
  app.use(async (c, next) => {
    const staff = staffMember(store, getCookie(c, 'crm_staff'));
    c.set('staff', staff);
    c.set('view', viewFor(store.data, staff));
    await next();
  });

  app.get('/', c => c.html(startPage(around(c), c.get('view').orders[0])));
  app.get('/crm', c => c.redirect('/crm/', 301));
  app.get('/crm/', c => show(c, 'Home', homePage(c.get('view'))));

  app.get('/crm/orders/:id', c => {
    const view = c.get('view');
    const order = view.order(c.req.param('id'));
    const account = order && view.account(order.accountId);
    if (!account) return missing(c);
    return show(c, `Order ${order.number}`, orderPage(around(c), { view, order, account, tab: c.req.query('tab') }));
  });

  app.get('/crm/accounts/:id', c => {
    const view = c.get('view');
    const account = view.account(c.req.param('id'));
    if (!account) return missing(c);
    return show(c, account.name, accountPage(around(c), { view, account, tab: c.req.query('tab') }));
  });

  app.get('/crm/contacts/:id', async c => {
    const view = c.get('view');
    const id = c.req.param('id');
    if (isPorticoId(id)) {
      const adopted = await adoptContact({ store, portico }, c.get('staff'), id);
      return adopted ? c.redirect(`/crm/contacts/${adopted.id}`) : missing(c);
    }
    const contact = view.contact(id);
    const account = contact && view.account(contact.accountId);
    if (!account) return missing(c);
    return show(c, fullName(contact), contactPage(around(c), { view, contact, account, tab: c.req.query('tab') }));
  });

  app.get('/crm/search', c => {
    const view = c.get('view');
    const query = c.req.query('q') ?? '';
    const found = search(view, query);
    if (found.exact) return c.redirect(`/crm/contacts/${found.exact.id}`);
    return show(c, 'Search', searchPage(view, query, found), { search: query });
  });

  app.post('/crm/staff', ownPagesOnly, async c => {
    const { staff, returnTo } = await c.req.parseBody();
    const chosen = staffMember(store, String(staff));
    setCookie(c, 'crm_staff', chosen.id, { path: '/', httpOnly: true, sameSite: 'Lax' });
    const target = String(returnTo);
    return c.redirect(/^\/crm\/[\w/-]*$/.test(target) ? target : '/crm/', 303);
  });

  // Called by the page's script when a widget has created a person the CRM has no record of.
  app.post('/crm/contacts/adopt', ownPagesOnly, async c => {
    const body: unknown = await c.req.json().catch(() => undefined);
    const id = body && typeof body === 'object' && 'contactId' in body ? body.contactId : undefined;
    if (typeof id !== 'string' || !isPorticoId(id)) throw new PorticoError('invalid-request');
    const contact = await adoptContact({ store, portico }, c.get('staff'), id);
    if (!contact) throw new PorticoError('not-found');
    return c.json({ id: contact.id });
  });

  // Called by Portico's provider. The API key stays here; what the browser gets is short-lived and one person's own.
  app.post('/portico-token', ownPagesOnly, async c => {
    const token = await portico.createToken(c.get('staff'));
    return c.json(token, 200, { 'cache-control': 'no-store' });
  });

  app.get('/portal/*', c => c.redirect(porticoUrl + c.req.path));
  app.get('/mailbox/*', c => c.redirect(porticoUrl + c.req.path));

  app.notFound(missing);
  app.onError((error, c) => {
    if (!isPorticoError(error)) onFailure?.(error);
    const problem = writeProblem(isPorticoError(error) ? error : new PorticoError('server-error', { cause: error }));
    const status = problem.status as ContentfulStatusCode;
    if (c.req.method !== 'GET') return c.json(problem, status, { 'content-type': 'application/problem+json' });
    const text = 'The page could not be shown. Nothing was lost: try again in a moment.';
    return show(c, 'Something went wrong', messagePage('Something went wrong', text), { status });
  });

  function around(c: Context<Variables>): Surroundings {
    return {
      staff: c.get('staff'),
      everyone: store.data.staff,
      path: c.req.path,
      porticoUrl,
      files: files(),
    };
  }

  function show(
    c: Context<Variables>,
    title: string,
    main: Html,
    more: { search?: string; status?: ContentfulStatusCode } = {},
  ) {
    const page = layout(around(c), { title, main, ...(more.search ? { search: more.search } : {}) });
    return c.html(page, more.status ?? 200, { 'cache-control': 'no-store' });
  }

  function missing(c: Context<Variables>) {
    const text = 'There is no such record, or it is not among those you may see.';
    return show(c, 'Not found', messagePage('Nothing to see here', text), { status: 404 });
  }

  return app;
}

/** A demo has no sign-in: whoever the cookie names, else the first one. */
function staffMember(store: Store, id: string | undefined): StaffMember {
  const staff = store.data.staff.find(person => person.id === id) ?? store.data.staff[0];
  if (!staff) throw new Error('the CRM has no staff');
  return staff;
}
