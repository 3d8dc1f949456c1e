import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { isPorticoError, PorticoError, type Token, writeProblem } from '@portico/core';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { etag } from 'hono/etag';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { createCustomerFile } from './customer-file.ts';
import { contactPage } from './pages/contact.ts';
import { customerPage } from './pages/customer.ts';
import { customersPage } from './pages/customers.ts';
import { type Html, layout, messagePage } from './pages/layout.ts';
import { type Customer, fullName, type Records } from './records.ts';
import { widgetsFile, widgetsIntegrity } from './widgets-script.ts';

export type { Contact, Customer, Records } from './records.ts';

export interface AdminOptions {
  /** The origin of the panel itself, such as `https://panel.example.com`. */
  origin: string;
  /** The origin of the Portico server, for the browser. */
  porticoUrl: string;
  /** The name of the member of staff who is signed in. */
  staffName: string;
  /** A short token by which the widgets act for them. */
  createToken(): Promise<Token>;
  records: Records;
  /** Told of failures that nobody expected. */
  onFailure?: (error: unknown) => void;
}

const publicFolder = fileURLToPath(new URL('../public/', import.meta.url));

/** An old admin panel under `/old-admin/`. Of Portico it knows one script, some tags and an endpoint for tokens. */
export function createAdmin({ origin, porticoUrl, staffName, createToken, records, onFailure }: AdminOptions): Hono {
  const app = new Hono();
  const file = createCustomerFile();
  const customers = () => records.customers().map(file.current);

  app.use(secureHeaders({ strictTransportSecurity: false, contentSecurityPolicy: policy(porticoUrl) }));
  app.use('/old-admin/static/*', etag());
  app.get('/old-admin/static/record-page.js', serveStatic({ path: widgetsFile }));
  app.get(
    '/old-admin/static/*',
    serveStatic({ root: publicFolder, rewriteRequestPath: path => path.slice('/old-admin/static'.length) }),
  );

  app.use(bodyLimit({ maxSize: 16 * 1024 }), csrf());

  app.get('/old-admin', c => c.redirect('/old-admin/', 301));
  app.get('/old-admin/', c => {
    const search = c.req.query('q') ?? '';
    return show(c, 'Customers', customersPage({ customers: customers(), contacts: records.contacts(), search }));
  });

  app.get('/old-admin/customers/:id', c => {
    const customer = find(c.req.param('id'));
    if (!customer) return missing(c);
    const contacts = records.contacts().filter(({ accountId }) => accountId === customer.id);
    const { tab, saved } = c.req.query();
    const notes = file.notes(customer.id);
    return show(c, customer.name, customerPage({ customer, contacts, notes, tab, isSaved: saved !== undefined }));
  });

  app.post('/old-admin/customers/:id', async c => {
    const customer = find(c.req.param('id'));
    if (!customer) return missing(c);
    const { phone, city } = await c.req.parseBody();
    file.change(customer.id, { phone: String(phone ?? ''), city: String(city ?? '') });
    return c.redirect(`/old-admin/customers/${customer.id}?tab=details&saved`, 303);
  });

  app.post('/old-admin/customers/:id/notes', async c => {
    const customer = find(c.req.param('id'));
    if (!customer) return missing(c);
    const { text } = await c.req.parseBody();
    if (String(text ?? '').trim() !== '') file.addNote(customer.id, String(text));
    return c.redirect(`/old-admin/customers/${customer.id}?tab=notes`, 303);
  });

  app.get('/old-admin/contacts/:id', async c => {
    const id = c.req.param('id');
    const contact = await records.findContact(id);
    const customer = contact && find(contact.accountId);
    if (!customer) return missing(c);
    if (id.startsWith('portico:')) return c.redirect(`/old-admin/contacts/${contact.id}`);
    return show(c, fullName(contact), contactPage(contact, customer));
  });

  // Called by Portico's provider. Whoever may open these pages may have a token; a browser says which page asks.
  app.post('/old-admin/token', async c => {
    if (c.req.header('origin') !== origin) throw new PorticoError('forbidden');
    return c.json(await createToken(), 200, { 'cache-control': 'no-store' });
  });

  app.notFound(missing);
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (!isPorticoError(error)) onFailure?.(error);
    if (c.req.method === 'GET') {
      return show(c, 'Not available', messagePage('This page cannot be shown now', 'Try again in a moment.'), 503);
    }
    const problem = writeProblem(isPorticoError(error) ? error : new PorticoError('server-error', { cause: error }));
    return c.json(problem, problem.status as ContentfulStatusCode, { 'content-type': 'application/problem+json' });
  });

  function find(id: string): Customer | undefined {
    return customers().find(customer => customer.id === id);
  }

  function show(c: Context, title: string, content: Html, status: ContentfulStatusCode = 200) {
    const page = layout({ title, content, staffName, porticoUrl, integrity: widgetsIntegrity });
    return c.html(page, status, { 'cache-control': 'no-store' });
  }

  function missing(c: Context) {
    return show(c, 'Not found', messagePage('Record not found', 'There is no record under this address.'), 404);
  }

  return app;
}

/** Scripts and styles only from files of this origin; calls only here and to Portico. */
function policy(porticoUrl: string) {
  return {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    connectSrc: ["'self'", porticoUrl],
    requireTrustedTypesFor: ["'script'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    objectSrc: ["'none'"],
  };
}
