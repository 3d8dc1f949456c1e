import type { Browser } from 'playwright-core';
import { launchBrowser } from '../src/visitor.ts';
import { type HostFiles, startHost } from './host.ts';
import { median } from './load.ts';
import { buildRecordPage, dashboardAccess, recordPages } from './record-page.ts';
import type { Result } from './result.ts';

const rounds = 15;
/** A full first page of the list. */
const people = 50;
const slowdown = 4;

/** P3: from the navigation to the first row on the screen, beside a page that somebody has written by hand. */
export async function firstRow(): Promise<Result[]> {
  const recordPage = await buildRecordPage();
  const host = await startHost({ '001B': people }, portico => filesOf(recordPage, portico));
  const browser = await launchBrowser();
  const times = { ours: [] as number[], byHand: [] as number[], withoutDates: [] as number[] };
  // The first of each warms up the server, its database and the browser's own processes.
  for (let round = -1; round < rounds; round++) {
    const ours = await timeToFirstRow(browser, `${host.origin}/ours.html`);
    const byHand = await timeToFirstRow(browser, `${host.origin}/by-hand.html`);
    const withoutDates = await timeToFirstRow(browser, `${host.origin}/without-dates.html`);
    if (round < 0) continue;
    times.ours.push(ours);
    times.byHand.push(byHand);
    times.withoutDates.push(withoutDates);
  }
  await browser.close();
  await host.stop();
  const ours = median(times.ours);
  const byHand = median(times.byHand);
  const withoutDates = median(times.withoutDates);
  const id = 'P3';
  return [
    {
      id,
      what: `From navigation to the first of ${people} rows of Dashboard Access, nothing cached, a processor ${slowdown} × slower`,
      ours: milliseconds(ours),
      peer: `${milliseconds(byHand)} by a page written by hand: token, data, table`,
      ratio: `${(ours / byHand).toFixed(2)} ×`,
      bar: '≤ 1.5 ×',
      holds: ours <= 1.5 * byHand,
    },
    {
      id,
      what: 'The same, beside a page that writes the dates as the server sends them',
      ours: milliseconds(ours),
      peer: milliseconds(withoutDates),
      ratio: `${(ours / withoutDates).toFixed(2)} ×`,
      bar: 'reported',
      holds: undefined,
    },
  ];
}

function milliseconds(time: number): string {
  return `${Math.round(time)} ms`;
}

/** In a browser that has never been there, on a slow machine: milliseconds until a row has been painted. */
async function timeToFirstRow(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  // The page tells by itself: asking it over and over would be work for it, too.
  await devtools.send('Runtime.enable');
  await devtools.send('Runtime.addBinding', { name: 'tellFirstRow' });
  await page.addInitScript(watchForRow);
  const told = new Promise<number>(resolve => {
    devtools.on('Runtime.bindingCalled', ({ name, payload }) => name === 'tellFirstRow' && resolve(Number(payload)));
  });
  await page.goto(url);
  const time = await told;
  await context.close();
  return time;
}

declare const tellFirstRow: (milliseconds: string) => void;

/** Looks in every frame, in both pages alike; the frame's painting is over when the next task runs. */
function watchForRow(): void {
  const look = () => {
    const place = document.querySelector('portico-dashboard-access')?.shadowRoot ?? document;
    if (!place.querySelector('tbody td')) return requestAnimationFrame(look);
    setTimeout(() => tellFirstRow(String(performance.now())));
  };
  look();
}

function filesOf(recordPage: string, portico: string): HostFiles {
  const page = (script: string) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Record</title>
    <script type="module" src="${script}"></script><body><h1>Record</h1><table></table>`;
  return {
    ...recordPages(recordPage, portico, { ours: dashboardAccess('001B') }),
    '/by-hand.html': page('/by-hand.js'),
    '/by-hand.js': byHand(portico, "new Date(grantedAt).toLocaleDateString('en-GB', { dateStyle: 'medium' })"),
    '/without-dates.html': page('/without-dates.js'),
    '/without-dates.js': byHand(portico, 'grantedAt'),
  };
}

/**
 * What somebody would write who needs these rows on this one page: no library, no states, no events.
 * @param date - The expression that makes a text of `grantedAt`.
 */
function byHand(portico: string, date: string): string {
  return `
const { token } = await (await fetch('/portico-token', { method: 'POST' })).json();
const response = await fetch('${portico}/v1/accounts/001B/access?limit=${people}', {
  headers: { authorization: 'Bearer ' + token },
});
const { items } = await response.json();
const table = document.querySelector('table');
const head = table.createTHead().insertRow();
for (const text of ['Name', 'Job title', 'Role', 'Status', 'Access granted']) {
  head.appendChild(document.createElement('th')).textContent = text;
}
const body = table.createTBody();
for (const { firstName, lastName, email, jobTitle, role, status, grantedAt, grantedBy } of items) {
  const row = body.insertRow();
  for (const text of [firstName + ' ' + lastName + ' ' + email, jobTitle, role, status, ${date} + ' by ' + grantedBy]) {
    row.insertCell().textContent = text;
  }
}
`;
}
