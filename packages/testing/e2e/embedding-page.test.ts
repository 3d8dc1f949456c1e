import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { openCreateUser } from '../src/create-user-dialog.ts';
import { type DemoProcess, startDemoProcess } from '../src/demo-process.ts';
import { demoRecords } from '../src/demo-records.ts';
import { hostPage, recordPageBundle, serveHostPages } from '../src/host-page.ts';
import { changesSince, followListeners, takePageRecord } from '../src/page-record.ts';
import { until } from '../src/until.ts';
import { launchBrowser, visitor } from '../src/visitor.ts';

const { acme, ada } = demoRecords;
const widgets = `
  <portico-create-user account-id="${acme}"></portico-create-user>
  <portico-password-reset contact-id="${ada}"></portico-password-reset>
  <portico-dashboard-access account-id="${acme}"></portico-dashboard-access>`;

let demo: DemoProcess;
let browser: Browser;

before(async () => {
  [demo, browser] = await Promise.all([startDemoProcess(), launchBrowser()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test('loading and using the widgets leaves the page as it was, but for what is documented', async () => {
  const { page, listeners, assertNoComplaints } = await open(
    `<input id="own" value="the page’s"><h1>A page</h1>${widgets}`,
  );
  await page.evaluate(async () => {
    localStorage.setItem('own', '1');
    await cookieStore.set('own', '1');
    document.getElementById('own')?.focus();
  });
  const untouched = await takePageRecord(page);
  assert.deepEqual(await changesSince(page, untouched), [], 'recording changes nothing by itself');

  await load(page);
  await page.getByRole('row').filter({ hasText: 'ada.keller@' }).waitFor();
  // By this symbol, which no page's code can meet by accident, all copies of the widgets find the one context root.
  const documented = ['added document.Symbol(portico-context-root)'];
  assert.deepEqual(await changesSince(page, untouched), documented);

  await use(page);
  await page.locator('#own').focus();
  assert.deepEqual(await changesSince(page, untouched), documented);
  assert.deepEqual(
    (await page.context().cookies()).map(({ name }) => name),
    ['own'],
  );

  const whileShown = ['document visibilitychange', 'html context-provider', 'html context-request', 'window online'];
  await until('the listeners of shown widgets', listeners.current, names => String(names) === String(whileShown));
  await page.evaluate(() => document.querySelector('portico-provider')?.remove());
  const afterwards = ['html context-provider', 'html context-request'];
  await until('the listeners that stay', listeners.current, names => String(names) === String(afterwards));
  assertNoComplaints();
});

test('locks are named after Portico, and end with the last widget', async () => {
  const { page, assertNoComplaints } = await open(widgets);
  await load(page);
  const held = () => page.evaluate(async () => ((await navigator.locks.query()).held ?? []).map(({ name }) => name));
  await until('a lock', held, names => names.length > 0);
  assert.deepEqual(
    (await held()).filter(name => !name?.startsWith('portico-events ')),
    [],
  );
  await page.evaluate(() => document.querySelector('portico-provider')?.remove());
  await until('no lock', held, names => names.length === 0);
  assertNoComplaints();
});

for (const order of ['before', 'after'] as const) {
  test(`the page’s own zod, loaded ${order} the widgets, keeps its configuration`, async () => {
    const { page, assertNoComplaints } = await open(widgets, { 'zod.js': await pageZod() });
    if (order === 'after') await load(page);
    await page.evaluate(() => import(new URL('zod.js', location.href).href));
    if (order === 'before') await load(page);
    await page.getByRole('row').filter({ hasText: 'ada.keller@' }).waitFor();
    await use(page);
    const own = await page.evaluate(() => ({
      message: Reflect.get(window, 'complain')(),
      isRegistered: Reflect.get(window, 'isRegistered')(),
      jitless: Reflect.get(window, '__zod_globalConfig').jitless,
    }));
    assert.deepEqual(own, { message: 'The page says no.', isRegistered: true, jitless: undefined });
    assertNoComplaints();
  });
}

/** A page that has not loaded the widgets. */
async function open(body: string, files: Record<string, string> = {}) {
  const person = await visitor(browser);
  const page = await person.context.newPage();
  const listeners = await followListeners(page);
  await serveHostPages(person.context, demo.crm, {
    'index.html': hostPage(demo, { body }),
    'record-page.js': recordPageBundle,
    ...files,
  });
  await page.goto(`${demo.crm}/host/index.html`);
  return { page, listeners, assertNoComplaints: person.assertNoComplaints };
}

async function load(page: Page): Promise<void> {
  await page.evaluate(() => import(new URL('record-page.js', location.href).href));
}

/** A search, a dialog with a verdict, closed by Esc, and a message. */
async function use(page: Page): Promise<void> {
  await page.getByRole('searchbox').fill('jonas');
  await page.getByText('1 person').waitFor();
  const dialog = await openCreateUser(page);
  await dialog.getByLabel('Email').fill('ada.keller@acme.example.com');
  await page.getByText('already has access').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Password Reset' }).click();
  await page.getByText('sent to ada.keller@').waitFor();
}

/** A zod of the page's own, with a configuration and a registry that it uses. */
async function pageZod(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import * as z from 'zod';
        z.config({ customError: () => 'The page says no.' });
        const schema = z.object({ count: z.number() });
        z.globalRegistry.add(schema, { title: 'Own' });
        window.complain = () => schema.safeParse({ count: 'two' }).error.issues[0].message;
        window.isRegistered = () => z.globalRegistry === globalThis.__zod_globalRegistry && z.globalRegistry.has(schema);`,
      resolveDir: resolve(import.meta.dirname, '../../core'),
    },
    bundle: true,
    format: 'esm',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
