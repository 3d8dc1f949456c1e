import { adminFolder, portalFolder } from '@portico/portal';
import { Hono } from 'hono';
import { builtPageApp } from './built-page.ts';

interface Pages {
  /** The portal's own name. */
  name: string;
  /** The folder of the client's built pages; those of `@portico/portal` unless told. */
  portalFolder?: string | undefined;
  /** The folder of the built admin pages; those of `@portico/portal` unless told. */
  adminFolder?: string | undefined;
}

/** The pages of clients and of staff, each under its own path. */
export function pagesApp({ name, ...folders }: Pages): Hono {
  const app = new Hono();
  // Before the pages, whose wildcards match these paths too.
  app.get('/portal', c => c.redirect('/portal/', 308));
  app.get('/admin', c => c.redirect('/admin/', 308));
  // Where password managers lead whoever wants another password: https://w3c.github.io/webappsec-change-password-url/
  app.get('/.well-known/change-password', c => c.redirect('/portal/forgot', 302));
  const portal = builtPageApp({
    folder: folders.portalFolder ?? portalFolder,
    file: 'index.html',
    paths: ['/', '/register', '/reset', '/sign-in', '/forgot'],
    name,
  });
  const admin = builtPageApp({
    folder: folders.adminFolder ?? adminFolder,
    file: 'admin.html',
    paths: ['/', '/sign-in', '/accounts/:id', '/contacts/:id'],
    name,
  });
  app.route('/portal/', portal);
  app.route('/admin/', admin);
  return app;
}
