import { html } from 'hono/html';
import type { Order } from '../records.ts';
import { sampleAdmin } from '../sample-data.ts';
import { icons } from './icons.ts';
import { type Html, head, type Surroundings } from './layout.ts';

/** The demo's first page: what there is, and what to try. */
export function startPage(
  { files, porticoUrl }: Pick<Surroundings, 'files' | 'porticoUrl'>,
  order: Order | undefined,
): Html {
  const orderUrl = order ? `/crm/orders/${order.id}` : '/crm/';
  return html`<!doctype html>
<html lang="en">
  ${head('Portico demo', { icon: files.icon, styles: files.startStyles, scripts: [] })}
  <body class="start">
    <main id="main">
      <p class="brand">${icons.mark}<span>Portico demo</span></p>
      <h1>Give a client access, without leaving the CRM</h1>
      <p class="lead">
        Open <a href="${orderUrl}">order ${order?.number ?? ''}</a>, press <strong>Create User</strong> and give a made-up person a login.
        Then open their mail in the <a href="${porticoUrl}/mailbox/">Mailbox</a>, choose a password as they would, and watch their row turn from PENDING to COMPLETE.
      </p>
      <p class="go"><a class="button" href="${orderUrl}">Open the order</a></p>
      <ul class="places">
        ${place('/crm/', 'CRM', 'Accounts, orders and contacts of a made-up company, for its staff.')}
        ${place('/old-admin/', 'Old admin panel', 'The same widgets in a page whose CSS was never meant for them.')}
        ${place(`${porticoUrl}/portal/`, 'Portal', 'What a client sees: register, sign in, open the dashboards.')}
        ${place(`${porticoUrl}/admin/`, 'Admin pages', html`The same work without a CRM. Have a link mailed to <strong>${sampleAdmin}</strong>, and open it in the Mailbox.`)}
        ${place(`${porticoUrl}/mailbox/`, 'Mailbox', 'Every mail that was sent. Nothing leaves this machine.')}
      </ul>
      <p class="quiet">All companies, people and figures here are samples.</p>
    </main>
  </body>
</html>`;
}

function place(href: string, name: string, about: Html | string): Html {
  return html`<li class="card"><a href="${href}">${name}${icons.arrow}</a><p>${about}</p></li>`;
}
