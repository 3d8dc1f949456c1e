import { html } from 'hono/html';

/** A piece of a page; whatever is put into one as a string is escaped. */
export type Html = ReturnType<typeof html>;

interface Page {
  title: string;
  content: Html;
  staffName: string;
  porticoUrl: string;
  /** The hash of Portico's script. */
  integrity: string;
}

/** A page of the panel. The script of Portico's widgets is one line; the provider spans whatever holds a widget. */
export function layout({ title, content, staffName, porticoUrl, integrity }: Page): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} - Back Office</title>
    <link rel="stylesheet" href="/old-admin/static/reset.css" />
    <link rel="stylesheet" href="/old-admin/static/panel.css" />
    <link rel="stylesheet" href="/old-admin/static/frame.css" />
    <link rel="icon" href="/old-admin/static/icon.svg" type="image/svg+xml" />
    <script type="module" src="/old-admin/static/panel.js"></script>
    <script type="module" src="/old-admin/static/record-page.js" integrity="${integrity}" crossorigin></script>
  </head>
  <body>
    <header id="header">
      <a id="logo" href="/old-admin/">Back Office</a>
      <nav aria-label="Main">
        <ul id="menu">
          <li><a class="current" href="/old-admin/">Customers</a></li>
          <li><a href="/crm/">CRM</a></li>
          <li><a href="${porticoUrl}/mailbox/">Mailbox</a></li>
        </ul>
      </nav>
      <p id="user">Signed in as <b>${staffName}</b></p>
    </header>
    <main id="page">
      <portico-provider base-url="${porticoUrl}" token-url="/old-admin/token">${content}</portico-provider>
    </main>
    <footer id="footer"><p>Back Office 3.2. All companies and people here are samples. <a href="/">Demo start page</a></p></footer>
  </body>
</html>`;
}

/** A framed part of a page. */
export function box(title: string, content: Html): Html {
  return html`<section class="box"><h2>${title}</h2><div class="body">${content}</div></section>`;
}

/** Where a page is. */
export function breadcrumb(...steps: [name: string, href?: string][]): Html {
  return html`<p id="breadcrumb">${steps.map(([name, href]) => (href ? html`<a href="${href}">${name}</a> &raquo; ` : html`<bdi>${name}</bdi>`))}</p>`;
}

/** Says what is wrong. */
export function messagePage(title: string, text: string): Html {
  return html`<h1>${title}</h1>${box('Message', html`<p>${text}</p><p><a href="/old-admin/">Back to the customers</a></p>`)}`;
}
