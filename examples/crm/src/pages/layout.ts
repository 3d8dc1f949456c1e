import { html } from 'hono/html';
import type { Files } from '../files.ts';
import type { StaffMember } from '../records.ts';
import { icons } from './icons.ts';

/** A piece of a page; whatever is put into one as a string is escaped. */
export type Html = ReturnType<typeof html>;

/** What every page of the CRM shows or leads to. */
export interface Surroundings {
  /** Who is acting. */
  staff: StaffMember;
  /** Whom one can act as. */
  everyone: StaffMember[];
  /** Where the person is, to come back to after a switch of staff. */
  path: string;
  files: Files;
  /** Where Portico and the client portal are. */
  porticoUrl: string;
}

/** A page of the CRM: the bar on top and what belongs below it. */
export function layout(
  around: Surroundings,
  { title, main, search = '' }: { title: string; main: Html; search?: string },
): Html {
  const { files, porticoUrl } = around;
  return html`<!doctype html>
<html lang="en">
  ${head(`${title} · Sample CRM`, { icon: files.icon, styles: files.styles, scripts: [files.widgets, files.script] })}
  <body>
    <a class="skip" href="#main">Skip to content</a>
    <header class="bar">
      <a class="brand" href="/crm/">${icons.mark}<span>Sample CRM</span></a>
      <form class="search" action="/crm/search" role="search" aria-label="CRM">
        ${icons.search}
        <input type="search" name="q" value="${search}" aria-label="Search accounts, orders and people" placeholder="Search by name or email" maxlength="254" />
      </form>
      <nav class="links" aria-label="Demo">
        <a href="/">Start</a>
        <a href="${porticoUrl}/portal/">Portal</a>
        <a href="${porticoUrl}/mailbox/">Mailbox</a>
      </nav>
      ${staffMenu(around)}
    </header>
    <main id="main" tabindex="-1">${main}</main>
  </body>
</html>`;
}

/** What a browser loads with each page. */
export function head(
  title: string,
  { icon, styles, scripts }: { icon: string; styles: string[]; scripts: string[] },
): Html {
  return html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title}</title>
    <link rel="icon" href="${icon}" type="image/svg+xml" />
    ${styles.map(href => html`<link rel="stylesheet" href="${href}" />`)}
    ${scripts.map(src => html`<script type="module" src="${src}"></script>`)}
  </head>`;
}

/** A demo has no sign-in: one chooses whom to be. */
function staffMenu({ staff, everyone, path }: Surroundings): Html {
  return html`<button class="staff" type="button" popovertarget="staff-menu">
      <span class="avatar" aria-hidden="true">${initials(staff.name)}</span>
      <span class="staff-name"><span class="visually-hidden">Acting as</span> ${staff.name}</span>
      ${icons.chevron}
    </button>
    <form class="menu" id="staff-menu" popover method="post" action="/crm/staff">
      <p class="menu-title" id="staff-menu-title">Act as</p>
      <input type="hidden" name="returnTo" value="${path}" />
      ${everyone.map(
        person => html`<button type="submit" name="staff" value="${person.id}" ${person.id === staff.id ? html`aria-current="true"` : ''}>
          <span class="avatar" aria-hidden="true">${initials(person.name)}</span>
          <span><strong>${person.name}</strong><small>${person.title}, ${person.note}</small></span>
        </button>`,
      )}
    </form>`;
}

function initials(name: string): string {
  return name
    .split(' ')
    .map(part => part.charAt(0))
    .join('');
}
