import type { OwnAccount } from '@portico/core';
import { html } from 'hono/html';
import type { OpenDashboards } from '../dashboards.ts';
import type { Html } from './layout.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Made-up figures: share of the market in per cent, by month. */
const share = [18.2, 18.9, 18.4, 19.6, 20.3, 20.1, 21.4, 22.0, 21.7, 22.9, 23.6, 24.1];

/** Made-up figures: sales in millions, by category. */
const categories = [
  { name: 'Wellness', sales: 8.4 },
  { name: 'Skin care', sales: 6.1 },
  { name: 'Vitamins', sales: 4.7 },
  { name: 'Pain relief', sales: 3.2 },
] as const;

/** The addresses of what the pages load. */
interface PageFiles {
  styles: string[];
  icon: string;
}

/** The sample dashboard of one account. */
export function dashboardPage(files: PageFiles, account: OwnAccount): Html {
  return page(
    files,
    `Dashboards of ${account.name}`,
    html`<header class="dash-head">
        <div>
          <p class="eyebrow">${account.market}</p>
          <h1>${account.name}</h1>
        </div>
        <span class="badge draft">Sample figures</span>
      </header>
      <ul class="figures">
        ${figure('Market share', '24.1 %', '+5.9 points in a year')}
        ${figure('Sales', '22.4 m', '+7.2 % on last year')}
        ${figure('Outlets', '1,284', '96 % of the market')}
      </ul>
      <section class="card chart" aria-labelledby="share">
        <h2 class="card-title" id="share">Market share by month, in per cent</h2>
        ${lineChart()}
      </section>
      <section class="card chart" aria-labelledby="sales">
        <h2 class="card-title" id="sales">Sales by category, in millions</h2>
        ${barChart()}
      </section>
      <p class="quiet">These figures are made up. They are here to show what a client opens from the portal.</p>`,
  );
}

/** The accounts whose dashboards the visitor may choose from. */
export function overviewPage(files: PageFiles, open: OpenDashboards[]): Html {
  const links = open.map(
    ({ path, account }) =>
      html`<li class="card"><a href="${path}">${account.name}</a><span class="quiet">${account.market}</span></li>`,
  );
  return page(files, 'Dashboards', html`<h1>Dashboards</h1><ul class="choices">${links}</ul>`);
}

/** Says that there is nothing to see, and where to go. */
export function deniedPage(files: PageFiles): Html {
  return page(
    files,
    'No access',
    html`<section class="card denied">
      <h1>You cannot open these dashboards</h1>
      <p>Sign in to the portal with the address your access was given to. If you are signed in, ask your contact person for access.</p>
      <p><a class="button" href="/portal/">Go to the portal</a></p>
    </section>`,
  );
}

function page(files: PageFiles, title: string, main: Html): Html {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title}</title>
    <link rel="icon" href="${files.icon}" type="image/svg+xml" />
    ${files.styles.map(href => html`<link rel="stylesheet" href="${href}" />`)}
  </head>
  <body class="dash">
    <main>
      <p class="back"><a href="/portal/">← Portal</a></p>
      ${main}
    </main>
  </body>
</html>`;
}

function figure(label: string, value: string, about: string): Html {
  return html`<li class="card"><span class="quiet">${label}</span><strong>${value}</strong><span class="quiet">${about}</span></li>`;
}

/** 640 × 220 units; 16 to 26 per cent from bottom to top. */
function lineChart(): Html {
  const x = (index: number) => 44 + index * 53;
  const y = (value: number) => Math.round((26 - value) * 18 + 12);
  const points = share.map((value, index) => `${x(index)},${y(value)}`).join(' ');
  return html`<svg viewBox="0 0 640 224" role="img" aria-label="Sample market share: it grows from 18.2 per cent in January to 24.1 per cent in December.">
    ${[16, 18, 20, 22, 24, 26].map(
      value =>
        html`<line class="rule" x1="36" x2="636" y1="${y(value)}" y2="${y(value)}" /><text class="end" x="28" y="${y(value) + 4}">${value}</text>`,
    )}
    <polygon class="area" points="${x(0)},${y(16)} ${points} ${x(11)},${y(16)}" />
    <polyline class="line" points="${points}" />
    <circle class="dot" cx="${x(11)}" cy="${y(24.1)}" r="4.5" />
    ${months.map((month, index) => html`<text class="${index % 2 === 0 ? 'middle' : 'middle odd'}" x="${x(index)}" y="216">${month}</text>`)}
  </svg>`;
}

function barChart(): Html {
  const label = categories.map(({ name, sales }) => `${name} ${sales}`).join(', ');
  return html`<svg viewBox="0 0 640 152" role="img" aria-label="Sample sales in millions: ${label}.">
    ${categories.map(
      ({ name, sales }, index) => html`<text x="4" y="${index * 38 + 25}">${name}</text>
        <rect class="bar-back" x="104" y="${index * 38 + 10}" width="488" height="20" rx="4" />
        <rect class="bar-value" x="104" y="${index * 38 + 10}" width="${Math.round(sales * 52)}" height="20" rx="4" />
        <text class="end" x="632" y="${index * 38 + 25}">${sales.toFixed(1)}</text>`,
    )}
  </svg>`;
}
